// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/stat_tile.h"

#include "app/gui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

namespace poolscope::gui {

namespace {

constexpr int padding = 8;

} // namespace

StatTile::StatTile(const QString& caption, const QString& shortCaption, QWidget* parent)
    : QWidget(parent)
    , m_caption(caption)
    , m_shortCaption(shortCaption)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(caption);
}

void StatTile::setCaption(const QString& caption, const QString& shortCaption)
{
    if (m_caption == caption && m_shortCaption == shortCaption)
        return;
    m_caption = caption;
    m_shortCaption = shortCaption;
    setAccessibleName(caption);
    update();
}

void StatTile::setFigure(const QString& figure, const QString& detail, const QString& foot)
{
    if (m_figure == figure && m_detail == detail && m_foot == foot)
        return;
    m_figure = figure;
    m_detail = detail;
    m_foot = foot;
    setAccessibleDescription(text());
    update();
}

void StatTile::setFootStale(bool isStale)
{
    if (isStale == m_isFootStale)
        return;
    m_isFootStale = isStale;
    update();
}

void StatTile::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    updateGeometry();
    update();
}

QString StatTile::text() const
{
    QString text = m_figure;
    if (!m_detail.isEmpty())
        text += QLatin1Char(' ') + m_detail;
    if (!m_foot.isEmpty())
        text += QStringLiteral(", ") + m_foot;
    return text;
}

QSize StatTile::sizeHint() const
{
    const int caption = QFontMetrics(fontOf(TextSize::caption)).height();
    const int figure = QFontMetrics(fontOf(TextSize::figure, QFont::DemiBold)).height();
    return { 132, (m_isCompact ? 1 : 2) * caption + figure + 2 * padding - 4 };
}

QSize StatTile::minimumSizeHint() const
{
    return { 84, sizeHint().height() };
}

void StatTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? theme().accent : theme().line);
    painter.setBrush(theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    QRect inner = rect().adjusted(padding, padding - 3, -padding / 2, -(padding - 3));
    painter.setFont(fontOf(TextSize::caption));
    painter.setPen(theme().dim);
    const QFontMetrics captionMetrics(painter.font());
    const bool fits = captionMetrics.horizontalAdvance(m_caption) <= inner.width();
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop,
        captionMetrics.elidedText(
            fits ? m_caption : m_shortCaption, Qt::ElideRight, inner.width()));
    if (!m_isCompact) {
        constexpr double staleOpacity = 0.55;
        painter.setOpacity(m_isFootStale ? staleOpacity : 1);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
            captionMetrics.elidedText(m_foot, Qt::ElideRight, inner.width()));
        painter.setOpacity(1);
        inner.setBottom(inner.bottom() - captionMetrics.height());
    }

    constexpr int narrow = 100; // tiles of a row have the same width, and so the same font
    QFont figureFont = fontOf(TextSize::figure, QFont::DemiBold);
    if (width() < narrow)
        figureFont.setPointSizeF(figureFont.pointSizeF() * 0.85);
    if (QFontMetrics(figureFont).horizontalAdvance(m_figure) > inner.width())
        figureFont = fontOf(TextSize::body, QFont::DemiBold);
    painter.setFont(figureFont);
    painter.setPen(theme().ink);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom, m_figure);
    const int used = QFontMetrics(figureFont).horizontalAdvance(m_figure) + grid / 2;
    painter.setFont(fontOf(TextSize::caption));
    painter.setPen(theme().dim);
    const QRect rest = inner.adjusted(used, 0, 0, -3);
    if (captionMetrics.horizontalAdvance(m_detail) <= rest.width())
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignBottom, m_detail);
}

void StatTile::copy()
{
    QGuiApplication::clipboard()->setText(text());
    emit copied(text());
}

void StatTile::mouseReleaseEvent(QMouseEvent* event)
{
    QWidget::mouseReleaseEvent(event);
    copy();
}

void StatTile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)
        copy();
    else
        QWidget::keyPressEvent(event);
}

} // namespace poolscope::gui
