// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/steady_rate.h"

#include "core/reuse/exact_cache.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace {

using Unit = ModelledCache::Unit;

double sizeOf(const SizeClass& size, Unit unit)
{
    return unit == Unit::items ? 1 : unit == Unit::bytes ? size.bytes : size.tokens;
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

ItemCapacity itemCapacity(const CachedPool& pool, const ModelledCache& cache, double copies)
{
    ItemCapacity result;
    double size = 0;
    double first = -1;
    for (const SizeClass& one : pool.sizes) {
        const double own = sizeOf(one, cache.unit);
        if (one.share <= 0 || own > cache.capacity)
            continue;
        result.fitShare += one.share;
        size += one.share * own;
        result.isEven = result.isEven && (first < 0 || own == first);
        first = own;
    }
    if (cache.capacity <= 0 || result.fitShare <= 0)
        return {};
    result.meanItems
        = size > 0 ? cache.capacity * result.fitShare / size : ModelledCache::unlimited;
    // Of one size only whole items fit; the last gap stays empty.
    if (result.isEven)
        result.meanItems = std::floor(result.meanItems * (1 + 1e-15));
    result.meanItems *= copies;
    result.items = result.meanItems / result.fitShare;
    return result;
}

double fittingSizeRatio(
    const CachedPool& pool, const ModelledCache& cache, ModelledCache::Unit unit)
{
    double all = 0;
    double fitting = 0;
    double fitShare = 0;
    for (const SizeClass& one : pool.sizes) {
        const double own = one.share * sizeOf(one, unit);
        all += own;
        if (sizeOf(one, cache.unit) > cache.capacity)
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

SteadyRate steadyLru(const SteadyCase& one, const std::vector<SizedNode>& nodes, double time)
{
    const ItemCapacity& capacity = one.capacity;
    const bool isWhole = capacity.isEven && capacity.fitShare == 1;
    if (isWhole && capacity.items <= smallLru)
        if (const auto hit
            = exactLruHitRate(one.pool.grid, static_cast<std::size_t>(capacity.items)))
            return { integral, *hit, 1e-9, {} };
    SteadyRate steady{ che, hitShare(nodes, ModelledEviction::lru, time), 4.5e-4, {} };
    if (!capacity.isEven) {
        steady.error = capacity.meanItems >= 50 ? 1.4e-3 : 4e-2;
        if (capacity.meanItems < 50)
            steady.caution = "The cache holds fewer than 50 items of mean size.";
    } else if (capacity.items <= smallLru) {
        steady.error = 1.7e-2;
        steady.caution = "The cache holds at most 16 items, and the law is too wide to be exact.";
    }
    return steady;
}

SteadyRate steadyFifo(const SteadyCase& one, const std::vector<SizedNode>& nodes)
{
    const ItemCapacity& capacity = one.capacity;
    if (capacity.isEven && capacity.fitShare == 1 && capacity.items <= smallFifo)
        if (const auto hit
            = exactFifoHitRate(one.pool.grid, static_cast<std::size_t>(capacity.items)))
            return { fifoExact, *hit, 1e-9, {} };
    const double time = characteristicTime(nodes, ModelledEviction::fifo, capacity.items);
    SteadyRate steady{ fifoChe, hitShare(nodes, ModelledEviction::fifo, time), 6e-4, {} };
    if (!capacity.isEven)
        steady.caution
            = "ModelledEviction in order of arrival was not measured with items of mixed sizes.";
    else if (capacity.items < 100 || one.pool.items < 1e4)
        steady.caution = "The formula was measured with 100 items and more out of 10,000 and more.";
    return steady;
}

SteadyRate steadyClock(const SteadyCase& one, const std::vector<SizedNode>& nodes)
{
    const ItemCapacity& capacity = one.capacity;
    const double time = characteristicTime(nodes, one.eviction, capacity.items);
    SteadyRate steady{ clockChe, hitShare(nodes, one.eviction, time), 4.2e-4, {} };
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
    if (one.isUniform())
        return { uniform, std::min(1.0, one.capacity.items / one.pool.items), 0, {} };
    const std::vector<SizedNode> nodes = unitNodes(one.pool.grid);
    switch (one.eviction) {
    case ModelledEviction::lru:
        return steadyLru(one, nodes, fillDraws);
    case ModelledEviction::fifo:
    case ModelledEviction::random:
        return steadyFifo(one, nodes);
    case ModelledEviction::clock:
    case ModelledEviction::clockMarked:
        break;
    }
    return steadyClock(one, nodes);
}

} // namespace poolscope::reuse
