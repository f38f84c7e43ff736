// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/config/workload.h"
#include "core/sampling/rounded_law.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace poolscope::sampling {

/// Upstream's law of a Distribution, quirks included: `fixed` is int(mean) and ignores min and max,
/// `uniform` gives its first value half and its last value one and a half times a fair share, the
/// others are clamped and rounded. (inference-perf, `sample_from_distribution`.)
class DistributionLaw {
public:
    explicit DistributionLaw(const config::Distribution& distribution);

    std::int64_t lowest() const { return m_lowest; }
    std::int64_t highest() const { return m_highest; }
    double probability(std::int64_t value) const;
    /// Exact for up to 4 096 values, else within a thousandth of the range.
    double mean() const;
    std::int64_t draw(
        const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const;

private:
    double atMost(std::int64_t value) const;

    std::int64_t m_lowest = 0;
    std::int64_t m_highest = 0;
    std::optional<RoundedLaw> m_rounded; ///< empty for uniform and fixed
};

/// The pmf of how many items a request has: element k is P(count = k), negative counts counted as
/// 0. `limit` bounds its length; what lies beyond is added to the last element.
std::vector<double> countProbabilities(const DistributionLaw& law, std::size_t limit);

} // namespace poolscope::sampling
