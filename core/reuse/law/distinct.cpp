// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/law/distinct.h"

#include "core/base/portable_math.h"
#include "core/reuse/formula/characteristic_time.h"
#include "core/reuse/law/trial_sum.h"
#include "core/reuse/math/gauss_legendre.h"
#include "core/reuse/math/root.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double mostRequests = 1e15;

/// Where the rising `f` of the logarithm of the number of requests reaches 0, from 1 on.
std::optional<double> requestsAt(const std::function<double(double)>& f)
{
    if (f(0) >= 0)
        return 1;
    double high = 1;
    const double end = portable::log(mostRequests);
    while (high < end && f(high) < 0)
        high *= 2;
    high = std::min(high, end);
    if (f(high) < 0)
        return std::nullopt;
    return portable::exp(crossing(f, high <= 1 ? 0 : high / 2, high, 1e-13));
}

/// The integral of P(fewer than `items` seen after t) over t, with draws as a Poisson stream of
/// rate 1, which makes the items independent.
double exactDrawsUntil(const std::vector<RankNode>& grid, std::size_t items)
{
    constexpr double start = 1e-6;
    double least = 1;
    for (const auto& node : grid)
        least = std::min(least, node.p);
    const double end = portable::log(45 / least);
    double draws = start;
    for (double y = portable::log(start); y < end; y += 0.5)
        forGaussNodes(y, y + 0.5, [&](double at, double weight) {
            const double t = portable::exp(at);
            TrialSum seen(items - 1);
            for (const auto& node : grid)
                seen.add(-portable::expm1(-node.p * t));
            draws += weight * t * seen.total();
        });
    return draws;
}

} // namespace

double distinctAfterDraws(const std::vector<RankNode>& grid, double draws)
{
    double distinct = 0;
    for (const auto& [p, weight] : grid)
        distinct -= weight * (p >= 1 ? -1 : portable::expm1(draws * portable::log1p(-p)));
    return draws > 0 ? distinct : 0;
}

double expectedDistinct(
    const std::vector<RankNode>& grid, const RequestCounts& counts, double requests)
{
    double distinct = 0;
    if (requests > 0 && counts.mean() > 0)
        for (const auto& [p, weight] : grid)
            distinct -= weight * portable::expm1(requests * counts.logMiss(p));
    return distinct;
}

std::optional<double> requestsForDistinctShare(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double share)
{
    const double wanted = share * static_cast<double>(law.size());
    if (wanted >= static_cast<double>(law.support()) || counts.mean() <= 0)
        return std::nullopt;
    const std::vector<RankNode> grid = rankGrid(law);
    return requestsAt(
        [&](double y) { return expectedDistinct(grid, counts, portable::exp(y)) - wanted; });
}

std::optional<double> requestsForRepeatShare(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double share)
{
    if (share >= 1 || counts.mean() <= 0)
        return std::nullopt;
    const std::vector<RankNode> grid = rankGrid(law);
    return requestsAt([&](double y) {
        const double requests = portable::exp(y);
        return 1 - expectedDistinct(grid, counts, requests) / (requests * counts.mean()) - share;
    });
}

double expectedNeverSent(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double requests)
{
    // Not size - distinct: that loses all digits when nearly all items are sent.
    double missed = static_cast<double>(law.size() - law.support());
    for (const auto& [p, weight] : rankGrid(law))
        missed += weight * (requests > 0 ? portable::exp(requests * counts.logMiss(p)) : 1);
    return std::max(0.0, missed);
}

std::vector<RunPoint> runCurve(const sampling::IndexDistribution& law, const RequestCounts& counts,
    double lastRequest, int points)
{
    const std::vector<RankNode> grid = rankGrid(law);
    std::vector<double> logMiss;
    logMiss.reserve(grid.size());
    for (const auto& node : grid)
        logMiss.push_back(counts.logMiss(node.p));
    const double last = portable::log(std::max(1.0, lastRequest));
    std::vector<RunPoint> curve(static_cast<std::size_t>(std::max(2, points)));
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(curve.size() - 1);
        RunPoint& point = curve[i];
        point.requests
            = i + 1 == curve.size() ? std::max(1.0, lastRequest) : portable::exp(last * at);
        point.draws = point.requests * counts.mean();
        if (point.draws <= 0)
            continue;
        for (std::size_t j = 0; j < grid.size(); ++j) {
            const double sent = -portable::expm1(point.requests * logMiss[j]);
            point.distinct += grid[j].weight * sent;
            point.newChance += grid[j].weight * grid[j].p * (1 - sent);
        }
        point.repeatShare = std::max(0.0, 1 - point.distinct / point.draws);
    }
    return curve;
}

std::optional<double> allDistinctChance(const sampling::IndexDistribution& law, int items)
{
    const double k = items;
    if (items <= 1)
        return 1;
    if (items > law.support())
        return 0;
    const std::vector<RankNode> grid = rankGrid(law);
    double log = 0;
    if (grid.size() == 1) { // equally likely items: n (n-1) ... / n^k
        for (int i = 1; i < items; ++i)
            log += portable::log1p(-i * grid[0].p);
        return portable::exp(log);
    }
    // Trials with odds p T, for the T that expects about `items` of them to succeed:
    // P(X = k) / P(X = 0) = T^k e_k(p).
    const double expected = std::min(k, static_cast<double>(law.support()) - 0.5);
    const double time = characteristicTime(grid, Eviction::fifo, expected);
    const auto degree = static_cast<std::size_t>(items);
    const std::optional<TrialSum> sum = trialsOfOdds(grid, time, degree);
    if (!sum || std::isinf(time))
        return std::nullopt;
    log = portable::log(sum->chances()[degree]) - k * portable::log(time);
    for (const auto& [p, weight] : grid)
        log += weight * portable::log1p(p * time);
    for (int i = 2; i <= items; ++i)
        log += portable::log(i);
    return portable::exp(log);
}

std::optional<DrawsUntil> drawsUntilDistinct(
    const sampling::IndexDistribution& law, std::int64_t items)
{
    if (items > law.support())
        return std::nullopt;
    if (items <= 0)
        return DrawsUntil{ 0, "exact-integral" };
    std::vector<RankNode> grid = rankGrid(law);
    constexpr std::int64_t mostItems = 256;
    if (law.support() <= mostItems) {
        if (grid.size() == 1) // equally likely items come as one node
            grid.assign(static_cast<std::size_t>(law.support()), { grid[0].p, 1 });
        return DrawsUntil{ exactDrawsUntil(grid, static_cast<std::size_t>(items)),
            "exact-integral" };
    }
    const double wanted = static_cast<double>(items) - 0.5;
    const auto draws
        = requestsAt([&](double y) { return distinctAfterDraws(grid, portable::exp(y)) - wanted; });
    if (!draws)
        return std::nullopt;
    return DrawsUntil{ *draws, "distinct-root" };
}

} // namespace poolscope::reuse
