// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/goodness.h"

#include "core/base/portable_math.h"
#include "core/base/random.h"
#include "core/reuse/math/special_functions.h"
#include "core/sampling/cumulative_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace poolscope::reuse {

namespace portable = base::portable;
using sampling::IndexDistribution;

namespace {

constexpr double leastExpected = 5;
constexpr int simulations = 999;
/// Simulated runs cost draws times simulations; above this many draws chi-square is good enough.
constexpr std::uint64_t maxSimulatedDraws = 2000;

/// The least end in (begin, last] whose bin [begin, end) has a mass of at least `mass`.
std::int64_t endOfMass(
    const IndexDistribution& law, std::int64_t begin, std::int64_t last, double mass)
{
    std::int64_t low = begin; // too small
    std::int64_t step = 1;
    while (low + step < last && law.mass(begin, low + step - 1) < mass) {
        low += step;
        step *= 2;
    }
    std::int64_t high = std::min(last, low + step);
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (law.mass(begin, middle - 1) < mass ? low : high) = middle;
    }
    return high;
}

/// Bins from the lowest index on, each with at least `mass`, at least `ratio` times as far from the
/// front as the one before.
IndexBins makeBins(const IndexDistribution& law, double mass, double ratio)
{
    const std::int64_t first = law.lowest();
    const std::int64_t last = law.highest() + 1;
    IndexBins bins;
    bins.edges.push_back(first);
    while (bins.edges.back() < last) {
        const std::int64_t begin = bins.edges.back();
        const double widened = std::floor(static_cast<double>(begin - first) * ratio);
        std::int64_t end = begin + 1;
        if (widened < static_cast<double>(last - first))
            end = std::max(end, first + static_cast<std::int64_t>(widened));
        else
            end = last;
        if (law.mass(begin, end - 1) < mass)
            end = endOfMass(law, begin, last, mass);
        const double probability = law.mass(begin, end - 1);
        // A rest too thin for a bin of its own joins the bin before.
        if (end == last && probability < mass && !bins.probabilities.empty()) {
            bins.edges.back() = last;
            bins.probabilities.back() += probability;
            break;
        }
        bins.edges.push_back(end);
        bins.probabilities.push_back(probability);
    }
    return bins;
}

double statistic(std::span<const std::uint64_t> counts, const IndexBins& bins, double draws)
{
    double sum = 0;
    for (std::size_t b = 0; b < bins.size(); ++b) {
        const double expected = draws * bins.probabilities[b];
        const double difference = static_cast<double>(counts[b]) - expected;
        if (expected > 0)
            sum += difference * difference / expected;
        else if (counts[b] > 0)
            return INFINITY;
    }
    return sum;
}

double simulatedP(std::span<const std::uint64_t> counts, const IndexBins& bins, std::uint64_t draws)
{
    const auto total = static_cast<double>(draws);
    const double observed = statistic(counts, bins, total);
    const sampling::CumulativeTable table(bins.probabilities);
    const base::RandomStream stream(simulations, base::Purpose::item);
    int asExtreme = 0;
    std::vector<std::uint64_t> simulated(bins.size());
    for (std::uint32_t run = 0; run < simulations; ++run) {
        std::fill(simulated.begin(), simulated.end(), 0);
        for (std::uint64_t draw = 0; draw < draws; ++draw)
            ++simulated[table.find(stream.unit(draw, run))];
        if (statistic(simulated, bins, total) >= observed * (1 - 1e-12))
            ++asExtreme;
    }
    return (1.0 + asExtreme) / (simulations + 1.0);
}

} // namespace

IndexBins testBins(const IndexDistribution& law, double draws)
{
    const auto width = static_cast<double>(law.highest() - law.lowest() + 1);
    return makeBins(
        law, leastExpected / std::max(1.0, draws), portable::exp(portable::log(width) / 64));
}

IndexBins fixedBins(const IndexDistribution& law, int limit)
{
    const auto width = static_cast<double>(law.highest() - law.lowest() + 1);
    if (width <= limit)
        return makeBins(law, 1e-300, 1);
    // The ratio that ends at the pool's size after `limit` bins; widths are at least 1, so the
    // first bins are single indices.
    double low = 1;
    double high = 1e9;
    for (int i = 0; i < 80; ++i) {
        const double ratio = std::sqrt(low * high);
        double edge = 0;
        for (int b = 0; b < limit && edge < width; ++b)
            edge = std::max(edge + 1, std::floor(edge * ratio));
        (edge < width ? low : high) = ratio;
    }
    return makeBins(law, 1e-300, high);
}

std::vector<std::uint64_t> binned(const IndexBins& bins, std::span<const std::uint64_t> counts)
{
    std::vector<std::uint64_t> sums(bins.size(), 0);
    for (std::size_t b = 0; b < bins.size(); ++b)
        for (std::int64_t i = bins.edges[b]; i < bins.edges[b + 1]; ++i)
            if (static_cast<std::size_t>(i) < counts.size())
                sums[b] += counts[static_cast<std::size_t>(i)];
    return sums;
}

void TestCells::add(double observed, double expected)
{
    if (m_expected.empty() || m_expected.back() >= leastExpected) {
        m_observed.push_back(0);
        m_expected.push_back(0);
    }
    m_observed.back() += observed;
    m_expected.back() += expected;
}

void TestCells::finish()
{
    if (m_expected.size() < 2 || m_expected.back() >= leastExpected)
        return;
    m_observed[m_observed.size() - 2] += m_observed.back();
    m_expected[m_expected.size() - 2] += m_expected.back();
    m_observed.pop_back();
    m_expected.pop_back();
}

Goodness goodness(std::span<const double> observed, std::span<const double> expected, int fitted)
{
    Goodness result;
    double total = 0;
    for (std::size_t b = 0; b < observed.size(); ++b) {
        const double difference = observed[b] - expected[b];
        total += observed[b];
        if (expected[b] > 0) {
            result.chiSquare += difference * difference / expected[b];
            if (observed[b] > 0)
                result.likelihoodRatio
                    += 2 * observed[b] * portable::log(observed[b] / expected[b]);
        } else if (observed[b] > 0) {
            result.chiSquare = INFINITY;
            result.likelihoodRatio = INFINITY;
        }
    }
    if (total > 0)
        result.effect = std::sqrt(result.chiSquare / total);
    result.degrees = std::max(0, static_cast<int>(observed.size()) - 1 - fitted);
    if (result.degrees > 0) {
        result.p = chiSquareTail(result.chiSquare, result.degrees);
        result.likelihoodRatioP
            = chiSquareTail(std::max(0.0, result.likelihoodRatio), result.degrees);
    }
    return result;
}

Goodness testCounts(const IndexBins& bins, std::span<const std::uint64_t> counts)
{
    const std::uint64_t draws = std::accumulate(counts.begin(), counts.end(), std::uint64_t{ 0 });
    TestCells cells;
    for (std::size_t b = 0; b < bins.size(); ++b)
        cells.add(
            static_cast<double>(counts[b]), bins.probabilities[b] * static_cast<double>(draws));
    cells.finish();
    Goodness result = goodness(cells.observed(), cells.expected());
    const bool wasThinned = cells.expected().size() < 3 && bins.size() > cells.expected().size();
    if (wasThinned && draws > 0 && draws <= maxSimulatedDraws) {
        result.p = simulatedP(counts, bins, draws);
        result.likelihoodRatioP = result.p;
        result.isSimulated = true;
        result.degrees = std::max(1, result.degrees);
    }
    return result;
}

} // namespace poolscope::reuse
