// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/formula/steady_rate.h"

#include "core/reuse/formula/exact_cache.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace {

double capacityOf(const CacheSpec& cache)
{
    return cache.policy == CachePolicy::unlimited ? INFINITY : static_cast<double>(cache.capacity);
}

constexpr CacheMethod uniform{ "uniform", "uniform-finite",
    "Draws are independent and all items equally likely: the hit rate is the share that fits." };
constexpr CacheMethod integral{ "exact-integral", "exact-integral-finite",
    "Draws are independent; the least recently used item is evicted." };
constexpr CacheMethod che{ "che", "che-finite",
    "Draws are independent; an item stays for the same time after its last use (Che)." };
constexpr CacheMethod fifoExact{ "fifo-exact", "fifo-exact-finite",
    "Draws are independent; the oldest item, or one at random, is evicted." };
constexpr CacheMethod fifoChe{ "fifo-che", "fifo-che-finite",
    "Draws are independent; an item stays for the same time after it came in." };
constexpr CacheMethod clockChe{ "clock-che", "clock-che-finite",
    "Draws are independent; an item stays while it is used in every sweep of the clock." };

} // namespace

double sizeOf(const SizeClass& size, CacheUnit unit)
{
    switch (unit) {
    case CacheUnit::items:
        return 1;
    case CacheUnit::bytes:
        return size.bytes;
    case CacheUnit::tokens:
        break;
    }
    return size.tokens;
}

ItemCapacity itemCapacity(const CachedPool& pool, const CacheSpec& cache, double copies)
{
    const double space = capacityOf(cache);
    ItemCapacity result;
    double size = 0;
    double first = -1;
    for (const SizeClass& one : pool.sizes) {
        const double own = sizeOf(one, cache.unit);
        if (one.share <= 0 || own > space)
            continue;
        result.fitShare += one.share;
        size += one.share * own;
        result.isEven = result.isEven && (first < 0 || own == first);
        first = own;
    }
    if (space <= 0 || result.fitShare <= 0)
        return {};
    result.meanItems = size > 0 ? space * result.fitShare / size : INFINITY;
    // Of one size only whole items fit; the last gap stays empty.
    if (result.isEven)
        result.meanItems = std::floor(result.meanItems * (1 + 1e-15));
    result.meanItems *= copies;
    result.items = result.meanItems / result.fitShare;
    return result;
}

double fittingSizeRatio(const CachedPool& pool, const CacheSpec& cache, CacheUnit unit)
{
    double all = 0;
    double fitting = 0;
    double fitShare = 0;
    for (const SizeClass& one : pool.sizes) {
        const double own = one.share * sizeOf(one, unit);
        all += own;
        if (sizeOf(one, cache.unit) > capacityOf(cache))
            continue;
        fitting += own;
        fitShare += one.share;
    }
    return all > 0 && fitShare > 0 ? fitting / all / fitShare : 1;
}

namespace {

/// Capacities up to here have the exact LRU integral.
constexpr double smallLru = 16;
constexpr double smallFifo = 200;

SteadyRate steadyLru(const SteadyCase& one, double time)
{
    const ItemCapacity& capacity = one.capacity;
    const bool isWhole = capacity.isEven && capacity.fitShare == 1;
    if (isWhole && capacity.items <= smallLru)
        if (const auto hit
            = exactLruHitRate(one.pool.grid, static_cast<std::size_t>(capacity.items)))
            return { integral, *hit, 1e-9, {} };
    SteadyRate steady{ che, hitShare(one.pool.grid, Eviction::lru, time), 4.5e-4, {} };
    if (!capacity.isEven) {
        constexpr double leastItems = 1000;
        if (capacity.meanItems < 50)
            steady.caution = "The cache holds fewer than 50 items of mean size.";
        else if (one.pool.items < leastItems)
            steady.caution = "In so small a pool it matters which of its items are the large ones.";
        steady.error = steady.caution.empty() ? 1.4e-3 : 4e-2;
    } else if (capacity.items <= smallLru) {
        steady.error = 1.7e-2;
        steady.caution = "The cache holds at most 16 items, and the law is too wide to be exact.";
    }
    return steady;
}

SteadyRate steadyFifo(const SteadyCase& one)
{
    const ItemCapacity& capacity = one.capacity;
    if (capacity.isEven && capacity.fitShare == 1 && capacity.items <= smallFifo)
        if (const auto hit
            = exactFifoHitRate(one.pool.grid, static_cast<std::size_t>(capacity.items)))
            return { fifoExact, *hit, 1e-9, {} };
    const double time = characteristicTime(one.pool.grid, Eviction::fifo, capacity.items);
    SteadyRate steady{ fifoChe, hitShare(one.pool.grid, Eviction::fifo, time), 6e-4, {} };
    if (!capacity.isEven)
        steady.caution = "Eviction in order of arrival was not measured with items of mixed sizes.";
    else if (capacity.items < 100 || one.pool.items < 1e4)
        steady.caution = "The formula was measured with 100 items and more out of 10,000 and more.";
    return steady;
}

SteadyRate steadyClock(const SteadyCase& one)
{
    const ItemCapacity& capacity = one.capacity;
    const double time = characteristicTime(one.pool.grid, Eviction::clock, capacity.items);
    SteadyRate steady{ clockChe, hitShare(one.pool.grid, Eviction::clock, time), 4.2e-4, {} };
    if (!capacity.isEven)
        steady.caution = "The clock was not measured with items of mixed sizes.";
    else if (capacity.items < 100 || one.pool.items < 1e4) {
        steady.caution = "The formula was measured with 100 items and more out of 10,000 and more.";
        steady.error = 1.6e-2;
    }
    return steady;
}

} // namespace

SteadyRate steadyRate(const SteadyCase& one, double fillDraws)
{
    // No policy can do better or worse when all items are alike.
    if (one.isUniform() && one.capacity.isEven)
        return { uniform, std::min(1.0, one.capacity.items / one.pool.items), 0, {} };
    switch (one.eviction) {
    case Eviction::lru:
        return steadyLru(one, fillDraws);
    case Eviction::fifo:
        return steadyFifo(one);
    case Eviction::clock:
        break;
    }
    return steadyClock(one);
}

} // namespace poolscope::reuse
