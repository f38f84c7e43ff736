// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

/// Above this many bars there is no room for gaps between them.
constexpr std::size_t maxGapped = 130;
/// Decades shown below the highest probability on a logarithmic axis.
constexpr double maxDecades = 5;

/// The nearest of 1, 2, 5 times a power of ten that is not below, or not above.
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : { 1.0, 2.0, 5.0 })
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

double roundDown(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : { 5.0, 2.0 })
        if (factor * power <= value * (1 + 1e-9))
            return factor * power;
    return power;
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
    , m_planned(new QLineSeries)
    , m_cumulative(new QLineSeries)
    , m_observed(new QScatterSeries)
    , m_cumulativeLabel(addLabel(tr("cumulative share")))
    , m_plannedLabel(addLabel(tr("drawn by this plan")))
{
    m_law->setUpperSeries(m_lawTop);
    m_law->setLowerSeries(m_lawFloor);
    // In the order of painting.
    chart()->addSeries(m_law);
    chart()->addSeries(m_planned);
    chart()->addSeries(m_cumulative);
    chart()->addSeries(m_observed);
    m_rankAxis->setLabelFormat(QStringLiteral("%g"));
    m_indexAxis->setLabelFormat(QStringLiteral("%.0f"));
    m_indexAxis->setTickType(QValueAxis::TicksDynamic);
    m_decadeAxis->setLabelFormat(QStringLiteral("%g %"));
    m_linearAxis->setLabelFormat(QStringLiteral("%g %"));
    m_linearAxis->setTickType(QValueAxis::TicksDynamic);
    m_shareAxis->setRange(0, 100);
    m_shareAxis->setTickCount(3);
    m_shareAxis->setLabelFormat(QStringLiteral("%.0f %"));
    for (QAbstractAxis* axis :
        { static_cast<QAbstractAxis*>(m_indexAxis), static_cast<QAbstractAxis*>(m_rankAxis) })
        chart()->addAxis(axis, Qt::AlignBottom);
    for (QAbstractAxis* axis :
        { static_cast<QAbstractAxis*>(m_linearAxis), static_cast<QAbstractAxis*>(m_decadeAxis) })
        chart()->addAxis(axis, Qt::AlignLeft);
    chart()->addAxis(m_shareAxis, Qt::AlignRight);
    for (QAbstractAxis* axis : chart()->axes())
        styleAxis(axis, axis == m_linearAxis || axis == m_decadeAxis);
    chooseAxes(false);
    m_observed->setMarkerSize(5);
    m_observed->setPen(Qt::NoPen);
    setMouseTracking(true);
    HistogramChart::restyle();
}

void HistogramChart::setData(const HistogramData& data)
{
    if (data == m_data)
        return;
    m_data = data;
    rebuild();
}

void HistogramChart::setLogarithmic(bool isLogarithmic)
{
    m_wantsLogarithm = isLogarithmic;
    rebuild();
}

double HistogramChart::perItem(double mass, const snapshot::Bin& bin) const
{
    return 100 * mass / static_cast<double>(bin.width());
}

/// Indices start at 0; a logarithmic axis counts ranks from 1.
double HistogramChart::xOf(double index) const
{
    return m_isWide ? std::max(0.5, index - static_cast<double>(m_data.bins.front().first) + 1)
                    : index;
}

bool HistogramChart::spansDecade() const
{
    double lowest = 100;
    double highest = 0;
    for (const auto& bin : m_data.bins) {
        const double p = perItem(bin.mass, bin);
        highest = std::max(highest, p);
        if (p > 0)
            lowest = std::min(lowest, p);
    }
    return highest >= 10 * lowest;
}

HistogramChart::YRange HistogramChart::yRange() const
{
    double highest = 0;
    double lowest = 100;
    for (std::size_t i = 0; i < m_data.bins.size(); ++i) {
        const double p = perItem(m_data.bins[i].mass, m_data.bins[i]);
        highest = std::max(highest, p);
        if (p > 0)
            lowest = std::min(lowest, p);
        if (i < m_data.planned.size() && m_data.plannedDraws > 0)
            highest = std::max(
                highest, perItem(m_data.planned[i] / m_data.plannedDraws, m_data.bins[i]));
    }
    if (!m_isLogarithmic) {
        const double step = roundStep(highest, 4);
        return { 0, step * std::ceil(highest / step - 1e-9) };
    }
    // Round ends, so that the axis does not tremble while a slider moves.
    const double top = roundUp(highest);
    const double bottom = std::max(roundDown(0.8 * lowest), top / std::pow(10.0, maxDecades));
    return { bottom, std::max(top, bottom * 10) };
}

QList<QPointF> HistogramChart::bars(double floor) const
{
    QList<QPointF> points;
    const bool isGapped = m_data.bins.size() <= maxGapped;
    const double half = isGapped ? 0.42 : 0.5;
    for (const auto& bin : m_data.bins) {
        const double p = std::max(floor, perItem(bin.mass, bin));
        const double left = xOf(static_cast<double>(bin.first) - half);
        const double right = xOf(static_cast<double>(bin.last) + half);
        if (isGapped)
            points << QPointF(left, floor);
        points << QPointF(left, p) << QPointF(right, p);
        if (isGapped)
            points << QPointF(right, floor);
    }
    return points;
}

QList<QPointF> HistogramChart::steps(
    const std::vector<double>& draws, double total, double floor) const
{
    QList<QPointF> points;
    for (std::size_t i = 0; i < draws.size() && total > 0; ++i) {
        const auto& bin = m_data.bins[i];
        const double p = std::max(floor, perItem(draws[i] / total, bin));
        points << QPointF(xOf(static_cast<double>(bin.first) - 0.5), p)
               << QPointF(xOf(static_cast<double>(bin.last) + 0.5), p);
    }
    return points;
}

QList<QAbstractSeries*> HistogramChart::probabilities() const
{
    return { m_law, m_planned, m_observed };
}

void HistogramChart::chooseAxes(bool isWide)
{
    m_isWide = isWide;
    QAbstractAxis* x = isWide ? static_cast<QAbstractAxis*>(m_rankAxis) : m_indexAxis;
    QAbstractAxis* y = m_isLogarithmic ? static_cast<QAbstractAxis*>(m_decadeAxis) : m_linearAxis;
    if (m_law->attachedAxes().contains(x) && m_law->attachedAxes().contains(y))
        return;
    // Points of the old axes, 0 among them, have no place on a logarithmic one.
    for (QXYSeries* series : { static_cast<QXYSeries*>(m_lawTop),
             static_cast<QXYSeries*>(m_lawFloor), static_cast<QXYSeries*>(m_planned),
             static_cast<QXYSeries*>(m_cumulative), static_cast<QXYSeries*>(m_observed) })
        series->clear();
    const auto attach = [](QAbstractSeries* series, std::initializer_list<QAbstractAxis*> axes) {
        for (QAbstractAxis* axis : series->attachedAxes())
            series->detachAxis(axis);
        for (QAbstractAxis* axis : axes)
            series->attachAxis(axis);
    };
    for (QAbstractSeries* series : probabilities())
        attach(series, { x, y });
    attach(m_cumulative, { x, m_shareAxis });
    m_indexAxis->setVisible(x == m_indexAxis);
    m_rankAxis->setVisible(x == m_rankAxis);
    m_linearAxis->setVisible(y == m_linearAxis);
    m_decadeAxis->setVisible(y == m_decadeAxis);
}

void HistogramChart::setRanges(const YRange& range)
{
    const double first = static_cast<double>(m_data.bins.front().first);
    const double last = static_cast<double>(m_data.bins.back().last);
    if (m_isWide) {
        m_rankAxis->setRange(0.5, last - first + 1.5);
        m_rankAxis->setTitleText(m_data.itemName + tr(", counted from 1"));
    } else {
        m_indexAxis->setRange(first - 0.75, last + 0.75);
        m_indexAxis->setTickInterval(std::max(1.0, roundStep(last - first, 5)));
        m_indexAxis->setTitleText(m_data.itemName);
    }
    if (m_isLogarithmic) {
        m_decadeAxis->setRange(range.low, range.high);
    } else {
        m_linearAxis->setRange(range.low, range.high);
        m_linearAxis->setTickInterval(roundStep(range.high, 4));
    }
}

void HistogramChart::rebuild()
{
    const bool isEmpty = m_data.bins.empty();
    for (QAbstractSeries* series : chart()->series())
        series->setVisible(!isEmpty);
    m_cumulativeLabel->setVisible(!isEmpty);
    m_plannedLabel->setVisible(!isEmpty && !m_data.planned.empty());
    if (isEmpty)
        return;
    m_isLogarithmic = m_wantsLogarithm && spansDecade();
    chooseAxes(m_data.bins.back().last - m_data.bins.front().first + 1
            > static_cast<std::int64_t>(m_data.bins.size())
        && m_data.bins.front().width() < m_data.bins.back().width() / 4);
    const YRange range = yRange();
    setRanges(range);
    const QList<QPointF> top = bars(range.low);
    m_lawFloor->replace(
        { QPointF(top.front().x(), range.low), QPointF(top.back().x(), range.low) });
    m_lawTop->replace(top);
    m_planned->replace(steps(m_data.planned, m_data.plannedDraws, range.low));
    QList<QPointF> cumulative;
    QList<QPointF> observed;
    for (std::size_t i = 0; i < m_data.bins.size(); ++i) {
        const auto& bin = m_data.bins[i];
        const double middle
            = xOf((static_cast<double>(bin.first) + static_cast<double>(bin.last)) / 2);
        cumulative << QPointF(xOf(static_cast<double>(bin.last)), 100 * bin.cumulative);
        if (i < m_data.observed.size() && m_data.observedDraws > 0 && m_data.observed[i] > 0)
            observed << QPointF(middle,
                std::max(range.low, perItem(m_data.observed[i] / m_data.observedDraws, bin)));
    }
    m_cumulative->replace(cumulative);
    m_observed->replace(observed);
    if (m_law->brush().color() != m_data.hue)
        restyle();
    placeLabels();
}

void HistogramChart::restyle()
{
    ChartView::restyle();
    const QColor hue = m_data.hue.isValid() ? m_data.hue : theme().image;
    m_law->setBrush(hue);
    m_law->setPen(Qt::NoPen);
    QColor ink = theme().ink;
    ink.setAlphaF(0.75F);
    m_planned->setPen(QPen(ink, 1));
    m_cumulative->setPen(QPen(theme().accent, 1.6));
    m_observed->setBrush(theme().ink);
    m_observed->setBorderColor(theme().panel);
    styleLabel(m_cumulativeLabel, theme().accent);
    styleLabel(m_plannedLabel, theme().ink);
}

void HistogramChart::placeLabels()
{
    if (m_data.bins.empty())
        return;
    const QRectF plot = chart()->plotArea();
    // The cumulative line is high on the right; its label hangs below it, inside the plot.
    const auto bin = m_data.bins[m_data.bins.size() * 4 / 5];
    const QPointF onLine = chart()->mapToPosition(
        QPointF(xOf(static_cast<double>(bin.last)), 100 * bin.cumulative), m_cumulative);
    const QRectF size = m_cumulativeLabel->boundingRect();
    m_cumulativeLabel->setPos(std::min(onLine.x(), plot.right() - size.width() - grid),
        std::clamp(onLine.y() + grid, plot.top(), plot.bottom() - size.height()));
    const QRectF planned = m_plannedLabel->boundingRect();
    const auto& middle = m_data.bins[m_data.bins.size() / 3];
    const double p = std::max(yRange().low, perItem(middle.mass, middle));
    const QPointF onBars
        = chart()->mapToPosition(QPointF(xOf(static_cast<double>(middle.first)), p), m_planned);
    const double left = std::clamp(
        onBars.x(), plot.left(), std::max(plot.left(), plot.right() - planned.width()));
    // Above the highest step and dot below it.
    double top = std::min(onBars.y(), plot.bottom());
    for (const QXYSeries* series : std::initializer_list<QXYSeries*>{ m_planned, m_observed })
        for (const QPointF& point : series->points())
            if (const QPointF at = chart()->mapToPosition(point, m_planned);
                at.x() > left - grid && at.x() < left + planned.width() + grid)
                top = std::min(top, at.y());
    m_plannedLabel->setPos(left,
        std::clamp(top - grid / 2 - planned.height(), plot.top(),
            std::max(plot.top(), plot.bottom() - planned.height())));
}

void HistogramChart::mouseMoveEvent(QMouseEvent* event)
{
    ChartView::mouseMoveEvent(event);
    if (m_data.bins.empty() || !chart()->plotArea().contains(event->position()))
        return;
    const double x = chart()->mapToValue(event->position(), m_planned).x();
    const double index = m_isWide ? x - 1 + static_cast<double>(m_data.bins.front().first) : x;
    const auto bin = std::find_if(m_data.bins.begin(), m_data.bins.end(),
        [&](const snapshot::Bin& entry) { return static_cast<double>(entry.last) + 0.5 >= index; });
    if (bin == m_data.bins.end())
        return;
    const auto place = static_cast<std::size_t>(bin - m_data.bins.begin());
    QString text = bin->width() == 1
        ? tr("item %1: %2").arg(bin->first).arg(toQt(base::formatShare(bin->mass)))
        : tr("items %1 to %2: %3 together")
              .arg(bin->first)
              .arg(bin->last)
              .arg(toQt(base::formatShare(bin->mass)));
    text += tr("\nup to here %1").arg(toQt(base::formatShare(bin->cumulative)));
    if (place < m_data.planned.size())
        text += tr("\ndrawn by this plan %1 times").arg(m_data.planned[place]);
    if (place < m_data.observed.size())
        text += tr("\nsent %1 times").arg(m_data.observed[place]);
    QToolTip::showText(event->globalPosition().toPoint(), text, this);
}

} // namespace poolscope::gui
