// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/aim.h"

#include "core/reuse/formula/steady_rate.h"
#include "core/reuse/math/root.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace {

constexpr double steepest = 16;
constexpr double largestPool = 1e9;
constexpr double largestCapacity = 0x1p60; // as parseCacheSpec

sampling::IndexDistribution zipfLaw(double size, double skew)
{
    config::Pool pool;
    pool.size = static_cast<std::int64_t>(size);
    const config::IndexRange range{ 0, pool.size - 1 };
    if (skew > 0)
        pool.sampling = { range, config::ZipfSampling{ skew } };
    else
        pool.sampling = { range, config::UniformSampling{} };
    return sampling::IndexDistribution(pool);
}

/// The total size of the pool in the unit of the cache.
double wholePool(const CachedPool& pool, CacheUnit unit)
{
    if (unit == CacheUnit::items)
        return std::ceil(pool.items);
    double mean = 0;
    double largest = 0;
    for (const SizeClass& size : pool.sizes) {
        const double own = sizeOf(size, unit);
        mean += size.share * own;
        largest = std::max(largest, own);
    }
    return std::max(largest, std::ceil(mean * pool.items * (1 + 1e-12)));
}

AimAnswer answer(
    bool isPossible, double value, CacheEstimate estimate, std::string_view reason = {})
{
    return { isPossible, value, estimate, reason };
}

constexpr std::string_view noFormula
    = "This policy has no formula to solve; aim at lru, fifo or clock, and simulate.";

} // namespace

CacheEstimate zipfEstimate(const Aim& aim, double size, double skew)
{
    return *cacheEstimate(
        CachedPool(zipfLaw(size, skew), aim.sizes), aim.counts, aim.requests, aim.cache);
}

AimAnswer aimSkew(const Aim& aim, std::int64_t poolSize)
{
    if (!hasFormula(aim.cache.policy))
        return answer(false, 0, {}, noFormula);
    const auto size = static_cast<double>(std::max<std::int64_t>(1, poolSize));
    const CacheEstimate least = zipfEstimate(aim, size, 0);
    if (least.hitRate >= aim.hitRate)
        return answer(least.hitRate == aim.hitRate, 0, least,
            least.hitRate == aim.hitRate ? ""
                                         : "Even equally likely items hit more often; take a "
                                           "smaller cache or a larger pool.");
    const CacheEstimate most = zipfEstimate(aim, size, steepest);
    if (most.hitRate < aim.hitRate)
        return answer(false, steepest, most,
            "No skew gets there: the first look-up of each item misses; send more requests or take "
            "a larger cache.");
    const double skew
        = crossing([&](double s) { return zipfEstimate(aim, size, s).hitRate - aim.hitRate; }, 0,
            steepest, 1e-10);
    return answer(true, skew, zipfEstimate(aim, size, skew));
}

AimAnswer aimPoolSize(const Aim& aim, double skew)
{
    if (!hasFormula(aim.cache.policy))
        return answer(false, 0, {}, noFormula);
    const CacheEstimate most = zipfEstimate(aim, 1, skew);
    if (most.hitRate < aim.hitRate)
        return answer(false, 1, most,
            "Not even a pool of one item hits so often; send more requests or let the cache hold "
            "an item.");
    const CacheEstimate least = zipfEstimate(aim, largestPool, skew);
    if (least.hitRate > aim.hitRate)
        return answer(false, largestPool, least,
            "Even a pool of 1,000,000,000 items hits more often; take a smaller skew or cache.");
    double low = 1; // hits at least as often as wanted
    double high = largestPool; // at most
    while (high - low > 1) {
        const double middle = std::clamp(std::floor(std::sqrt(low * high)), low + 1, high - 1);
        (zipfEstimate(aim, middle, skew).hitRate >= aim.hitRate ? low : high) = middle;
    }
    const CacheEstimate below = zipfEstimate(aim, low, skew);
    const CacheEstimate above = zipfEstimate(aim, high, skew);
    const bool isLow = below.hitRate - aim.hitRate <= aim.hitRate - above.hitRate;
    return isLow ? answer(true, low, below) : answer(true, high, above);
}

AimAnswer aimCapacity(const Aim& aim, const sampling::IndexDistribution& law)
{
    if (!hasFormula(aim.cache.policy))
        return answer(false, 0, {}, noFormula);
    if (aim.cache.policy == CachePolicy::unlimited)
        return answer(false, 0, {}, "An unlimited cache has no capacity to look for.");
    const CachedPool pool(law, aim.sizes);
    const auto at = [&](double capacity) {
        CacheSpec cache = aim.cache;
        cache.capacity = static_cast<std::uint64_t>(capacity);
        return *cacheEstimate(pool, aim.counts, aim.requests, cache);
    };
    if (aim.hitRate <= 0)
        return answer(true, 0, at(0));
    double high = std::min(largestCapacity, wholePool(pool, aim.cache.unit));
    const CacheEstimate most = at(high);
    if (most.hitRate < aim.hitRate)
        return answer(false, high, most,
            "Not even a cache of the whole pool hits so often in this run: the first look-up of "
            "each item misses; send more requests or take a smaller or steeper pool.");
    double low = 0;
    const bool isItems = aim.cache.unit == CacheUnit::items;
    while (high - low > (isItems ? 1 : std::max(1.0, 1e-9 * high))) {
        const double middle = std::floor(0.5 * (low + high));
        (at(middle).hitRate >= aim.hitRate ? high : low) = middle;
    }
    return answer(true, high, at(high));
}

} // namespace poolscope::reuse
