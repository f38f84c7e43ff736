// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/law/rank_grid.h"
#include "core/reuse/law/request_counts.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace poolscope::reuse {

// Different items and repeats of a run that starts with nothing sent. Draws are independent, with
// replacement; requests may be fractions. Formulas: reuse-math section 2.

/// Expected different items among `draws` draws: sum 1 - (1-p)^M. Exact.
double distinctAfterDraws(const std::vector<RankNode>& grid, double draws);

/// ... among the draws of `requests` requests: sum 1 - G(1-p)^R. Exact.
double expectedDistinct(
    const std::vector<RankNode>& grid, const RequestCounts& counts, double requests);

/// Requests after which `share` (0..1) of the pool's items is expected to have been sent; none when
/// that never happens: items of probability 0 are never sent, and all others only in the limit.
std::optional<double> requestsForDistinctShare(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double share);

/// Requests after which `share` (0..1) of all draws is expected to be repeats; at least 1. None for
/// 1 and above, or when requests draw nothing.
std::optional<double> requestsForRepeatShare(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double share);

/// Expected items of the pool that a run never sends, those of probability 0 included.
double expectedNeverSent(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double requests);

/// A run after some of its requests.
struct RunPoint {
    double requests = 0;
    double draws = 0; ///< expected
    double distinct = 0; ///< expected different items
    double repeatShare = 0; ///< 1 - distinct / draws
    double newChance = 0; ///< P(the next draw, by itself, is of an item not sent yet)
};

/// `points` (at least 2) numbers of requests from 1 to `lastRequest`, evenly spaced on a log scale.
std::vector<RunPoint> runCurve(const sampling::IndexDistribution& law, const RequestCounts& counts,
    double lastRequest, int points);

/// P(the `items` draws of one request are all different): items! e_items(p), with the elementary
/// symmetric polynomial (section 1.4). Exact, for up to some hundred items; none where the grid
/// bundles items that one request is likely to hold.
std::optional<double> allDistinctChance(const sampling::IndexDistribution& law, int items);

/// Expected draws until `items` different items have been seen.
struct DrawsUntil {
    double draws = 0;
    /// "exact-integral" (relative error below 1e-9, at most 256 items) or "distinct-root": where
    /// items - 1/2 are expected (within 2 %).
    std::string_view method;
};
std::optional<DrawsUntil> drawsUntilDistinct(
    const sampling::IndexDistribution& law, std::int64_t items);

} // namespace poolscope::reuse
