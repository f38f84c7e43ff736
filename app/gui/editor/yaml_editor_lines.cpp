// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/gutter.h"
#include "app/gui/editor/yaml_editor.h"
#include "app/gui/problems/problems_model.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

QString foldText(int hidden)
{
    return QStringLiteral("\u2026 ")
        + counted(hidden, YamlEditor::tr("%1 line"), YamlEditor::tr("%1 lines"));
}

} // namespace

void YamlEditor::updateMargin()
{
    setViewportMargins(m_gutter->neededWidth(), 0, 0, 0);
    const QRect content = contentsRect();
    m_gutter->setGeometry(content.left(), content.top(), m_gutter->neededWidth(), content.height());
}

void YamlEditor::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    updateMargin();
}

QList<YamlEditor::Line> YamlEditor::linesInView() const
{
    QList<Line> lines;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > viewport()->height())
            break;
        if (block.layout()->lineCount() > 0) // below the last line there is a margin
            box.setHeight(block.layout()->lineAt(0).height());
        lines << Line{ block.blockNumber(), box };
    }
    return lines;
}

/// Behind the text, or at the edge of the view where the line is longer than that.
QRectF YamlEditor::foldMark(const Line& line) const
{
    const QTextLayout* layout = document()->findBlockByNumber(line.number).layout();
    const double end = layout->lineCount() > 0 ? layout->lineAt(0).naturalTextWidth() : 0;
    const QString text = foldText(m_folding->hiddenLines(line.number));
    const double width
        = QFontMetricsF(fontOf(TextSize::caption)).horizontalAdvance(text) + grid * 1.5;
    const double behind = line.box.left() + document()->documentMargin() + end + grid;
    return { std::min(behind, viewport()->width() - width - grid), line.box.top() + 1.5, width,
        line.box.height() - 3 };
}

QColor YamlEditor::markColor(int first, int last) const
{
    std::optional<config::Severity> gravest;
    for (const auto& [line, severity] : m_problems)
        if (line >= first && line <= last && severity < gravest.value_or(config::Severity::info))
            gravest = severity;
    return gravest ? colorOf(*gravest, theme().accent) : theme().accent;
}

void YamlEditor::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(TextSize::caption));
    for (const Line& line : linesInView()) {
        const int hidden = m_folding->hiddenLines(line.number);
        if (hidden == 0)
            continue;
        const QRectF mark = foldMark(line);
        painter.fillRect(QRectF(mark.left() - grid / 2.0, line.box.top(), viewport()->width(),
                             line.box.height()),
            theme().panel); // nothing of a long line behind the mark
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().wash);
        painter.drawRoundedRect(mark, 3, 3);
        painter.setPen(markColor(line.number + 1, line.number + hidden));
        painter.drawText(mark, Qt::AlignCenter, foldText(hidden));
    }
}

} // namespace poolscope::gui
