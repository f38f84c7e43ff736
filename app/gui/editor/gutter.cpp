// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/gutter.h"

#include "app/gui/editor/yaml_editor.h"
#include "app/gui/widgets/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <QTextBlock>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int foldWidth = 2 * grid;

/// A triangle that points down (open) or to the right (folded).
QPolygonF triangle(const QPointF& middle, bool isFolded)
{
    constexpr double half = 3.5;
    if (isFolded)
        return { { middle + QPointF(-half / 2, -half), middle + QPointF(half * 0.75, 0),
            middle + QPointF(-half / 2, half) } };
    return { { middle + QPointF(-half, -half / 2), middle + QPointF(half, -half / 2),
        middle + QPointF(0, half * 0.75) } };
}

} // namespace

Gutter::Gutter(YamlEditor* editor)
    : QWidget(editor)
    , m_editor(editor)
{
    setObjectName(QStringLiteral("gutter"));
    setAccessibleName(tr("Line numbers"));
    setMouseTracking(true);
}

int Gutter::neededWidth() const
{
    const auto digits = QString::number(std::max(99, m_editor->blockCount())).size();
    return m_editor->fontMetrics().horizontalAdvance(QLatin1Char('9')) * static_cast<int>(digits)
        + foldWidth + 2 * grid;
}

void Gutter::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), theme().panel);
    painter.setFont(m_editor->font());
    const int current = m_editor->textCursor().blockNumber();
    const Folding* folding = m_editor->folding();
    for (const YamlEditor::Line& line : m_editor->linesInView()) {
        painter.setPen(line.number == current ? theme().ink : theme().dim);
        painter.drawText(
            QRectF(0, line.box.top(), width() - foldWidth - grid / 2.0, line.box.height()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(line.number + 1));
        if (!folding->isHead(line.number))
            continue;
        const bool isFolded = folding->isFolded(line.number);
        const bool isHovered = m_hovered == line.number;
        const QPointF middle(width() - foldWidth / 2.0 - grid / 4.0, line.box.center().y());
        painter.setPen(Qt::NoPen);
        if (isHovered) {
            painter.setBrush(theme().wash);
            painter.drawRoundedRect(
                QRectF(middle.x() - grid, line.box.top() + 1, 2 * grid, line.box.height() - 2), 3,
                3);
        }
        painter.setBrush(isHovered || isFolded ? theme().accent : theme().dim);
        painter.drawPolygon(triangle(middle, isFolded));
    }
}

std::optional<int> Gutter::headAt(const QPoint& place) const
{
    if (place.x() < width() - foldWidth - grid / 2)
        return std::nullopt;
    for (const YamlEditor::Line& line : m_editor->linesInView())
        if (place.y() >= line.box.top() && place.y() < line.box.bottom()
            && m_editor->folding()->isHead(line.number))
            return line.number;
    return std::nullopt;
}

void Gutter::setHovered(std::optional<int> line)
{
    if (m_hovered == line)
        return;
    m_hovered = line;
    setCursor(line ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(!line                               ? QString()
            : m_editor->folding()->isFolded(*line) ? tr("Unfold (Ctrl+Shift+])")
                                                   : tr("Fold (Ctrl+Shift+[)"));
    update();
}

void Gutter::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(headAt(event->position().toPoint()));
}

void Gutter::mousePressEvent(QMouseEvent* event)
{
    if (const auto line = headAt(event->position().toPoint());
        line && event->button() == Qt::LeftButton)
        m_editor->folding()->toggle(*line);
    setHovered(headAt(event->position().toPoint()));
}

/// The wheel scrolls the text, as it does over the text.
void Gutter::wheelEvent(QWheelEvent* event)
{
    QApplication::sendEvent(m_editor->viewport(), event);
}

void Gutter::leaveEvent(QEvent*)
{
    setHovered(std::nullopt);
}

} // namespace poolscope::gui
