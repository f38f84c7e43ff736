// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/problems/problems_panel.h"
#include "app/gui/run/run_panel.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QTabBar;
class QUndoStack;

namespace poolscope::gui {

/// The foot of the window: Run, Problems, History, Log.
class BottomPanel : public QWidget {
    Q_OBJECT

public:
    enum Tab { run, problems, history, log };

    explicit BottomPanel(QUndoStack* undoStack, QWidget* parent = nullptr);

    RunPanel* runPanel() const { return m_run; }
    ProblemsPanel* problemsPanel() const { return m_problems; }
    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void showTab(Tab tab);
    int currentTab() const;
    /// A line in the log, with the time.
    void note(const QString& text);

private:
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    RunPanel* m_run;
    ProblemsPanel* m_problems;
    QPlainTextEdit* m_log;
};

} // namespace poolscope::gui
