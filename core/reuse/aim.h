// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_figures.h"

#include <string_view>

namespace poolscope::reuse {

/// A hit rate that is wanted of a run, and what is known already.
struct Aim {
    double hitRate = 0; ///< of item slots over the run, 0..1
    double requests = endless; ///< from an empty cache
    RequestCounts counts{ { 0, 1 } };
    CacheSpec cache; ///< its capacity is what aimCapacity looks for
    std::vector<SizeClass> sizes{ {} };
};

/// The answer, or the nearest there is. Impossible, with an empty estimate, for policies without a
/// formula.
struct AimAnswer {
    bool isPossible = false;
    double value = 0; ///< the wanted skew, pool size or capacity; when impossible, the nearest
    CacheEstimate estimate; ///< what cacheEstimate says of `value`
    std::string_view reason; ///< why it is impossible, with what would help; one sentence
};

/// What cacheEstimate says of a pool of `size` items, a whole number, under a zipf law of this
/// skew. The cache's policy has a formula.
CacheEstimate zipfEstimate(const Aim& aim, double size, double skew);

/// The exponent of a zipf law over `poolSize` items, 0..16. The hit rate rises with the skew:
/// proven for unlimited, FIFO and RANDOM caches, and found without exception for LRU over the zipf
/// family (reuse-math section 5), though LRU has counterexamples among other laws.
AimAnswer aimSkew(const Aim& aim, std::int64_t poolSize);

/// The size of a pool with a zipf law of this skew (0: uniform), 1..1e9: the size whose hit rate is
/// nearest to the wanted one. The hit rate falls as the pool grows.
AimAnswer aimPoolSize(const Aim& aim, double skew);

/// The least capacity in the cache's unit that reaches the hit rate: whole items, or bytes or
/// tokens to 9 digits.
AimAnswer aimCapacity(const Aim& aim, const sampling::IndexDistribution& law);

} // namespace poolscope::reuse
