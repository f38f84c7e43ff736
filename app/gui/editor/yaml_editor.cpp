// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/yaml_editor.h"

#include "app/gui/editor/completer.h"
#include "app/gui/editor/editor_help.h"
#include "app/gui/editor/gutter.h"
#include "app/gui/editor/shown_text.h"
#include "app/gui/editor/yaml_highlighter.h"
#include "app/gui/problems/problems_model.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/config/reader.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace poolscope::gui {

YamlEditor::YamlEditor(Session& session, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_session(session)
    , m_snapshot(session.snapshot())
    , m_highlighter(new YamlHighlighter(document()))
    , m_folding(new Folding(this))
    , m_gutter(new Gutter(this))
    , m_completer(new Completer(session, this))
{
    setObjectName(QStringLiteral("yaml"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setUndoRedoEnabled(false); // the document's stack undoes
    setTabChangesFocus(false);
    setAccessibleName(tr("Config as YAML"));
    connect(document(), &QTextDocument::contentsChanged, this, &YamlEditor::takeTyping);
    connect(&session.document(), &Document::textChanged, this, &YamlEditor::catchUp);
    connect(&session.document(), &Document::wasReset, this, &YamlEditor::catchUp);
    connect(&session.document(), &Document::wasReset, m_folding, &Folding::unfoldAll);
    connect(
        session.document().undoStack(), &QUndoStack::indexChanged, this, &YamlEditor::showUndone);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEditor::updateMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this,
        [this] { emit pathChanged(currentPath()); });
    const auto revealSelected = [this] {
        if (!m_isMoving)
            m_folding->reveal(textCursor().selectionStart(), textCursor().selectionEnd());
    };
    connect(this, &QPlainTextEdit::selectionChanged, this, revealSelected);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, revealSelected);
    connect(m_folding, &Folding::changed, this, [this] {
        m_gutter->update();
        viewport()->update();
    });
    updateMargin();
    catchUp();
}

bool YamlEditor::canInsertFromMimeData(const QMimeData* source) const
{
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

/// The widget's text has changed: what differs from the document becomes one edit. (The counts that
/// QTextDocument reports are not to be relied on: they also come with changes of format.)
void YamlEditor::takeTyping()
{
    if (m_isShowing)
        return;
    const std::string& text = m_session.document().text();
    base::TextEdit edit = base::difference(shown(text), contentOf(*document()));
    if (edit.range.size() == 0 && edit.replacement.empty())
        return;
    edit.range = { toDocument(text, edit.range.begin), toDocument(text, edit.range.end) };
    if (text.find("\r\n") != std::string::npos)
        for (std::size_t at = edit.replacement.find('\n'); at != std::string::npos;
             at = edit.replacement.find('\n', at + 2))
            edit.replacement.insert(at, 1, '\r');
    const bool isSingle = edit.range.size() + edit.replacement.size() <= 4
        && edit.replacement.find('\n') == std::string::npos;
    const QScopedValueRollback showing(m_isShowing, true); // the widget has it already
    m_shownText = base::apply(text, edit);
    m_splice.reset();
    m_folding->openChanged();
    m_session.document().edit(edit, isSingle ? tr("Typing") : tr("Edit Text"),
        { isSingle ? QStringLiteral("typing") : QString() });
    updateRanges();
}

/// Brings the widget's text to the document's by the smallest splice, so that cursor and view stay.
void YamlEditor::catchUp()
{
    const std::string& text = m_session.document().text();
    if (m_isShowing || text == m_shownText)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const std::string old = shown(m_shownText);
    const base::TextEdit edit = base::difference(old, shown(text));
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(toQtIndex(old, edit.range.begin)));
    cursor.setPosition(static_cast<int>(toQtIndex(old, edit.range.end)), QTextCursor::KeepAnchor);
    // Where lines go away one wants to see the line before.
    const int before = cursor.selectedText().contains(QChar::ParagraphSeparator) ? 1 : 0;
    m_splice = { static_cast<std::size_t>(std::max(0, cursor.selectionStart() - before)), 0 };
    cursor.insertText(toQt(edit.replacement));
    m_splice->end = static_cast<std::size_t>(cursor.position());
    m_shownText = text;
    m_folding->keepClosed();
    updateRanges();
}

/// Until the Snapshot of a text comes, what folds is told by its lines.
void YamlEditor::updateRanges()
{
    const std::string& text = m_session.document().text();
    const config::Config& config = m_snapshot->config;
    const bool isRead = m_snapshot->text == text && !config::structuralError(config.diagnostics);
    m_folding->setRanges(isRead ? foldRanges(text, config.tree) : foldRangesByIndentation(text));
}

/// Undone or done again: one wants to see what. Other splices from elsewhere leave the cursor.
void YamlEditor::showUndone()
{
    const QUndoStack& stack = *m_session.document().undoStack();
    const int index = stack.index();
    const bool isUndone = index < m_undoIndex && stack.canRedo();
    const bool isRedone = index > m_undoIndex && stack.command(m_undoIndex) == m_undone;
    m_undoIndex = index;
    m_undone = stack.command(index);
    if (!m_splice || (!isUndone && !isRedone))
        return;
    m_folding->reveal(static_cast<int>(m_splice->begin), static_cast<int>(m_splice->end));
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(m_splice->end));
    if (cursor.atBlockStart() && m_splice->size() > 1)
        cursor.movePosition(QTextCursor::PreviousCharacter); // the end of the last line of it
    setTextCursor(cursor);
}

void YamlEditor::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    catchUp(); // the session may hear of a change before we do
    underline();
    updateRanges();
}

QTextCursor YamlEditor::cursorFor(const base::TextRange& range) const
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(range.begin));
    cursor.setPosition(positionOf(range.end), QTextCursor::KeepAnchor);
    return cursor;
}

void YamlEditor::underline()
{
    QList<QTextEdit::ExtraSelection> selections;
    m_problems.clear();
    if (m_snapshot->text == m_session.document().text())
        for (const auto& diagnostic : m_snapshot->diagnostics()) {
            QTextEdit::ExtraSelection selection;
            base::TextRange range = diagnostic.range;
            range.end = std::max(range.end, std::min(range.begin + 1, m_snapshot->text.size()));
            selection.cursor = cursorFor(range);
            selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            selection.format.setUnderlineColor(colorOf(diagnostic.severity, theme().accent));
            selections << selection;
            m_problems.emplace_back(
                document()->findBlock(selection.cursor.selectionStart()).blockNumber(),
                diagnostic.severity);
        }
    setExtraSelections(selections);
}

void YamlEditor::select(const base::TextRange& range)
{
    const QTextCursor cursor = cursorFor(range);
    m_folding->reveal(cursor.selectionStart(), cursor.selectionEnd());
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

config::Path YamlEditor::currentPath() const
{
    const config::Tree& tree = m_snapshot->config.tree;
    if (tree.isEmpty())
        return {};
    return tree.pathAt(offsetOf(textCursor().position()));
}

std::size_t YamlEditor::offsetOf(int position) const
{
    return fromWidget(m_session.document().text(), position);
}

int YamlEditor::positionOf(std::size_t offset) const
{
    return static_cast<int>(toWidget(m_session.document().text(), offset));
}

void YamlEditor::complete()
{
    setFocus(Qt::OtherFocusReason);
    m_completer->open();
}

bool YamlEditor::canFix() const
{
    return m_snapshot->text == m_session.document().text()
        && fixableAt(*m_snapshot, offsetOf(textCursor().position()));
}

void YamlEditor::fix()
{
    if (const auto* diagnostic = fixableAt(*m_snapshot, offsetOf(textCursor().position())))
        m_session.apply(config::Fix(*diagnostic->fix)); // a copy: the Snapshot changes under it
}

/// Under the mouse: what is wrong there, and what the setting is for.
bool YamlEditor::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QPoint place = viewport()->mapFrom(this, help->pos());
    const QTextCursor cursor = cursorForPosition(place);
    // Behind the end of a line there is nothing to be told of.
    const QRect caret = cursorRect(cursor);
    const bool isOnText = place.x() <= caret.right() + fontMetrics().averageCharWidth()
        && place.y() <= caret.bottom();
    const QString text = isOnText && m_snapshot->text == m_session.document().text()
        ? helpAt(*m_snapshot, offsetOf(cursor.position()))
        : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void YamlEditor::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->takesKey(event))
        return;
    m_completer->beginKey();
    typeKey(event);
    m_completer->endKey(*event);
}

/// Return keeps the indentation; Tab is two blanks.
void YamlEditor::typeKey(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier) {
        insertPlainText(QStringLiteral("  "));
        return;
    }
    if (event->key() == Qt::Key_Return && event->modifiers() == Qt::NoModifier) {
        const QString line = textCursor().block().text().left(textCursor().positionInBlock());
        const auto end
            = std::find_if(line.begin(), line.end(), [](QChar c) { return c != QLatin1Char(' '); });
        QString indent(static_cast<qsizetype>(end - line.begin()), QLatin1Char(' '));
        if (line.trimmed().endsWith(QLatin1Char(':')))
            indent += QStringLiteral("  ");
        insertPlainText(QLatin1Char('\n') + indent);
        return;
    }
    if (showsWhatGoes(*event))
        return;
    const bool isMove = event->key() >= Qt::Key_Home && event->key() <= Qt::Key_PageDown;
    if (isMove && !(event->modifiers() & Qt::ShiftModifier))
        moveBy(event);
    else
        QPlainTextEdit::keyPressEvent(event);
}

/// Erasing towards hidden lines shows them first; only the next key erases.
bool YamlEditor::showsWhatGoes(const QKeyEvent& event)
{
    const QTextCursor cursor = textCursor();
    const QTextBlock block = cursor.block();
    const QString line = block.text();
    QStringView between;
    QTextBlock neighbour;
    if (event.key() == Qt::Key_Backspace) {
        between = QStringView(line).left(cursor.positionInBlock());
        neighbour = block.previous();
    } else if (event.key() == Qt::Key_Delete) {
        between = QStringView(line).mid(cursor.positionInBlock());
        neighbour = block.next();
    }
    const bool isWord = event.modifiers() & Qt::ControlModifier; // which may reach over blanks
    const bool isReached = between.isEmpty() || (isWord && between.trimmed().isEmpty());
    if (cursor.hasSelection() || !isReached || !neighbour.isValid() || neighbour.isVisible())
        return false;
    m_folding->reveal(neighbour.position(), neighbour.position());
    return true;
}

/// Home, End, arrows and pages pass over what is hidden.
void YamlEditor::moveBy(QKeyEvent* event)
{
    const QTextCursor before = textCursor();
    const QScopedValueRollback moving(m_isMoving, true);
    QPlainTextEdit::keyPressEvent(event);
    if (textCursor().block().isVisible())
        return;
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right
        || event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    setTextCursor(m_folding->passedOver(
        textCursor(), before, isSideways ? Folding::Column::nearest : Folding::Column::same));
}

/// The mark behind a folded line unfolds it.
void YamlEditor::mousePressEvent(QMouseEvent* event)
{
    m_completer->close();
    if (event->button() == Qt::LeftButton)
        for (const Line& line : linesInView())
            if (m_folding->isFolded(line.number) && foldMark(line).contains(event->position()))
                return m_folding->unfold(line.number);
    QPlainTextEdit::mousePressEvent(event);
}

void YamlEditor::focusOutEvent(QFocusEvent* event)
{
    m_completer->close();
    QPlainTextEdit::focusOutEvent(event);
}

void YamlEditor::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        m_highlighter->rehighlight();
        m_folding->keepClosed();
        underline();
    }
}

} // namespace poolscope::gui
