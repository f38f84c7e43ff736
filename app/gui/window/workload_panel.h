// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/window/setting_search.h"
#include "app/gui/window/workload_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace poolscope::gui {

/// The left side: the workload as a list, and above it a line that finds a setting.
class WorkloadPanel : public QWidget {
    Q_OBJECT

public:
    explicit WorkloadPanel(QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void setCurrent(PageId page);
    /// The list of the workload.
    QListView* list() const { return m_list; }
    /// Puts the cursor into the line.
    void startSearch();

signals:
    void pageChosen(poolscope::gui::PageId page);
    /// `isKnown` false: only the text can show it.
    void settingChosen(const poolscope::config::Path& path, bool isKnown);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void search(const QString& query);
    void choose(const QModelIndex& place);
    void hideIdle();

    QLineEdit* m_query;
    QStackedWidget* m_stack;
    WorkloadModel* m_workload;
    QListView* m_list;
    SettingSearch* m_search;
    QListView* m_results;
    QLabel* m_nothing;
};

} // namespace poolscope::gui
