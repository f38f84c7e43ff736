// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/yaml_editor.h"

#include "app/gui/editor/yaml_highlighter.h"
#include "app/gui/problems/problems_model.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace poolscope::gui {

namespace {

// The widget keeps lines, not line endings: CR LF of the document is one line break there. All
// offsets go through these.

std::string shown(const std::string& text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n')
            result.push_back(text[i]);
    return result;
}

std::size_t toDocument(const std::string& text, std::size_t shownOffset)
{
    std::size_t i = 0;
    for (std::size_t seen = 0; i < text.size(); ++i) {
        const bool isDropped = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (seen == shownOffset)
            return i;
        seen += isDropped ? 0 : 1;
    }
    return i;
}

qsizetype toWidget(const std::string& text, std::size_t offset)
{
    const std::string before = shown(text.substr(0, offset));
    return toQtIndex(before, before.size());
}

/// The widget's text, non-breaking blanks included, which toPlainText would replace.
std::string contentOf(const QTextDocument& document)
{
    QString raw = document.toRawText();
    raw.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return toStd(raw);
}

} // namespace

/// Line numbers beside the text.
class YamlEditor::Gutter : public QWidget {
public:
    explicit Gutter(YamlEditor* editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }
    QSize sizeHint() const override { return { m_editor->gutterWidth(), 0 }; }

protected:
    void paintEvent(QPaintEvent* event) override { m_editor->paintGutter(event); }

private:
    YamlEditor* m_editor;
};

YamlEditor::YamlEditor(Session& session, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_session(session)
    , m_snapshot(session.snapshot())
    , m_highlighter(new YamlHighlighter(document()))
    , m_gutter(new Gutter(this))
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
    connect(this, &QPlainTextEdit::blockCountChanged, this,
        [this] { setViewportMargins(gutterWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this,
        [this] { emit pathChanged(currentPath()); });
    setViewportMargins(gutterWidth(), 0, 0, 0);
    catchUp();
}

/// The widget's text has changed: what differs from the document becomes one edit. (The counts that
/// QTextDocument reports are not to be relied on: they also come with changes of format.)
bool YamlEditor::canInsertFromMimeData(const QMimeData* source) const
{
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

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
    m_session.document().edit(edit, isSingle ? tr("Typing") : tr("Edit Text"),
        { isSingle ? QStringLiteral("typing") : QString() });
}

/// Brings the widget's text to the document's by the smallest splice, so that cursor and view stay.
void YamlEditor::catchUp()
{
    const std::string& text = m_session.document().text();
    if (m_isShowing || text == m_shownText)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const std::string before = shown(m_shownText);
    const base::TextEdit edit = base::difference(before, shown(text));
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(toQtIndex(before, edit.range.begin)));
    cursor.setPosition(
        static_cast<int>(toQtIndex(before, edit.range.end)), QTextCursor::KeepAnchor);
    cursor.insertText(toQt(edit.replacement));
    m_shownText = text;
}

void YamlEditor::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    catchUp(); // the session may hear of a change before we do
    underline();
}

QTextCursor YamlEditor::cursorFor(const base::TextRange& range) const
{
    const std::string& text = m_session.document().text();
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(toWidget(text, range.begin)));
    cursor.setPosition(static_cast<int>(toWidget(text, range.end)), QTextCursor::KeepAnchor);
    return cursor;
}

void YamlEditor::underline()
{
    QList<QTextEdit::ExtraSelection> selections;
    if (m_snapshot->text == m_session.document().text())
        for (const auto& diagnostic : m_snapshot->config.diagnostics) {
            QTextEdit::ExtraSelection selection;
            base::TextRange range = diagnostic.range;
            range.end = std::max(range.end, std::min(range.begin + 1, m_snapshot->text.size()));
            selection.cursor = cursorFor(range);
            selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            selection.format.setUnderlineColor(colorOf(diagnostic.severity, theme().accent));
            selections << selection;
        }
    setExtraSelections(selections);
}

void YamlEditor::select(const base::TextRange& range)
{
    setTextCursor(cursorFor(range));
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
    const std::string& text = m_session.document().text();
    return toDocument(text, toByteOffset(toQt(shown(text)), position));
}

/// Under the mouse: what is wrong there, else what the setting is for.
bool YamlEditor::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QTextCursor cursor = cursorForPosition(viewport()->mapFrom(this, help->pos()));
    const std::size_t offset = offsetOf(cursor.position());
    QStringList lines;
    for (const auto& diagnostic : m_snapshot->config.diagnostics)
        if (offset >= diagnostic.range.begin && offset <= diagnostic.range.end)
            lines << sentenceOf(diagnostic);
    if (lines.isEmpty() && !m_snapshot->config.tree.isEmpty())
        if (const config::Field* field = config::fieldAt(m_snapshot->config.tree.pathAt(offset)))
            lines << toQt(field->help);
    QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

/// Return keeps the indentation; Tab is two blanks.
void YamlEditor::keyPressEvent(QKeyEvent* event)
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
    QPlainTextEdit::keyPressEvent(event);
}

int YamlEditor::gutterWidth() const
{
    const auto digits = QString::number(std::max(99, blockCount())).size();
    return fontMetrics().horizontalAdvance(QLatin1Char('9')) * static_cast<int>(digits) + 3 * grid;
}

void YamlEditor::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect content = contentsRect();
    m_gutter->setGeometry(content.left(), content.top(), gutterWidth(), content.height());
}

void YamlEditor::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        m_highlighter->rehighlight();
        underline();
    }
}

void YamlEditor::paintGutter(QPaintEvent* event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), theme().panel);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    const int current = textCursor().blockNumber();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        painter.setPen(block.blockNumber() == current ? theme().ink : theme().dim);
        painter.drawText(QRectF(0, top, gutterWidth() - 1.5 * grid, height),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

} // namespace poolscope::gui
