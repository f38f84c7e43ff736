// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/time_chart.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::gui {

TimeChart::TimeChart(QWidget* parent)
    : ChartView(parent)
    , m_firstSeen(new QScatterSeries)
    , m_repeat(new QScatterSeries)
    , m_seconds(new QValueAxis)
    , m_milliseconds(new QValueAxis)
    , m_firstSeenLabel(addLabel({}))
    , m_repeatLabel(addLabel({}))
{
    m_seconds->setLabelFormat(QStringLiteral("%g s"));
    m_seconds->setTickType(QValueAxis::TicksDynamic);
    m_milliseconds->setLabelFormat(QStringLiteral("%g ms"));
    m_milliseconds->setTickType(QValueAxis::TicksDynamic);
    chart()->addAxis(m_seconds, Qt::AlignBottom);
    chart()->addAxis(m_milliseconds, Qt::AlignLeft);
    for (QScatterSeries* series : { m_repeat, m_firstSeen }) {
        series->setMarkerSize(4.5);
        series->setPen(Qt::NoPen);
        chart()->addSeries(series);
        series->attachAxis(m_seconds);
        series->attachAxis(m_milliseconds);
    }
    m_seconds->setGridLineVisible(false);
    setCopyTitle(m_seconds, tr("time since the run began (s)"));
    setCopyTitle(m_milliseconds, tr("time to first token (ms)"));
    TimeChart::restyle();
    clear();
}

void TimeChart::clear()
{
    m_firstSeen->clear();
    m_repeat->clear();
    m_firstSeenLabel->setText({});
    m_repeatLabel->setText({});
    m_seconds->setRange(0, 10);
    m_seconds->setTickInterval(5);
    m_milliseconds->setRange(0, 400);
    m_milliseconds->setTickInterval(200);
}

void TimeChart::setState(const run::RunSnapshot& state)
{
    QList<QPointF> firstSeen;
    QList<QPointF> repeat;
    std::vector<double> times;
    for (const auto& point : state.points) {
        const double ms = 1000.0 * static_cast<double>(point.timeToFirstToken);
        (point.isFirstSeen ? firstSeen : repeat) << QPointF(static_cast<double>(point.seconds), ms);
        times.push_back(ms);
    }
    m_firstSeen->replace(firstSeen);
    m_repeat->replace(repeat);
    // Axes only grow, and in round steps, so that nothing jumps while the run goes on. One wild
    // outlier does not flatten the rest.
    double highest = 1;
    if (!times.empty()) {
        const auto at = times.begin() + static_cast<std::ptrdiff_t>(times.size() * 99 / 100);
        std::nth_element(times.begin(), at, times.end());
        highest = *at * 1.15;
    }
    const double msStep = roundStep(highest, 3);
    m_milliseconds->setTickInterval(msStep);
    m_milliseconds->setRange(0, msStep * std::ceil(highest / msStep));
    const double seconds = std::max({ 1.0, state.elapsed, state.plannedSeconds });
    const double secondStep = roundStep(seconds, 5);
    m_seconds->setTickInterval(secondStep);
    m_seconds->setRange(0, secondStep * std::ceil(seconds / secondStep));
    m_firstSeenLabel->setText(state.firstSeenCount == 0
            ? QString()
            : tr("first seen %1").arg(toQt(base::formatSeconds(state.firstSeenMedian))));
    m_repeatLabel->setText(state.repeatCount == 0
            ? QString()
            : tr("repeat %1").arg(toQt(base::formatSeconds(state.repeatMedian))));
    placeLabels();
}

ChartTable TimeChart::table() const
{
    ChartTable table{ { tr("time since the run began (s)"),
                          tr("time to first token, first seen (ms)"),
                          tr("time to first token, repeat (ms)") },
        {} };
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const QPointF& point : m_firstSeen->points())
        table.rows.push_back({ point.x(), point.y(), none });
    for (const QPointF& point : m_repeat->points())
        table.rows.push_back({ point.x(), none, point.y() });
    std::stable_sort(table.rows.begin(), table.rows.end(),
        [](const auto& a, const auto& b) { return a[0] < b[0]; });
    return table;
}

void TimeChart::restyle()
{
    ChartView::restyle();
    m_firstSeen->setBrush(theme().firstSeen);
    m_firstSeen->setBorderColor(Qt::transparent);
    m_repeat->setBrush(theme().image);
    m_repeat->setBorderColor(Qt::transparent);
    styleLabel(m_firstSeenLabel, theme().firstSeen);
    styleLabel(m_repeatLabel, theme().image);
}

void TimeChart::placeLabels()
{
    const QRectF plot = chart()->plotArea();
    const auto right = [&](QGraphicsSimpleTextItem* label) {
        return plot.right() - label->boundingRect().width() - 2;
    };
    m_firstSeenLabel->setPos(right(m_firstSeenLabel), plot.top() - 2);
    m_repeatLabel->setPos(
        right(m_repeatLabel), plot.top() + m_firstSeenLabel->boundingRect().height());
}

} // namespace poolscope::gui
