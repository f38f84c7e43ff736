// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// How far counts may stray by chance (reuse-math section 7.2).
namespace poolscope::reuse {

/// The counts of one bar of a histogram that a law allows.
struct CountBand {
    double expected = 0;
    std::uint64_t low = 0;
    std::uint64_t high = 0; ///< inclusive

    bool contains(std::uint64_t count) const { return count >= low && count <= high; }
    bool operator==(const CountBand&) const = default;
};

/// What `draws` draws make of something of probability `p`: the smallest counts whose cdf reaches
/// alpha / 2 and 1 - alpha / 2. Exact up to 10 000 expected draws, the normal law with continuity
/// correction beyond.
CountBand binomialBand(std::uint64_t draws, double p, double alpha);

/// One band per bar that hold all together: at most a share `alpha` of runs under the law leave any
/// of them (Bonferroni).
std::vector<CountBand> simultaneousBands(
    std::span<const double> probabilities, std::uint64_t draws, double alpha);

/// Both ends of an interval.
struct Interval {
    double low = 0;
    double high = 0;

    bool contains(double value) const { return value >= low && value <= high; }
    bool operator==(const Interval&) const = default;
};

/// Half of a 95 % interval of a normal estimate, in standard errors.
inline constexpr double z95 = 1.95996398454005423552;

/// The probabilities that agree with `count` of `draws`, without a law in mind (Clopper and
/// Pearson, 1934). `draws` is at least 1.
Interval clopperPearson(std::uint64_t count, std::uint64_t draws, double alpha);

/// Half-width of a band around an observed cumulative share that holds everywhere at once (Massart,
/// 1990: also for discrete laws, and then wider than needed).
double cumulativeBand(std::uint64_t draws, double alpha);

} // namespace poolscope::reuse
