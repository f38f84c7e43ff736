// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/law/request_counts.h"
#include "core/sampling/index_distribution.h"

#include <optional>
#include <span>
#include <string>

/// Is a run long enough to tell first-seen requests from repeats? (reuse-math section 8.2)
namespace poolscope::reuse {

/// The effect that a run shall be able to show.
struct Sought {
    double deviations = 0.5; ///< the shift in standard deviations of the latency; above 0
    double alpha = 0.05; ///< of the two-sided test
    double power = 0.8; ///< chance to find the effect if it is there
};

/// The n1 n2 / (n1 + n2) that a rank test needs (Noether, 1987); normal latencies.
double neededPairs(const Sought& sought);

/// Requests with and without a first-seen item among the first `requests` of a cold run.
struct SeenCounts {
    double firstSeen = 0;
    double repeats = 0;

    double pairs() const
    {
        const double all = firstSeen + repeats;
        return all > 0 ? firstSeen * repeats / all : 0;
    }
};

/// Requests without items are of neither kind.
/// Independent draws; an item is "seen" as soon as any earlier draw was it, whether or not a finite
/// cache still holds it.
SeenCounts seenCounts(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double requests);

/// How long a run must be, and what this one is good for.
struct LengthAdvice {
    double needed = 0; ///< pairs
    SeenCounts planned; ///< of the run as planned
    bool isEnough = false;
    std::optional<double> requests; ///< the least that would do; none up to 1e9
    std::string sentence;
};
LengthAdvice adviseLength(const sampling::IndexDistribution& law, const RequestCounts& counts,
    double requests, const Sought& sought);

/// Items that every request draws, independently of its other sources.
struct ItemSource {
    const sampling::IndexDistribution* law = nullptr; ///< null: every item is new
    RequestCounts counts;
};
/// ... of requests with items of several sources: one new item makes a request first-seen.
LengthAdvice adviseLength(
    std::span<const ItemSource> sources, double requests, const Sought& sought);

} // namespace poolscope::reuse
