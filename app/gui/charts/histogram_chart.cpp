// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The picture; its colours and labels are in histogram_chart_look.cpp, reading off and dragging in
// histogram_chart_input.cpp.

#include "app/gui/charts/histogram_chart.h"

#include "app/gui/charts/histogram_table.h"
#include "app/gui/qt.h"
#include "core/base/format.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QLabel>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

/// As many items as a share of the pool is, rounded up to whole ones.
double itemsOf(double share, std::int64_t poolSize)
{
    return std::max(1.0, std::ceil(share * static_cast<double>(poolSize) - 1e-9));
}

} // namespace

HistogramChart::HistogramChart(QWidget* parent)
    : ChartView(parent)
    , m_indexAxis(new QValueAxis)
    , m_rankAxis(new QLogValueAxis)
    , m_linearAxis(new QValueAxis)
    , m_decadeAxis(new QLogValueAxis)
    , m_shareAxis(new QValueAxis)
    , m_law(new QAreaSeries)
    , m_lawTop(new QLineSeries(m_law))
    , m_lawFloor(new QLineSeries(m_law))
    , m_band(new QAreaSeries)
    , m_bandTop(new QLineSeries(m_band))
    , m_bandFloor(new QLineSeries(m_band))
    , m_planned(new QLineSeries)
    , m_cumulative(new QLineSeries)
    , m_observed(new QScatterSeries)
    , m_readOffs(new QScatterSeries)
    , m_cumulativeLabel(addLabel(tr("cumulative share")))
    , m_plannedLabel(addLabel(tr("drawn by this plan")))
    , m_observedLabel(addLabel(tr("\u2022 sent, in its 95 % band")))
    , m_hundredthLabel(addLabel({}))
    , m_tenthLabel(addLabel({}))
    , m_readOut(new QLabel(viewport()))
{
    m_law->setUpperSeries(m_lawTop);
    m_law->setLowerSeries(m_lawFloor);
    m_band->setUpperSeries(m_bandTop);
    m_band->setLowerSeries(m_bandFloor);
    m_readOut->setObjectName(QStringLiteral("readOut"));
    m_readOut->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->hide();
    addAxes();
    chooseAxes();
    m_observed->setMarkerSize(5);
    m_observed->setPen(Qt::NoPen);
    m_readOffs->setMarkerSize(7);
    m_readOffs->setPen(Qt::NoPen);
    setMouseTracking(true);
    setAccessibleName(tr("Distribution of the pool"));
    HistogramChart::restyle();
}

void HistogramChart::addAxes()
{
    // In the order of painting.
    const std::vector<QAbstractSeries*> all{ m_law, m_band, m_planned, m_cumulative, m_observed,
        m_readOffs };
    for (QAbstractSeries* series : all)
        chart()->addSeries(series);
    m_rankAxis->setLabelFormat(QStringLiteral("%.0f"));
    m_indexAxis->setLabelFormat(QStringLiteral("%.0f"));
    m_indexAxis->setTickType(QValueAxis::TicksDynamic);
    m_decadeAxis->setLabelFormat(QStringLiteral("%g %"));
    m_linearAxis->setLabelFormat(QStringLiteral("%g %"));
    m_linearAxis->setTickType(QValueAxis::TicksDynamic);
    m_shareAxis->setRange(0, 100);
    m_shareAxis->setTickCount(3);
    m_shareAxis->setLabelFormat(QStringLiteral("%.0f %"));
    chart()->addAxis(m_indexAxis, Qt::AlignBottom);
    chart()->addAxis(m_rankAxis, Qt::AlignBottom);
    chart()->addAxis(m_linearAxis, Qt::AlignLeft);
    chart()->addAxis(m_decadeAxis, Qt::AlignLeft);
    chart()->addAxis(m_shareAxis, Qt::AlignRight);
    for (QAbstractAxis* axis : chart()->axes())
        styleAxis(axis, axis == m_linearAxis || axis == m_decadeAxis);
    setCopyTitle(m_shareAxis, tr("cumulative share (%)"));
}

void HistogramChart::setData(const HistogramData& data)
{
    if (data == m_data)
        return;
    m_data = data;
    rebuild();
}

void HistogramChart::setView(const HistogramView& view)
{
    if (view == m_view)
        return;
    if (view.isCumulative != m_view.isCumulative)
        setPlace({}, false);
    m_view = view;
    rebuild();
}

QString HistogramChart::title() const
{
    return m_data.title.isEmpty() ? accessibleName() : m_data.title;
}

ChartTable HistogramChart::table() const
{
    return m_view.isCumulative ? tableOfHottest(m_data) : tableOfBars(m_data);
}

QList<QXYSeries*> HistogramChart::lines() const
{
    return { m_lawTop, m_lawFloor, m_bandTop, m_bandFloor, m_planned, m_cumulative, m_observed,
        m_readOffs };
}

void HistogramChart::chooseAxes()
{
    QAbstractAxis* x = m_scale.isWide ? static_cast<QAbstractAxis*>(m_rankAxis) : m_indexAxis;
    QAbstractAxis* y
        = m_scale.isLogarithmic ? static_cast<QAbstractAxis*>(m_decadeAxis) : m_linearAxis;
    m_shareAxis->setVisible(!m_view.isCumulative);
    if (m_law->attachedAxes().contains(x) && m_law->attachedAxes().contains(y))
        return;
    // Points of the old axes, 0 among them, have no place on a logarithmic one.
    for (QXYSeries* series : lines())
        series->clear();
    for (QAbstractSeries* series : chart()->series()) {
        for (QAbstractAxis* axis : series->attachedAxes())
            series->detachAxis(axis);
        series->attachAxis(x);
        series->attachAxis(series == m_cumulative ? m_shareAxis : y);
    }
    m_indexAxis->setVisible(x == m_indexAxis);
    m_rankAxis->setVisible(x == m_rankAxis);
    m_linearAxis->setVisible(y == m_linearAxis);
    m_decadeAxis->setVisible(y == m_decadeAxis);
}

void HistogramChart::setRanges()
{
    const double first = static_cast<double>(m_data.bins.front().first);
    const double last = static_cast<double>(m_data.bins.back().last);
    if (m_view.isCumulative) {
        const double size = std::max(2.0, static_cast<double>(m_data.poolSize));
        m_rankAxis->setRange(1, size);
        m_indexAxis->setRange(0, size);
        m_indexAxis->setTickInterval(std::max(1.0, roundStep(size, 5)));
        for (QAbstractAxis* axis :
            { static_cast<QAbstractAxis*>(m_rankAxis), static_cast<QAbstractAxis*>(m_indexAxis) })
            axis->setTitleText(tr("items, the hottest first"));
    } else if (m_scale.isWide) {
        m_rankAxis->setRange(0.5, last - first + 1.5);
        m_rankAxis->setTitleText(m_data.itemName + tr(", counted from 1"));
    } else {
        m_indexAxis->setRange(first - 0.75, last + 0.75);
        m_indexAxis->setTickInterval(std::max(1.0, roundStep(last - first, 5)));
        m_indexAxis->setTitleText(m_data.itemName);
    }
    if (m_scale.isLogarithmic) {
        m_decadeAxis->setRange(m_scale.low, m_scale.high);
    } else {
        m_linearAxis->setRange(m_scale.low, m_scale.high);
        m_linearAxis->setTickInterval(roundStep(m_scale.high, 4));
    }
    const QString side
        = m_view.isCumulative ? tr("share of draws (%)") : tr("probability of an item (%)");
    setCopyTitle(m_linearAxis, side);
    setCopyTitle(m_decadeAxis, side);
}

void HistogramChart::rebuild()
{
    const bool isEmpty = m_data.bins.empty();
    const bool isSum = m_view.isCumulative;
    const bool hasPlanned = m_view.hasPlanned && !m_data.planned.empty();
    const bool hasObserved = m_view.hasObserved && m_data.observedDraws > 0;
    const bool hasBand = hasObserved && !m_data.bands.empty();
    m_law->setVisible(!isEmpty);
    m_planned->setVisible(!isEmpty && hasPlanned);
    m_observed->setVisible(!isEmpty && hasObserved);
    m_band->setVisible(!isEmpty && hasBand);
    m_cumulative->setVisible(!isEmpty && !isSum);
    m_readOffs->setVisible(!isEmpty && isSum);
    m_cumulativeLabel->setVisible(!isEmpty && !isSum);
    m_plannedLabel->setVisible(!isEmpty && hasPlanned);
    m_observedLabel->setVisible(!isEmpty && hasObserved);
    m_hundredthLabel->setVisible(!isEmpty && isSum);
    m_tenthLabel->setVisible(!isEmpty && isSum);
    if (isEmpty)
        return;
    if (!m_drag)
        m_scale = scaleOf(m_data, m_view);
    chooseAxes();
    setRanges();
    if (isSum)
        showHottest();
    else
        showProbabilities();
    if (m_place && *m_place >= placeCount())
        m_place.reset();
    if (m_law->brush().color() != fillOfLaw())
        restyle();
    placeLabels();
    showReadOut();
}

void HistogramChart::showProbabilities()
{
    const QList<QPointF> top = barsOf(m_data, m_scale);
    m_lawFloor->replace(
        { QPointF(top.front().x(), m_scale.low), QPointF(top.back().x(), m_scale.low) });
    m_lawTop->replace(top);
    m_planned->replace(stepsOf(m_data, m_scale, m_data.planned, m_data.plannedDraws));
    m_observed->replace(pointsOf(m_data, m_scale, m_data.observed, m_data.observedDraws));
    const BandShape band = bandOf(m_data, m_scale);
    m_bandTop->replace(band.top);
    m_bandFloor->replace(band.bottom);
    QList<QPointF> cumulative;
    for (const auto& bin : m_data.bins)
        cumulative << QPointF(
            xOfIndex(m_data, m_scale, static_cast<double>(bin.last)), 100 * bin.cumulative);
    m_cumulative->replace(cumulative);
}

void HistogramChart::showHottest()
{
    m_hottest = hottestShares(m_data);
    QList<QPointF> law;
    QList<QPointF> planned;
    QList<QPointF> observed;
    if (!m_scale.isWide) {
        law << QPointF();
        planned << QPointF();
    }
    for (const HottestShare& share : m_hottest) {
        law << QPointF(share.items, 100 * share.law);
        planned << QPointF(share.items, 100 * share.planned);
        observed << QPointF(share.items, 100 * share.observed);
    }
    if (const auto size = static_cast<double>(m_data.poolSize); law.back().x() < size) {
        law << QPointF(size, 100);
        planned << QPointF(size, planned.back().y());
    }
    m_lawTop->replace(law);
    m_lawFloor->replace({ QPointF(law.front().x(), 0), QPointF(law.back().x(), 0) });
    m_planned->replace(planned);
    m_observed->replace(observed);
    QList<QPointF> top;
    QList<QPointF> bottom;
    const double reach = 100 * cumulativeReach(m_data);
    for (const QPointF& point : law) {
        top << QPointF(point.x(), std::min(100.0, point.y() + reach));
        bottom << QPointF(point.x(), std::max(0.0, point.y() - reach));
    }
    m_bandTop->replace(top);
    m_bandFloor->replace(bottom);
    showReadOffs();
}

void HistogramChart::showReadOffs()
{
    const double hundredth = itemsOf(0.01, m_data.poolSize);
    const double tenth = itemsOf(0.1, m_data.poolSize);
    m_readOffs->replace(
        { QPointF(hundredth, 100 * m_data.topHundredth), QPointF(tenth, 100 * m_data.topTenth) });
    m_hundredthLabel->setText(
        tr("hottest 1 %: %1").arg(toQt(base::formatShare(m_data.topHundredth))));
    m_tenthLabel->setText(tr("hottest 10 %: %1").arg(toQt(base::formatShare(m_data.topTenth))));
}

} // namespace poolscope::gui
