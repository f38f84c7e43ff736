// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/observed_chart.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QChart>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope::gui {

namespace {

/// Where an item stands among equally wide bars.
double placeOf(const std::vector<ObservedBar>& bars, double item)
{
    const auto after = std::upper_bound(bars.begin(), bars.end(), item,
        [](double value, const ObservedBar& bar) { return value < bar.first; });
    const auto at = after == bars.begin() ? bars.begin() : after - 1;
    return static_cast<double>(at - bars.begin()) - 0.5 + (item - at->first + 0.5) / at->items();
}

/// Items to be named on the axis: round ones, even steps of items or, where bars grow wide, of
/// bars.
std::vector<double> namedItems(const std::vector<ObservedBar>& bars)
{
    constexpr int parts = 4;
    const double first = bars.front().first;
    const double last = bars.back().last;
    std::vector<double> items;
    if (last - first < parts * static_cast<double>(bars.size())) {
        const double step = std::max(1.0, roundStep(last - first, parts + 1));
        for (double item = step * std::ceil(first / step); item <= last; item += step)
            items.push_back(item);
        return items;
    }
    for (int part = 0; part < parts; ++part) {
        // The last one short of the edge, where its name would be cut.
        const std::size_t at = bars.size() * 9 / 10 * static_cast<std::size_t>(part) / (parts - 1);
        const double item = bars[at].first;
        const double unit = item < 1 ? 1 : std::pow(10, std::floor(std::log10(item)));
        const double round = std::clamp(unit * std::round(item / unit), first, last);
        if (items.empty() || round > items.back())
            items.push_back(round);
    }
    return items;
}

} // namespace

ObservedChart::ObservedChart(QWidget* parent)
    : ChartView(parent)
    , m_planned(new QAreaSeries)
    , m_plannedTop(new QLineSeries(m_planned))
    , m_plannedFloor(new QLineSeries(m_planned))
    , m_observed(new QScatterSeries)
    , m_outside(new QScatterSeries)
    , m_whiskers(new QLineSeries)
    , m_items(new QCategoryAxis)
    , m_draws(new QValueAxis)
{
    m_planned->setUpperSeries(m_plannedTop);
    m_planned->setLowerSeries(m_plannedFloor);
    m_items->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_items->setGridLineVisible(false);
    m_draws->setLabelFormat(QStringLiteral("%g"));
    m_draws->setTickType(QValueAxis::TicksDynamic);
    chart()->addAxis(m_items, Qt::AlignBottom);
    chart()->addAxis(m_draws, Qt::AlignLeft);
    const std::vector<QAbstractSeries*> all{ m_planned, m_whiskers, m_observed, m_outside };
    for (QAbstractSeries* series : all) {
        chart()->addSeries(series);
        series->attachAxis(m_items);
        series->attachAxis(m_draws);
    }
    m_observed->setMarkerSize(5);
    m_observed->setPen(Qt::NoPen);
    // By shape and size, not by colour alone.
    m_outside->setMarkerShape(QScatterSeries::MarkerShapeTriangle);
    m_outside->setMarkerSize(9);
    m_outside->setPen(Qt::NoPen);
    labelItems();
    setCopyTitle(m_items, tr("item index"));
    setCopyTitle(m_draws, tr("draws"));
    setBars({}, {});
    ObservedChart::restyle();
}

void ObservedChart::setBars(const std::vector<ObservedBar>& bars, const QColor& hue)
{
    const bool hasNewItems = !std::equal(bars.begin(), bars.end(), m_bars.begin(), m_bars.end(),
        [](const auto& a, const auto& b) { return a.first == b.first && a.last == b.last; });
    m_bars = bars;
    QList<QPointF> top;
    QList<QPointF> observed;
    QList<QPointF> outside;
    QList<QPointF> whiskers;
    double highest = 0;
    double middle = 0;
    for (const auto& bar : bars) {
        const double left = middle - 0.42;
        const double right = middle + 0.42;
        const double planned = bar.planned / bar.items();
        top << QPointF(left, 0) << QPointF(left, planned) << QPointF(right, planned)
            << QPointF(right, 0);
        highest = std::max(highest, planned);
        if (bar.observed >= 0) {
            (bar.isOutside ? outside : observed) << QPointF(middle, bar.observed / bar.items());
            // A break between the whiskers: a line series does not draw through what is not a
            // number.
            const double gap = std::numeric_limits<double>::quiet_NaN();
            whiskers << QPointF(middle, bar.low / bar.items())
                     << QPointF(middle, bar.high / bar.items()) << QPointF(middle, gap);
            highest = std::max({ highest, bar.high / bar.items(), bar.observed / bar.items() });
        }
        ++middle;
    }
    constexpr double headroom = 1.05; // a mark at the top is seen whole
    highest = highest > 0 ? highest * headroom : 1;
    m_plannedTop->replace(top);
    m_plannedFloor->replace(top.isEmpty()
            ? QList<QPointF>()
            : QList<QPointF>{ QPointF(top.front().x(), 0), QPointF(top.back().x(), 0) });
    m_observed->replace(observed);
    m_outside->replace(outside);
    m_whiskers->replace(whiskers);
    const double step = roundStep(highest, 3);
    m_draws->setTickInterval(step);
    m_draws->setRange(0, step * std::ceil(highest / step));
    if (hasNewItems)
        labelItems();
    if (hue != m_hue) {
        m_hue = hue;
        restyle();
    }
}

void ObservedChart::labelItems()
{
    for (const QString& label : m_items->categoriesLabels())
        m_items->remove(label);
    m_items->setRange(-0.75, std::max(1.0, static_cast<double>(m_bars.size())) - 0.25);
    m_items->setStartValue(-0.75);
    if (m_bars.empty())
        return;
    for (const double item : namedItems(m_bars))
        m_items->append(
            toQt(base::formatCount(static_cast<std::uint64_t>(item))), placeOf(m_bars, item));
}

ChartTable ObservedChart::table() const
{
    ChartTable table{ { tr("first item"), tr("last item"), tr("expected draws"),
                          tr("lowest of 95 % of runs (draws)"),
                          tr("highest of 95 % of runs (draws)"), tr("sent (draws)") },
        {} };
    for (const auto& bar : m_bars)
        table.rows.push_back({ bar.first, bar.last, bar.planned, bar.low, bar.high,
            bar.observed < 0 ? std::numeric_limits<double>::quiet_NaN() : bar.observed });
    return table;
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
    m_outside->setBrush(theme().bad);
    m_outside->setBorderColor(Qt::transparent);
    m_whiskers->setPen(QPen(theme().dim, 1));
}

} // namespace poolscope::gui
