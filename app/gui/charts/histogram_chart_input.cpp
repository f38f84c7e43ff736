// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading the histogram off, and dragging its bars.

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QChart>
#include <QKeyEvent>
#include <QLabel>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

/// How far above its top a bar can still be taken, in pixels: low bars are hard to hit.
constexpr double grip = 10;
/// The share that a dragged item can reach while others have weight.
constexpr double maxShare = 0.99;

QString share(double value)
{
    return toQt(base::formatShare(value));
}

QString number(double value)
{
    return toQt(base::formatNumber(value));
}

/// The power of ten at or below a positive value.
double decade(double value)
{
    return std::pow(10.0, std::floor(std::log10(value) + 1e-9));
}

/// A weight in steps of a power of ten, without the crumbs of binary fractions.
double inSteps(double weight, double step)
{
    return step >= 1 ? std::round(weight / step) * step
                     : std::round(weight / step) / std::round(1 / step);
}

double totalOf(const std::vector<WrittenWeight>& weights)
{
    double total = 0;
    for (const auto& entry : weights)
        total += entry.weight;
    return total;
}

} // namespace

std::size_t HistogramChart::placeCount() const
{
    return m_view.isCumulative ? m_hottest.size() : m_data.bins.size();
}

std::optional<std::size_t> HistogramChart::placeAt(const QPointF& at) const
{
    if (m_data.bins.empty() || !chart()->plotArea().contains(at))
        return {};
    const double x = chart()->mapToValue(at, m_planned).x();
    const auto found = [](auto begin, auto end, auto&& isHere) -> std::optional<std::size_t> {
        const auto place = std::find_if(begin, end, isHere);
        if (place == end)
            return {};
        return static_cast<std::size_t>(place - begin);
    };
    if (m_view.isCumulative)
        return found(m_hottest.begin(), m_hottest.end(),
            [&](const HottestShare& entry) { return entry.items + 0.5 >= x; });
    const double index = indexAt(m_data, m_scale, x);
    return found(m_data.bins.begin(), m_data.bins.end(),
        [&](const snapshot::Bin& bin) { return static_cast<double>(bin.last) + 0.5 >= index; });
}

double HistogramChart::xOfPlace(std::size_t place) const
{
    if (m_view.isCumulative)
        return m_hottest[place].items;
    const auto& bin = m_data.bins[place];
    return xOfIndex(
        m_data, m_scale, (static_cast<double>(bin.first) + static_cast<double>(bin.last)) / 2);
}

QPointF HistogramChart::topOf(std::size_t bin) const
{
    const auto& entry = m_data.bins[bin];
    return chart()->mapToPosition(
        QPointF(xOfIndex(m_data, m_scale,
                    (static_cast<double>(entry.first) + static_cast<double>(entry.last)) / 2),
            std::clamp(perItem(entry.mass, entry), m_scale.low, m_scale.high)),
        m_planned);
}

QString HistogramChart::readOut() const
{
    if (!m_place || *m_place >= placeCount())
        return {};
    return m_view.isCumulative ? hottestText(m_hottest[*m_place]) : barText(*m_place);
}

QString HistogramChart::barText(std::size_t place) const
{
    const auto& bin = m_data.bins[place];
    QStringList lines;
    lines << (bin.width() == 1
            ? tr("item %1: %2").arg(bin.first).arg(share(bin.mass))
            : tr("items %1 to %2: %3 together").arg(bin.first).arg(bin.last).arg(share(bin.mass)));
    lines << tr("up to here %1").arg(share(bin.cumulative));
    if (place < m_data.planned.size())
        lines << tr("drawn by this plan %1 times").arg(number(m_data.planned[place]));
    if (place < m_data.observed.size() && place < m_data.bands.size())
        lines << tr("sent %1 times, 95 % band %2 to %3")
                     .arg(number(m_data.observed[place]))
                     .arg(m_data.bands[place].low)
                     .arg(m_data.bands[place].high);
    else if (place < m_data.observed.size())
        lines << tr("sent %1 times").arg(number(m_data.observed[place]));
    if (place < m_data.weights.size()) {
        const WrittenWeight& written = m_data.weights[place];
        lines << (!written.isWritten() ? tr("not in the list of weights: never drawn")
                : canDrag(place) && !m_drag
                ? tr("weight %1: drag, or \u2191 \u2193").arg(number(written.weight))
                : tr("weight %1").arg(number(written.weight)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString HistogramChart::hottestText(const HottestShare& hottest) const
{
    const double pool = static_cast<double>(m_data.poolSize);
    QStringList lines;
    lines << tr("the hottest %1 (%2 of the pool)")
                 .arg(number(hottest.items), share(hottest.items / pool));
    lines << tr("get %1 of draws").arg(share(hottest.law));
    if (m_data.plannedDraws > 0)
        lines << tr("in this plan %1").arg(share(hottest.planned));
    if (m_data.observedDraws > 0 && !m_data.bands.empty()) {
        const double reach = cumulativeReach(m_data);
        lines << tr("sent %1, 95 % band %2 to %3")
                     .arg(share(hottest.observed), share(std::max(0.0, hottest.law - reach)),
                         share(std::min(1.0, hottest.law + reach)));
    } else if (m_data.observedDraws > 0) {
        lines << tr("sent %1").arg(share(hottest.observed));
    }
    return lines.join(QLatin1Char('\n'));
}

void HistogramChart::setPlace(std::optional<std::size_t> place, bool isByKeyboard)
{
    m_isPlaceByKeyboard = isByKeyboard;
    if (place == m_place)
        return;
    m_place = place;
    showReadOut();
}

/// Beside the bar, where there is room.
void HistogramChart::showReadOut()
{
    const QString text = readOut();
    m_readOut->setVisible(!text.isEmpty());
    viewport()->update();
    if (text.isEmpty())
        return;
    m_readOut->setText(text);
    m_readOut->adjustSize();
    setAccessibleDescription(text);
    const QRectF plot = chart()->plotArea();
    const double x
        = chart()->mapToPosition(QPointF(xOfPlace(*m_place), m_scale.high), m_planned).x();
    const bool isLeft = x + grid + m_readOut->width() > viewport()->width();
    m_readOut->move(
        static_cast<int>(isLeft ? std::max(0.0, x - grid - m_readOut->width()) : x + grid),
        static_cast<int>(plot.top()));
}

void HistogramChart::drawForeground(QPainter* painter, const QRectF& rect)
{
    ChartView::drawForeground(painter, rect);
    if (!m_place || *m_place >= placeCount())
        return;
    const QRectF plot = chart()->plotArea();
    const double x
        = chart()->mapToPosition(QPointF(xOfPlace(*m_place), m_scale.high), m_planned).x();
    painter->setPen(QPen(theme().dim, 1));
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    if (m_view.isCumulative || !canDrag(*m_place))
        return;
    painter->setPen(QPen(theme().accent, 3));
    const QPointF top = topOf(*m_place);
    painter->drawLine(top - QPointF(4, 0), top + QPointF(4, 0));
}

bool HistogramChart::canDrag(std::size_t bin) const
{
    return !m_view.isCumulative && bin < m_data.weights.size() && m_data.weights[bin].isWritten()
        && totalOf(m_data.weights) > m_data.weights[bin].weight; // alone it always has all draws
}

bool HistogramChart::isGrip(const QPointF& at) const
{
    const auto bin = placeAt(at);
    return bin && canDrag(*bin) && at.y() >= topOf(*bin).y() - grip;
}

/// The weight that takes the top of the dragged bar to a height, in steps as fine as a pixel.
double HistogramChart::weightAt(double y) const
{
    const QRectF plot = chart()->plotArea();
    if (y >= plot.bottom())
        return 0;
    const auto weight = [&](double height) {
        const double percent
            = chart()
                  ->mapToValue(QPointF(plot.left(), std::max(plot.top(), height)), m_planned)
                  .y();
        const double p = std::clamp(percent / 100, 0.0, maxShare);
        return m_drag->others * p / (1 - p);
    };
    const double exact = weight(y);
    const double perPixel = std::fabs(exact - weight(y + 1));
    return perPixel > 0 ? inSteps(exact, decade(perPixel)) : exact;
}

void HistogramChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !isGrip(event->position())) {
        ChartView::mousePressEvent(event);
        return;
    }
    const std::size_t bin = *placeAt(event->position());
    const WrittenWeight& written = m_data.weights[bin];
    setPlace(bin, false);
    m_drag = Drag{ ++m_dragCount, written.entry, totalOf(m_data.weights) - written.weight,
        event->position().y() - topOf(bin).y() };
    showReadOut();
}

void HistogramChart::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_drag) {
        ChartView::mouseMoveEvent(event);
        setPlace(placeAt(event->position()), false);
        viewport()->setCursor(isGrip(event->position()) ? Qt::SizeVerCursor : Qt::ArrowCursor);
        return;
    }
    const auto written = std::find_if(m_data.weights.begin(), m_data.weights.end(),
        [&](const WrittenWeight& weight) { return weight.entry == m_drag->entry; });
    if (written == m_data.weights.end()) { // the text has become another meanwhile
        endDrag();
        return;
    }
    const double weight = weightAt(event->position().y() - m_drag->offset);
    if (weight != written->weight)
        emit weightRequested(m_drag->entry, weight, m_drag->number);
}

void HistogramChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag)
        endDrag();
    else
        ChartView::mouseReleaseEvent(event);
}

void HistogramChart::endDrag()
{
    m_drag.reset();
    rebuild();
}

/// One more or less of the digit that matters: 10 becomes 11, 9 becomes 8.9.
void HistogramChart::stepWeight(int direction)
{
    const WrittenWeight& written = m_data.weights[*m_place];
    double step = written.weight > 0 ? decade(written.weight) / 10 : 0;
    if (step == 0) { // nothing to go by but the others
        double least = totalOf(m_data.weights);
        for (const auto& other : m_data.weights)
            if (other.weight > 0)
                least = std::min(least, other.weight);
        step = decade(least) / 10;
    }
    // Known at once, so that a key held down counts on while the text is being read.
    const double weight = std::max(0.0, inSteps(written.weight + direction * step, step));
    m_data.weights[*m_place].weight = weight;
    emit weightRequested(written.entry, weight, 0);
}

void HistogramChart::keyPressEvent(QKeyEvent* event)
{
    if (m_drag && event->key() == Qt::Key_Escape) {
        const int number = m_drag->number;
        m_drag.reset();
        emit dragCancelled(number);
        rebuild();
        return;
    }
    const std::size_t count = placeCount();
    const bool isStep = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (count == 0 || (isStep && (!m_place || !canDrag(*m_place)))) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        setPlace(m_place ? *m_place - std::min<std::size_t>(*m_place, 1) : count - 1, true);
        break;
    case Qt::Key_Right:
        setPlace(m_place ? std::min(*m_place + 1, count - 1) : 0, true);
        break;
    case Qt::Key_Home:
        setPlace(0, true);
        break;
    case Qt::Key_End:
        setPlace(count - 1, true);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        stepWeight(event->key() == Qt::Key_Up ? 1 : -1);
        break;
    case Qt::Key_Escape:
        setPlace({}, true);
        break;
    default:
        ChartView::keyPressEvent(event);
    }
}

/// Esc gives a drag up, whatever else it is a shortcut for.
bool HistogramChart::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_drag
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return ChartView::event(event);
}

bool HistogramChart::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave && !m_isPlaceByKeyboard && !m_drag)
        setPlace({}, false);
    return ChartView::viewportEvent(event);
}

void HistogramChart::focusOutEvent(QFocusEvent* event)
{
    ChartView::focusOutEvent(event);
    if (m_drag)
        endDrag();
    if (m_isPlaceByKeyboard)
        setPlace({}, false);
}

} // namespace poolscope::gui
