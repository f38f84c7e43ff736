// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/folding.h"

#include <QAbstractTextDocumentLayout>
#include <QHash>
#include <QPlainTextEdit>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace poolscope::gui {

namespace {

/// The range with this first line, or null.
const FoldRange* rangeFrom(const std::vector<FoldRange>& ranges, int line)
{
    const auto found = std::lower_bound(ranges.begin(), ranges.end(), line,
        [](const FoldRange& range, int first) { return range.first < first; });
    return found != ranges.end() && found->first == line ? &*found : nullptr;
}

} // namespace

Folding::Folding(QPlainTextEdit* editor)
    : QObject(editor)
    , m_editor(editor)
{
}

int Folding::lineOf(const QTextCursor& cursor)
{
    return cursor.blockNumber();
}

QString Folding::textOf(const Fold& fold)
{
    QString text;
    const QTextBlock end = fold.last.block().next();
    for (QTextBlock block = fold.head.block(); block.isValid() && block != end;
         block = block.next())
        text += block.text() + QLatin1Char('\n');
    return text;
}

void Folding::setRanges(std::vector<FoldRange> ranges)
{
    m_ranges = std::move(ranges);
    for (Fold& fold : m_folds) {
        const FoldRange* range = rangeFrom(m_ranges, lineOf(fold.head));
        const QTextBlock last
            = range ? m_editor->document()->findBlockByNumber(range->last) : QTextBlock();
        if (!last.isValid())
            continue; // while a line is half typed its block may not be seen as one
        fold.last.setPosition(last.position() + last.length() - 1);
        fold.text = textOf(fold);
    }
    apply();
    const QTextCursor cursor = m_editor->textCursor();
    reveal(cursor.selectionStart(), cursor.selectionEnd()); // a block may have grown over it
    emit changed();
}

bool Folding::isHead(int line) const
{
    return rangeFrom(m_ranges, line) || isFolded(line);
}

int Folding::hiddenLines(int line) const
{
    for (const Fold& fold : m_folds)
        if (lineOf(fold.head) == line)
            return lineOf(fold.last) - line;
    return 0;
}

void Folding::toggle(int line)
{
    if (isFolded(line))
        return unfold(line);
    const FoldRange* range = rangeFrom(m_ranges, line);
    if (!range)
        return;
    add(*range);
    leaveHidden();
    apply();
}

void Folding::fold(int line)
{
    const FoldRange* innermost = nullptr;
    for (const FoldRange& range : m_ranges)
        if (range.first <= line && range.last >= line && !isFolded(range.first))
            innermost = &range; // they are in the order of their first lines
    if (innermost)
        toggle(innermost->first);
}

void Folding::unfold(int line)
{
    std::erase_if(m_folds, [&](const Fold& fold) { return lineOf(fold.head) == line; });
    apply();
}

void Folding::foldAll()
{
    m_folds.clear();
    for (const FoldRange& range : m_ranges)
        add(range);
    leaveHidden();
    apply();
}

void Folding::unfoldAll()
{
    m_folds.clear();
    apply();
}

void Folding::reveal(int begin, int end)
{
    const QTextDocument* document = m_editor->document();
    const int first = document->findBlock(begin).blockNumber();
    const int last = document->findBlock(end).blockNumber();
    if (std::erase_if(m_folds, [&](const Fold& fold) {
            return lineOf(fold.head) < last && lineOf(fold.last) >= first;
        }))
        apply();
}

QTextCursor Folding::passedOver(QTextCursor cursor, const QTextCursor& before, Column column) const
{
    QTextBlock block = cursor.block();
    if (cursor.position() > before.position())
        while (block.isValid() && !block.isVisible())
            block = block.next();
    const bool isBelow = block.isValid() && block.isVisible();
    if (!isBelow) // above then; the first line is never hidden
        for (block = cursor.block(); !block.isVisible();)
            block = block.previous();
    const int end = block.length() - 1;
    const int nearest = isBelow ? 0 : end;
    cursor.setPosition(block.position()
        + (column == Column::same ? std::min(before.positionInBlock(), end) : nearest));
    return cursor;
}

void Folding::openChanged()
{
    std::erase_if(m_folds, [](const Fold& fold) { return textOf(fold) != fold.text; });
    apply();
}

void Folding::keepClosed()
{
    for (Fold& fold : m_folds)
        fold.text = textOf(fold);
    apply();
}

void Folding::add(const FoldRange& range)
{
    const QTextDocument* document = m_editor->document();
    const QTextBlock head = document->findBlockByNumber(range.first);
    const QTextBlock last = document->findBlockByNumber(range.last);
    if (!head.isValid() || !last.isValid())
        return;
    Fold fold{ QTextCursor(head), QTextCursor(last), {} };
    fold.last.movePosition(QTextCursor::EndOfBlock);
    fold.text = textOf(fold);
    m_folds.push_back(std::move(fold));
}

/// A cursor inside a fold goes to the end of the line that is still seen.
void Folding::leaveHidden()
{
    const QTextCursor cursor = m_editor->textCursor();
    const QTextDocument* document = m_editor->document();
    const int first = document->findBlock(cursor.selectionStart()).blockNumber();
    const int last = document->findBlock(cursor.selectionEnd()).blockNumber();
    const Fold* outermost = nullptr;
    for (const Fold& fold : m_folds)
        if (lineOf(fold.head) < last && lineOf(fold.last) >= first
            && (!outermost || lineOf(fold.head) < lineOf(outermost->head)))
            outermost = &fold;
    if (!outermost)
        return;
    QTextCursor outside = outermost->head;
    outside.movePosition(QTextCursor::EndOfBlock);
    m_editor->setTextCursor(outside);
}

/// Hides the lines of all folds and shows all others.
void Folding::apply()
{
    std::erase_if(m_folds, [](const Fold& fold) { return lineOf(fold.last) <= lineOf(fold.head); });
    QHash<int, int> lasts;
    for (const Fold& fold : m_folds)
        lasts.insert(lineOf(fold.head), lineOf(fold.last));
    bool isChanged = false;
    int hiddenTo = -1;
    int line = 0;
    for (QTextBlock block = m_editor->document()->begin(); block.isValid(); block = block.next()) {
        const bool isVisible = line > hiddenTo;
        // The layout counts lines again when it is asked for a hidden block.
        const bool isRight = block.isVisible() == isVisible && (block.lineCount() > 0) == isVisible;
        if (!isRight) {
            block.setVisible(isVisible);
            block.setLineCount(isVisible ? 1 : 0);
            isChanged = true;
        }
        hiddenTo = std::max(hiddenTo, lasts.value(line, -1));
        ++line;
    }
    if (!isChanged)
        return;
    QAbstractTextDocumentLayout* layout = m_editor->document()->documentLayout();
    emit layout->documentSizeChanged(layout->documentSize());
    emit layout->update();
    emit changed();
}

} // namespace poolscope::gui
