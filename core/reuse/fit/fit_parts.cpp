// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/fit_parts.h"

#include "core/base/portable_math.h"
#include "core/reuse/fit/spectrum.h"
#include "core/reuse/math/log_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

/// Plotted ranks grow by this factor once they are far enough apart.
constexpr double plotRatio = 1.05;

std::vector<std::uint64_t> descending(std::span<const std::uint64_t> counts)
{
    std::vector<std::uint64_t> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    return sorted;
}

double sumOf(std::span<const std::uint64_t> counts)
{
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{ 0 }));
}

std::size_t nextRank(std::size_t rank)
{
    return std::max(rank + 1, static_cast<std::size_t>(static_cast<double>(rank) * plotRatio));
}

} // namespace

RankLaw::RankLaw(const ModelFit& model)
    : m_a(model.a)
    , m_b(model.b)
{
    const std::vector<LogRank> grid = logGrid(std::max(1.0, model.size), GridDensity::smooth);
    double highest = -INFINITY;
    for (const auto& [l, weight] : grid)
        highest = std::max(highest, -(m_a + m_b * l) * l);
    double total = 0;
    for (const auto& [l, weight] : grid)
        total += weight * portable::exp(-(m_a + m_b * l) * l - highest);
    m_logTotal = highest + portable::log(total);
}

double RankLaw::probability(double rank) const
{
    const double l = portable::log(rank);
    return portable::exp(-(m_a + m_b * l) * l - m_logTotal);
}

void plotRanks(const FitRequest& request, const ModelFit& chosen, Fit& fit)
{
    const RankLaw law(chosen);
    const double draws = sumOf(request.counts);
    const auto end = std::min<std::size_t>(
        request.counts.size(), static_cast<std::size_t>(std::max(1.0, chosen.size)));
    for (std::size_t rank = 1; rank <= end;) {
        // The mean of the ranks between two points, at their middle.
        const std::size_t next = std::min(nextRank(rank), end + 1);
        const auto width = static_cast<double>(next - rank);
        const double at = static_cast<double>(rank) + (width - 1) / 2;
        const double uses = sumOf(std::span(request.counts).subspan(rank - 1, next - rank)) / width;
        fit.observed.push_back({ at, uses });
        fit.fitted.push_back({ at, draws * law.probability(at) });
        rank = next;
    }
}

void plotSpectrum(const FitRequest& request, const ModelFit& chosen, Fit& fit)
{
    const std::vector<std::uint64_t> sorted = descending(request.counts);
    for (std::size_t rank = 1; rank <= sorted.size() && sorted[rank - 1] > 0; rank = nextRank(rank))
        fit.observed.push_back(
            { static_cast<double>(rank), static_cast<double>(sorted[rank - 1]) });
    const Spectrum spectrum = spectrumOf(request.counts);
    const std::vector<double> expected
        = expectedItems(spectrum, { chosen.a, chosen.b, chosen.size });
    double items = 0;
    for (std::size_t b = expected.size(); b > 0; --b) {
        items += expected[b - 1];
        if (items >= 0.5)
            fit.fitted.push_back({ items, spectrum.low[b - 1] });
    }
}

std::optional<HeldOut> heldOutOf(const FitRequest& request, const ModelFit& chosen)
{
    const auto& first = request.firstHalf;
    const double draws = sumOf(first);
    const double later = sumOf(request.counts) - draws;
    if (draws <= 0 || later <= 0)
        return {};
    const Unseen known = unseen(first);
    std::vector<std::size_t> order(request.counts.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    const auto firstOf = [&](std::size_t item) { return item < first.size() ? first[item] : 0; };
    if (request.ranks == Ranks::unknown)
        std::stable_sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return firstOf(a) > firstOf(b); });
    ModelFit wide = chosen;
    wide.size = std::max(chosen.size, static_cast<double>(request.counts.size()));
    const RankLaw law(wide);
    const double rest = std::max(1.0, wide.size - known.distinct);
    const double newShare = std::clamp(known.newShare, 1 / (draws + 1), 1 - 1 / (draws + 1));
    double seen = 0;
    for (double rank = 1; rank <= known.distinct; ++rank)
        seen += law.probability(rank);
    const double unseenProbability = std::max(1e-300, (1 - seen) / rest);
    HeldOut loss;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const std::size_t item = order[rank];
        const auto before = static_cast<double>(firstOf(item));
        const double after = static_cast<double>(request.counts[item]) - before;
        if (after <= 0)
            continue;
        const double byWeights = before > 0 ? (1 - newShare) * before / draws : newShare / rest;
        const double byModel = before > 0 || request.ranks == Ranks::known
            ? law.probability(static_cast<double>(rank + 1))
            : unseenProbability;
        loss.weights -= after / later * portable::log(byWeights);
        loss.model -= after / later * portable::log(std::max(1e-300, byModel));
    }
    return loss;
}

std::optional<double> driftOf(const FitRequest& request)
{
    if (request.firstHalf.empty())
        return {};
    // A random half of the log leaves an item of c uses out with a chance of 2^-c.
    double expected = 0;
    double variance = 0;
    double found = 0;
    for (const std::uint64_t count : request.firstHalf)
        found += count > 0 ? 1 : 0;
    for (const std::uint64_t count : request.counts) {
        const double missed = count > 1000 ? 0 : std::ldexp(1.0, -static_cast<int>(count));
        expected += count > 0 ? 1 - missed : 0;
        variance += count > 0 ? missed * (1 - missed) : 0;
    }
    if (variance <= 0)
        return {};
    return (found - expected) / std::sqrt(variance);
}

Goodness rankGoodness(const FitRequest& request, const ModelFit& model)
{
    const RankLaw law(model);
    const double draws = sumOf(request.counts);
    // Cells of neighbouring ranks, at most a few hundred, then merged.
    TestCells cells;
    double expected = 0;
    double observed = 0;
    double rest = draws;
    std::size_t next = 1;
    const auto end = std::min<std::size_t>(
        request.counts.size(), static_cast<std::size_t>(std::max(1.0, model.size)));
    for (std::size_t rank = 1; rank <= end; ++rank) {
        expected += draws * law.probability(static_cast<double>(rank));
        observed += static_cast<double>(request.counts[rank - 1]);
        if (rank < next && rank < end)
            continue;
        cells.add(observed, expected);
        rest -= expected;
        expected = 0;
        observed = 0;
        next = nextRank(rank);
    }
    if (static_cast<double>(end) < model.size)
        cells.add(0, std::max(0.0, rest));
    cells.finish();
    return goodness(cells.observed(), cells.expected(), model.parameters);
}

Goodness spectrumGoodness(const FitRequest& request, const ModelFit& model)
{
    const Spectrum spectrum = spectrumOf(request.counts);
    const std::vector<double> expected = expectedItems(spectrum, { model.a, model.b, model.size });
    TestCells cells;
    for (std::size_t b = 0; b < expected.size(); ++b)
        cells.add(spectrum.items[b], expected[b]);
    cells.finish();
    return goodness(cells.observed(), cells.expected(), model.parameters);
}

} // namespace poolscope::reuse
