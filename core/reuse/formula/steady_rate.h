// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_figures.h"
#include "core/reuse/formula/characteristic_time.h"

#include <string_view>

namespace poolscope::reuse {

/// A cache in items of its pool's law.
struct ItemCapacity {
    double fitShare = 0; ///< of items small enough to be stored at all
    /// Items of any size that the cache would hold if all of them fitted: the target of Che.
    double items = 0;
    double meanItems = 0; ///< items of mean size that it holds
    bool isEven = true; ///< all items that fit have one size
};

/// `copies` caches of this capacity as one; an item has to fit into one of them.
ItemCapacity itemCapacity(const CachedPool& pool, const CacheSpec& cache, double copies);

/// An item's size as the cache counts it: 1 in items.
double sizeOf(const SizeClass& size, CacheUnit unit);

/// Share of the size (in `unit`) looked up that lies in items that fit, over those items' share.
double fittingSizeRatio(const CachedPool& pool, const CacheSpec& cache, CacheUnit unit);

/// The names of a formula and what it assumes.
struct CacheMethod {
    std::string_view steady;
    std::string_view finite;
    std::string_view assumes;
};

/// The hit rate of an endless run.
struct SteadyRate {
    CacheMethod method;
    double hit = 0; ///< of draws of items that fit
    double error = 0; ///< documented
    std::string_view caution; ///< why no documented error covers the case; empty when one does
};

/// What the steady rate is worked out for: a cache that holds less than the pool.
struct SteadyCase {
    const CachedPool& pool;
    ItemCapacity capacity;
    Eviction eviction = Eviction::lru;

    bool isUniform() const { return pool.grid.size() == 1; } ///< all items equally likely
};

/// `fillDraws` is the characteristic time of LRU.
SteadyRate steadyRate(const SteadyCase& one, double fillDraws);

} // namespace poolscope::reuse
