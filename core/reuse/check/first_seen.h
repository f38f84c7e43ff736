// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

/// Are requests whose media the server has seen before faster? (reuse-math section 8.1)
namespace poolscope::reuse {

/// One request of a finished run.
struct SeenLatency {
    double at = 0; ///< when it was sent: any unit, only the order counts
    double value = 0; ///< time to first token, or its logarithm
    bool isFirstSeen = false; ///< at least one item that no request before it held

    bool operator==(const SeenLatency&) const = default;
};

/// How much later first-seen requests answer than repeats.
struct Shift {
    std::size_t firstSeen = 0; ///< requests that could be compared ...
    std::size_t repeats = 0;
    std::size_t notCompared = 0; ///< ... and those whose block holds one kind only
    double estimate = 0; ///< Hodges and Lehmann: the median of all differences within a block
    Interval interval; ///< 95 %, in the unit of the values
    double p = 1; ///< two-sided, of no shift at all (van Elteren's weights over the blocks)
    double larger = 0.5; ///< share of pairs where the first-seen request took longer
};

/// Compares first-seen requests with repeats sent at about the same time: in `blocks` blocks of
/// equally many requests. First-seen items come early, and so does warm-up: one block for all lets
/// a drift of 20 % pass for a cache in 70 % of runs. No value when no block holds both kinds.
/// Assumes that the two kinds differ by a shift; take logarithms when they differ by a factor.
/// Costs n log n per bisection step, never the n1 n2 differences.
std::optional<Shift> firstSeenShift(std::span<const SeenLatency> requests, int blocks = 20);

/// The comparison of times to first token, in seconds, and what it says.
struct SeenVerdict {
    std::optional<Shift> shift; ///< in seconds
    std::optional<Shift> logShift; ///< of the logarithms: exp gives a factor
    std::string sentence;
};
SeenVerdict firstSeenVerdict(std::span<const SeenLatency> requests, int blocks = 20);

} // namespace poolscope::reuse
