// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/editor/fold_ranges.h"

#include <QObject>
#include <QTextCursor>

#include <vector>

class QPlainTextEdit;

namespace poolscope::gui {

/// Which blocks of an editor's text are folded: their lines but the first are hidden. Folds move
/// with the text.
class Folding : public QObject {
    Q_OBJECT

public:
    explicit Folding(QPlainTextEdit* editor);

    /// What can be folded now. Folds go on; they end where their block ends now.
    void setRanges(std::vector<FoldRange> ranges);
    /// Whether a line is the first of a block that can be folded.
    bool isHead(int line) const;
    bool isFolded(int line) const { return hiddenLines(line) > 0; }
    /// Lines hidden behind this one by its own fold; 0 when it has none.
    int hiddenLines(int line) const;

    void toggle(int line);
    /// The innermost open block around the line; the cursor is taken out of it.
    void fold(int line);
    void unfold(int line);
    void foldAll();
    void unfoldAll();
    /// Unfolds what hides any line between two positions.
    void reveal(int begin, int end);

    enum class Column { same, nearest };
    /// Where a cursor that was moved from `before` into hidden lines comes out of them: in the next
    /// line that is seen, in the same column or at the near end.
    QTextCursor passedOver(QTextCursor cursor, const QTextCursor& before, Column column) const;

    /// After an edit made in the editor: folds whose own lines have changed open.
    void openChanged();
    /// After an edit made elsewhere: lines that are new inside a fold are hidden as well.
    void keepClosed();

signals:
    void changed();

private:
    struct Fold {
        QTextCursor head;
        QTextCursor last;
        QString text; ///< of all its lines
    };

    static int lineOf(const QTextCursor& cursor);
    static QString textOf(const Fold& fold);
    void add(const FoldRange& range);
    void leaveHidden();
    void apply();

    QPlainTextEdit* m_editor;
    std::vector<FoldRange> m_ranges;
    std::vector<Fold> m_folds;
};

} // namespace poolscope::gui
