// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/observed_chart.h"

#include "app/gui/widgets/theme.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::gui {

ObservedChart::ObservedChart(QWidget* parent)
    : ChartView(parent)
    , m_planned(new QAreaSeries)
    , m_plannedTop(new QLineSeries(m_planned))
    , m_plannedFloor(new QLineSeries(m_planned))
    , m_observed(new QScatterSeries)
    , m_whiskers(new QLineSeries)
    , m_items(new QValueAxis)
    , m_draws(new QValueAxis)
{
    m_planned->setUpperSeries(m_plannedTop);
    m_planned->setLowerSeries(m_plannedFloor);
    m_items->setLabelFormat(QStringLiteral("%.0f"));
    m_items->setTickType(QValueAxis::TicksDynamic);
    m_items->setGridLineVisible(false);
    m_draws->setLabelFormat(QStringLiteral("%g"));
    m_draws->setTickType(QValueAxis::TicksDynamic);
    chart()->addAxis(m_items, Qt::AlignBottom);
    chart()->addAxis(m_draws, Qt::AlignLeft);
    const std::vector<QAbstractSeries*> all{ m_planned, m_whiskers, m_observed };
    for (QAbstractSeries* series : all) {
        chart()->addSeries(series);
        series->attachAxis(m_items);
        series->attachAxis(m_draws);
    }
    m_observed->setMarkerSize(5);
    m_observed->setPen(Qt::NoPen);
    setBars({}, {});
    ObservedChart::restyle();
}

void ObservedChart::setBars(const std::vector<ObservedBar>& bars, const QColor& hue)
{
    QList<QPointF> top;
    QList<QPointF> observed;
    QList<QPointF> whiskers;
    double highest = 1;
    for (const auto& bar : bars) {
        const double left = bar.first - 0.42;
        const double right = bar.last + 0.42;
        const double middle = (bar.first + bar.last) / 2;
        top << QPointF(left, 0) << QPointF(left, bar.planned) << QPointF(right, bar.planned)
            << QPointF(right, 0);
        if (bar.observed < 0)
            continue;
        observed << QPointF(middle, bar.observed);
        // A break between the whiskers: a line series does not draw through what is not a number.
        const double gap = std::numeric_limits<double>::quiet_NaN();
        whiskers << QPointF(middle, bar.low) << QPointF(middle, bar.high) << QPointF(middle, gap);
    }
    for (const auto& bar : bars)
        highest = std::max({ highest, bar.high, bar.observed });
    m_plannedTop->replace(top);
    m_plannedFloor->replace(top.isEmpty()
            ? QList<QPointF>()
            : QList<QPointF>{ QPointF(top.front().x(), 0), QPointF(top.back().x(), 0) });
    m_observed->replace(observed);
    m_whiskers->replace(whiskers);
    const double step = roundStep(highest, 3);
    m_draws->setTickInterval(step);
    m_draws->setRange(0, step * std::ceil(highest / step));
    const double last = bars.empty() ? 10 : bars.back().last;
    const double first = bars.empty() ? 0 : bars.front().first;
    m_items->setTickInterval(std::max(1.0, roundStep(last - first, 4)));
    m_items->setRange(first - 0.75, last + 0.75);
    if (hue != m_hue) {
        m_hue = hue;
        restyle();
    }
}

void ObservedChart::restyle()
{
    ChartView::restyle();
    QColor wash = m_hue.isValid() ? m_hue : theme().image;
    wash.setAlphaF(0.35F);
    m_planned->setBrush(wash);
    m_planned->setPen(Qt::NoPen);
    m_observed->setBrush(theme().ink);
    m_observed->setBorderColor(Qt::transparent);
    m_whiskers->setPen(QPen(theme().dim, 1));
}

} // namespace poolscope::gui
