// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Colours of the histogram, and where its labels stand.

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/widgets/theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QLabel>
#include <QLineSeries>
#include <QScatterSeries>

#include <algorithm>
#include <array>

namespace poolscope::gui {

QColor HistogramChart::fillOfLaw() const
{
    QColor fill = m_data.hue.isValid() ? m_data.hue : theme().image;
    if (m_view.isCumulative) // a large area, with text on it
        fill.setAlphaF(0.3F);
    return fill;
}

void HistogramChart::restyle()
{
    ChartView::restyle();
    m_law->setBrush(fillOfLaw());
    m_law->setPen(Qt::NoPen);
    QColor ink = theme().ink;
    ink.setAlphaF(0.75F);
    m_planned->setPen(QPen(ink, 1));
    ink.setAlphaF(0.18F);
    m_band->setBrush(ink);
    m_band->setPen(Qt::NoPen);
    m_cumulative->setPen(QPen(theme().accent, 1.6));
    m_observed->setBrush(theme().ink);
    m_observed->setBorderColor(theme().panel);
    m_readOffs->setBrush(theme().accent);
    m_readOffs->setBorderColor(theme().panel);
    styleLabel(m_cumulativeLabel, theme().accent);
    for (QGraphicsSimpleTextItem* label :
        { m_plannedLabel, m_observedLabel, m_hundredthLabel, m_tenthLabel })
        styleLabel(label, theme().ink);
    m_readOut->setFont(fontOf(TextSize::caption));
    m_readOut->setStyleSheet(
        QStringLiteral(
            "background: %1; color: %2; border: 1px solid %3; border-radius: 3px; padding: 3px;")
            .arg(theme().panel.name(), theme().ink.name(), theme().dim.name()));
}

void HistogramChart::placeLabels()
{
    if (m_data.bins.empty())
        return;
    if (m_view.isCumulative)
        placeBelowHottest();
    else
        placeBesideBars();
}

void HistogramChart::placeBesideBars()
{
    const QRectF plot = chart()->plotArea();
    // The cumulative line is high on the right; its label hangs below it, inside the plot.
    const auto bin = m_data.bins[m_data.bins.size() * 4 / 5];
    const QPointF onLine = chart()->mapToPosition(
        QPointF(xOfIndex(m_data, m_scale, static_cast<double>(bin.last)), 100 * bin.cumulative),
        m_cumulative);
    const QRectF size = m_cumulativeLabel->boundingRect();
    m_cumulativeLabel->setPos(std::min(onLine.x(), plot.right() - size.width() - grid),
        std::clamp(onLine.y() + grid, plot.top(), plot.bottom() - size.height()));
    // What lies over the bars is named above the highest step and dot there.
    const auto onBars = topOf(m_data.bins.size() / 3);
    const double width
        = std::max(m_plannedLabel->boundingRect().width(), m_observedLabel->boundingRect().width());
    const double left
        = std::clamp(onBars.x(), plot.left(), std::max(plot.left(), plot.right() - width));
    double top = std::min(onBars.y(), plot.bottom());
    for (const QXYSeries* series : std::initializer_list<QXYSeries*>{ m_planned, m_observed })
        for (const QPointF& point : series->points())
            if (const QPointF at = chart()->mapToPosition(point, m_planned);
                series->isVisible() && at.x() > left - grid && at.x() < left + width + grid)
                top = std::min(top, at.y());
    top -= grid / 2.0;
    for (QGraphicsSimpleTextItem* label : { m_observedLabel, m_plannedLabel }) {
        if (!label->isVisible())
            continue;
        const double height = label->boundingRect().height();
        top = std::clamp(top - height, plot.top(), std::max(plot.top(), plot.bottom() - height));
        label->setPos(left, top);
    }
}

/// Inside the area: the line goes up to the right.
void HistogramChart::placeBelowHottest()
{
    const QRectF plot = chart()->plotArea();
    const auto dots = m_readOffs->points();
    if (dots.size() != 2)
        return;
    const auto lawAt = [this](double x) {
        const auto points = m_lawTop->points();
        const auto point = std::find_if(points.begin(), points.end(),
            [x](const QPointF& candidate) { return candidate.x() >= x; });
        return point == points.end() ? QPointF(x, 100) : *point;
    };
    const auto place = [&](QGraphicsSimpleTextItem* label, const QPointF& value) {
        const QPointF dot = chart()->mapToPosition(value, m_readOffs);
        const QRectF size = label->boundingRect();
        const double left = std::clamp(
            dot.x() + grid, plot.left(), std::max(plot.left(), plot.right() - size.width()));
        const double line
            = chart()
                  ->mapToPosition(
                      lawAt(chart()->mapToValue({ left, dot.y() }, m_readOffs).x()), m_readOffs)
                  .y();
        label->setPos(left,
            std::clamp(std::max(dot.y(), line), plot.top(),
                std::max(plot.top(), plot.bottom() - size.height())));
    };
    place(m_tenthLabel, dots[1]);
    place(m_hundredthLabel, dots[0]);
    const QRectF above = m_tenthLabel->sceneBoundingRect();
    if (above.intersects(m_hundredthLabel->sceneBoundingRect()))
        m_hundredthLabel->setY(above.bottom());
    double bottom = plot.bottom() - grid / 2.0;
    for (QGraphicsSimpleTextItem* label : { m_observedLabel, m_plannedLabel }) {
        if (!label->isVisible())
            continue;
        const QRectF size = label->boundingRect();
        bottom -= size.height();
        label->setPos(plot.right() - size.width() - grid, bottom);
    }
}

} // namespace poolscope::gui
