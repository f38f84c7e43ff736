// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/editor/folding.h"
#include "app/gui/session/session.h"

#include <QPlainTextEdit>
#include <QTextEdit>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QUndoCommand;

namespace poolscope::gui {

class Completer;
class Gutter;
class YamlHighlighter;

/// The document's text. Typing becomes splices on the document's undo stack; splices from elsewhere
/// are made here without moving the cursor or the view. Diagnostics are underlined and explained
/// under the mouse, blocks fold, keys and names are completed. What is selected is never hidden.
class YamlEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    /// A line that is in view, with its place in the viewport.
    struct Line {
        int number = 0;
        QRectF box;
    };

    explicit YamlEditor(Session& session, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Shows and selects a range of the document's bytes.
    void select(const base::TextRange& range);
    /// The place of the config the cursor is in.
    config::Path currentPath() const;
    Folding* folding() const { return m_folding; }
    QList<Line> linesInView() const;
    int currentLine() const { return textCursor().blockNumber(); }

    /// Offers what may be written at the cursor.
    void complete();
    /// Whether the Diagnostic at the cursor can be mended, and its mending.
    bool canFix() const;
    void fix();

    /// Byte offset in the document of a position here, and back.
    std::size_t offsetOf(int position) const;
    int positionOf(std::size_t offset) const;

signals:
    void pathChanged(const poolscope::config::Path& path);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    /// Files dropped here are for the window to open, not names to paste.
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void takeTyping();
    void catchUp();
    void showUndone();
    void updateRanges();
    void underline();
    void updateMargin();
    void typeKey(QKeyEvent* event);
    bool showsWhatGoes(const QKeyEvent& event);
    void moveBy(QKeyEvent* event);
    /// The mark behind a folded line, in the viewport.
    QRectF foldMark(const Line& line) const;
    /// Of the gravest Diagnostic in these lines, or the accent.
    QColor markColor(int first, int last) const;
    QTextCursor cursorFor(const base::TextRange& range) const;

    Session& m_session;
    snapshot::SnapshotPtr m_snapshot;
    YamlHighlighter* m_highlighter;
    Folding* m_folding;
    Gutter* m_gutter;
    Completer* m_completer;
    std::vector<std::pair<int, config::Severity>> m_problems; ///< by line
    std::string m_shownText; ///< the document's text as the widget has it
    bool m_isShowing = false; ///< our own change of the widget's text is under way
    bool m_isMoving = false; ///< by a key, over what is hidden

    // To tell undoing from editing.
    int m_undoIndex = 0;
    const QUndoCommand* m_undone = nullptr; ///< what redo would do next
    std::optional<base::TextRange> m_splice; ///< positions of the last one made elsewhere
};

} // namespace poolscope::gui
