// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_shapes.h"

#include "app/gui/charts/chart_view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// Lowest positive and highest probability of an item, in per cent.
std::pair<double, double> extremes(const HistogramData& data)
{
    double lowest = 100;
    double highest = 0;
    for (const auto& bin : data.bins) {
        const double p = perItem(bin.mass, bin);
        highest = std::max(highest, p);
        if (p > 0)
            lowest = std::min(lowest, p);
    }
    return { lowest, highest };
}

bool isWide(const HistogramData& data)
{
    return data.bins.back().last - data.bins.front().first + 1
        > static_cast<std::int64_t>(data.bins.size())
        && data.bins.front().width() < data.bins.back().width() / 4;
}

double shown(const HistogramScale& scale, double percent)
{
    return std::clamp(percent, scale.low, scale.high);
}

} // namespace

double perItem(double mass, const snapshot::Bin& bin)
{
    return 100 * mass / static_cast<double>(bin.width());
}

HistogramScale scaleOf(const HistogramData& data, const HistogramView& view)
{
    HistogramScale scale;
    scale.isWide = isWide(data);
    if (view.isCumulative)
        return scale;
    const auto [lowest, lawHighest] = extremes(data);
    scale.isLogarithmic = view.isLogarithmic && lawHighest >= 10 * lowest;
    double highest = lawHighest;
    for (std::size_t i = 0; i < data.planned.size() && data.plannedDraws > 0; ++i)
        highest = std::max(highest, perItem(data.planned[i] / data.plannedDraws, data.bins[i]));
    if (!scale.isLogarithmic) {
        const double step = roundStep(highest, 4);
        scale.high = step * std::ceil(highest / step - 1e-9);
        return scale;
    }
    // Round ends, so that the axis does not tremble while a slider moves.
    const double top = roundUp(highest);
    scale.low = std::max(roundDown(0.8 * lowest), top / std::pow(10.0, maxDecades));
    scale.high = std::max(top, scale.low * 10);
    return scale;
}

/// Indices start at 0; a logarithmic axis counts ranks from 1.
double xOfIndex(const HistogramData& data, const HistogramScale& scale, double index)
{
    return scale.isWide ? std::max(0.5, index - static_cast<double>(data.bins.front().first) + 1)
                        : index;
}

double indexAt(const HistogramData& data, const HistogramScale& scale, double x)
{
    return scale.isWide ? x - 1 + static_cast<double>(data.bins.front().first) : x;
}

QList<QPointF> barsOf(const HistogramData& data, const HistogramScale& scale)
{
    QList<QPointF> points;
    const bool isGapped = data.bins.size() <= maxGapped;
    const double half = isGapped ? 0.42 : 0.5;
    for (const auto& bin : data.bins) {
        const double p = shown(scale, perItem(bin.mass, bin));
        const double left = xOfIndex(data, scale, static_cast<double>(bin.first) - half);
        const double right = xOfIndex(data, scale, static_cast<double>(bin.last) + half);
        if (isGapped)
            points << QPointF(left, scale.low);
        points << QPointF(left, p) << QPointF(right, p);
        if (isGapped)
            points << QPointF(right, scale.low);
    }
    return points;
}

QList<QPointF> stepsOf(const HistogramData& data, const HistogramScale& scale,
    std::span<const double> counts, double total)
{
    QList<QPointF> points;
    for (std::size_t i = 0; i < counts.size() && total > 0; ++i) {
        const auto& bin = data.bins[i];
        const double p = shown(scale, perItem(counts[i] / total, bin));
        points << QPointF(xOfIndex(data, scale, static_cast<double>(bin.first) - 0.5), p)
               << QPointF(xOfIndex(data, scale, static_cast<double>(bin.last) + 0.5), p);
    }
    return points;
}

QList<QPointF> pointsOf(const HistogramData& data, const HistogramScale& scale,
    std::span<const double> counts, double total)
{
    QList<QPointF> points;
    for (std::size_t i = 0; i < counts.size() && total > 0; ++i) {
        const auto& bin = data.bins[i];
        if (counts[i] > 0)
            points << QPointF(
                xOfIndex(data, scale,
                    (static_cast<double>(bin.first) + static_cast<double>(bin.last)) / 2),
                shown(scale, perItem(counts[i] / total, bin)));
    }
    return points;
}

BandShape bandOf(const HistogramData& data, const HistogramScale& scale)
{
    std::vector<double> low;
    std::vector<double> high;
    for (const auto& band : data.bands) {
        low.push_back(static_cast<double>(band.low));
        high.push_back(static_cast<double>(band.high));
    }
    return { stepsOf(data, scale, high, data.bandDraws),
        stepsOf(data, scale, low, data.bandDraws) };
}

std::vector<HottestShare> hottestShares(const HistogramData& data)
{
    std::vector<std::size_t> order(data.bins.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return perItem(data.bins[a].mass, data.bins[a]) > perItem(data.bins[b].mass, data.bins[b]);
    });
    const auto countOf = [](const std::vector<double>& counts, std::size_t bin) {
        return bin < counts.size() ? counts[bin] : 0;
    };
    std::vector<HottestShare> shares;
    HottestShare sum; // of counts, which add up exactly, until they are divided
    for (const std::size_t bin : order) {
        sum.bin = bin;
        sum.items += static_cast<double>(data.bins[bin].width());
        sum.law = std::min(1.0, sum.law + data.bins[bin].mass);
        sum.planned += countOf(data.planned, bin);
        sum.observed += countOf(data.observed, bin);
        shares.push_back(sum);
    }
    for (HottestShare& share : shares) {
        share.planned = data.plannedDraws > 0 ? share.planned / data.plannedDraws : 0;
        share.observed = data.observedDraws > 0 ? share.observed / data.observedDraws : 0;
    }
    if (!shares.empty())
        shares.back().law = 1;
    return shares;
}

double cumulativeReach(const HistogramData& data)
{
    return reuse::cumulativeBand(static_cast<std::uint64_t>(data.observedDraws), 0.05);
}

} // namespace poolscope::gui
