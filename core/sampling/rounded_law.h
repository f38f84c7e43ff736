// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/config/workload.h"
#include "core/sampling/cumulative_table.h"

#include <cstdint>

namespace poolscope::sampling {

/// The law of a normal, lognormal, Poisson or skew-normal variate rounded to the nearest integer
/// (halves to even) and clamped to lowest..highest: exact masses from the cdf, not from samples.
/// Serves pools (IndexDistribution) and upstream's counts and lengths (Distribution) alike.
class RoundedLaw {
public:
    /// `shape.stdDev` >= 0; a lognormal needs mean > 0; a Poisson mean <= 0 counts as 1 (upstream).
    RoundedLaw(const config::RoundedSampling& shape, std::int64_t lowest, std::int64_t highest);

    /// P(value = k). Relative error about 1e-13 in the body of the law.
    double probability(std::int64_t k) const;
    /// P(first <= value <= last), both clamped into the range.
    double mass(std::int64_t first, std::int64_t last) const;
    /// One value for slot `slot` of request `request`; monotone in the random number for all but
    /// the skew-normal law.
    std::int64_t draw(
        const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const;

    /// The smooth continuation of probability() to real k, for integrals over wide laws; the
    /// clamped ends not included.
    double cell(double k) const;
    /// The length over which cell() changes markedly near `x`.
    double scaleAt(double x) const;
    /// The stretch outside which the variate lies with a probability below 1e-16.
    struct Extent {
        double from = 0;
        double to = 0;
    };
    Extent extent() const;

private:
    double density(double x) const;
    double cumulative(double x) const;
    double survival(double x) const;
    double interval(double from, double to) const;
    double poissonCell(double k) const;
    std::int64_t clampRounded(double x) const;

    config::RoundedSampling m_shape;
    std::int64_t m_lowest;
    std::int64_t m_highest;
    double m_location = 0; ///< of the underlying normal law
    double m_scale = 0; ///< of the underlying normal law; 0: the law is one point
    double m_center = 0; ///< mean of the variate
    CumulativeTable m_poisson; ///< from m_poissonFirst on; beyond it nothing is left to draw
    std::int64_t m_poissonFirst = 0;
};

} // namespace poolscope::sampling
