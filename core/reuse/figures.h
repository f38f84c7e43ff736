// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <vector>

namespace poolscope::reuse {

/// What a law alone says. Draws are taken to be independent, with replacement.
struct LawFigures {
    double entropyBits = 0; ///< of one draw
    double effectiveItems = 0; ///< 2^entropy: as many equally likely items would be as varied
    /// Share of draws of the hottest 1 % of the pool, rounded up to whole items.
    double topHundredth = 0;
    double topTenth = 0; ///< ... 10 %
    double gini = 0; ///< 0: all items equally likely; (N-1)/N: one takes all draws
    std::int64_t neverSent = 0; ///< items of probability 0
};

/// Relative error below 1e-8 (law/rank_grid.h), topHundredth and topTenth exact. A millisecond or
/// less, but a sort for explicit weights.
LawFigures lawFigures(const sampling::IndexDistribution& law);

/// What a run of `requests` requests makes of the pool, from the first request on.
struct RunFigures {
    double draws = 0; ///< expected draws
    double expectedDistinct = 0; ///< expected different items among them
    double expectedDistinctSd = 0; ///< ... and its standard deviation from run to run
    double expectedRepeatShare = 0; ///< 1 - distinct / draws: hit rate of an unlimited cold cache
};

/// `counts[k]` is P(a request draws k items).
/// E[distinct] = sum 1 - G(1 - p)^R with the counts' generating function G: exact for a random
/// number of items per request. The deviation takes the number of draws at its mean and adds its
/// variance (relative error below 1e-4).
RunFigures runFigures(
    const sampling::IndexDistribution& law, const std::vector<double>& counts, double requests);

} // namespace poolscope::reuse
