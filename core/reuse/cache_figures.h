// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_spec.h"
#include "core/reuse/law/rank_grid.h"
#include "core/reuse/law/request_counts.h"
#include "core/sampling/index_distribution.h"

#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace poolscope::reuse {

/// As many requests as it takes: the steady state.
inline constexpr double endless = std::numeric_limits<double>::infinity();

/// A share of the pool's items that have this size. Which item has which size is taken to be
/// independent of how often it is drawn.
struct SizeClass {
    double share = 1; ///< of the pool's items; shares sum to 1
    double bytes = 0; ///< as the cache counts them: tensors, not files
    double tokens = 0;
};

/// What is looked up: a law's grid and the sizes of its items. May be kept while the cache changes.
struct CachedPool {
    CachedPool(const sampling::IndexDistribution& law, std::vector<SizeClass> sizes = { {} });

    std::vector<RankNode> grid;
    double items = 0; ///< that the grid stands for: those with a chance of ever being drawn
    std::vector<SizeClass> sizes;
};

/// A hit rate by formula, with what it rests on.
struct CacheEstimate {
    double draws = 0; ///< expected look-ups; infinite in the steady state
    double hitRate = 0; ///< of item slots, over the whole run from an empty cache
    double byteHitRate = 0; ///< of bytes; that of slots where no sizes are given
    double tokenHitRate = 0; ///< of tokens
    double steadyHitRate = 0; ///< what `hitRate` tends to in an endless run
    double coldMisses = 0; ///< misses above the steady rate, for a run that fills the cache
    double fillDraws = 0; ///< draws until the cache is full; infinite when it never is
    /// "off", "unlimited", "filling" (nothing evicted yet), "uniform", "exact-integral", "che",
    /// "fifo-exact", "fifo-che", "clock-che"; "-finite" follows where a start-up is added.
    std::string_view method;
    std::string_view assumes; ///< one sentence
    /// The largest error of hitRate that was measured in cases like this one (absolute).
    double documentedError = 0;
    /// False: no measured error covers this case. Simulate it to be sure; see `caution`.
    bool isCovered = true;
    std::string_view caution; ///< one sentence; empty when covered
    /// Affinity: standard deviation of a replica's load over random hashes, in fair shares.
    double loadSd = 0;
};

/// False for sieve, s3fifo and vllmShm: simulate them. vllm has the formula of lru: its order
/// within a request hardly moves the rate, and requests that it refuses are left out.
bool hasFormula(CachePolicy policy);

/// Nothing for policies without a formula.
///
/// `requests` from an empty cache, or `endless`. Look-ups and insertions item by item (looking up a
/// whole request first gives the same steady rate, section 3.1). Formulas of reuse-math: 2 for an
/// unlimited cache, 3.2 (Che) and 3.4 (at most 16 items) for LRU, 3.5 for the others, the start-up
/// of 3.3, replicas of 3.7: round robin thins the run, affinity is one cache of all capacities,
/// which is within 1.5e-3 of the exact partition. Microseconds, but a few ms for LRU of at most 16
/// items.
std::optional<CacheEstimate> cacheEstimate(
    const CachedPool& pool, const RequestCounts& counts, double requests, const CacheSpec& cache);

} // namespace poolscope::reuse
