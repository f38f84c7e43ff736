// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/session.h"

#include <QPlainTextEdit>
#include <QTextEdit>

namespace poolscope::gui {

class YamlHighlighter;

/// The document's text. Typing becomes splices on the document's undo stack; splices from elsewhere
/// are made here without moving the cursor or the view. Diagnostics are underlined and explained
/// under the mouse.
class YamlEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit YamlEditor(Session& session, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Shows and selects a range of the document's bytes.
    void select(const base::TextRange& range);
    /// The place of the config the cursor is in.
    config::Path currentPath() const;

signals:
    void pathChanged(const poolscope::config::Path& path);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    /// Files dropped here are for the window to open, not names to paste.
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    class Gutter;

    void takeTyping();
    void catchUp();
    void underline();
    int gutterWidth() const;
    void paintGutter(QPaintEvent* event);
    /// Byte offset in the document of a position in the widget.
    std::size_t offsetOf(int position) const;
    QTextCursor cursorFor(const base::TextRange& range) const;

    Session& m_session;
    snapshot::SnapshotPtr m_snapshot;
    YamlHighlighter* m_highlighter;
    Gutter* m_gutter;
    std::string m_shownText; ///< the document's text as the widget has it
    bool m_isShowing = false; ///< our own change of the widget's text is under way
};

} // namespace poolscope::gui
