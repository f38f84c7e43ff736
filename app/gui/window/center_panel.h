// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/editor/yaml_editor.h"
#include "app/gui/form/form_page.h"
#include "app/gui/window/workload_model.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace poolscope::gui {

class SegmentedControl;

/// The middle: the page of the chosen part, the YAML, or both. Views of one text.
class CenterPanel : public QWidget {
    Q_OBJECT

public:
    enum Mode { form, split, yaml };

    explicit CenterPanel(Session& session, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void showPage(PageId id);
    PageId currentPage() const { return m_page; }
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    YamlEditor* editor() const { return m_editor; }
    /// Made when it is first asked for.
    FormPage* page(PageId id);
    /// The page that a place of the config belongs to.
    PageId pageFor(const config::Path& path) const;
    /// Shows a place in the text; the text is made visible for it.
    void revealInText(const config::Path& path);

signals:
    void modeChanged(int mode);
    /// Ctrl+F in the form: a setting is looked for, not a word of the text.
    void searchRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    FormPage* makePage(PageId id);
    Qt::Orientation fittingOrientation() const;
    void halve(Qt::Orientation orientation);

    Session& m_session;
    snapshot::SnapshotPtr m_snapshot;
    PageId m_page = PageId::image;
    Mode m_mode = form;
    QLabel* m_title;
    SegmentedControl* m_modes;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    YamlEditor* m_editor;
    QHash<int, FormPage*> m_pages;
};

} // namespace poolscope::gui
