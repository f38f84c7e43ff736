// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_figures.h"

#include <vector>

namespace poolscope::reuse {

/// An LRU cache of one capacity.
struct HitPoint {
    double capacity = 0; ///< in items
    double steadyHitRate = 0;
    double hitRate = 0; ///< over the run, from an empty cache
};

/// Hit rate of LRU for all capacities, ascending from less than an item to nearly the whole pool
/// and at last the whole: `points` points on a log scale of the characteristic time, which needs no
/// root (reuse-math section 3.2; about a millisecond for 256 points of a zipf pool of any size).
/// Che for every capacity: up to 1.7e-2 off below 17 items, where cacheEstimate is exact. `draws`
/// may be `endless`. Independent draws.
std::vector<HitPoint> lruHitCurve(const CachedPool& pool, double draws, int points = 256);

} // namespace poolscope::reuse
