// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/config/workload.h"
#include "core/sampling/cumulative_table.h"
#include "core/sampling/rounded_law.h"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace poolscope::sampling {

/// The law over a pool's indices 0..size-1: exact pmf, cdf and sampler for every form of
/// `pool.sampling`. Immutable; use it from any thread.
///
/// Zipf draws use rejection-inversion (Hoermann and Derflinger, "Rejection-inversion to generate
/// variates from monotone discrete distributions", 1996): no table at any pool size, and all but a
/// few draws move smoothly with the skew.
class IndexDistribution {
public:
    /// `pool` as config::load gives it without an error: ranges, weights and shapes are sound.
    explicit IndexDistribution(const config::Pool& pool);

    /// A law given by one weight per index from 0 on.
    static IndexDistribution ofWeights(std::vector<double> weights);

    std::int64_t size() const { return m_size; }
    /// The range of indices that can be drawn; those of weight 0 may lie between.
    std::int64_t lowest() const { return m_range.min; }
    std::int64_t highest() const { return m_range.max; }
    /// "uniform", "zipf", "weights", ...: as in the config.
    std::string_view form() const;
    /// Exponent of a zipf law; 0 for the other forms.
    double skew() const;
    /// How many indices have a positive probability.
    std::int64_t support() const;

    /// P(index = i); 0 outside the range.
    double probability(std::int64_t index) const;
    /// P(index <= i).
    double cumulative(std::int64_t index) const;
    /// P(first <= index <= last), without the cancellation of a difference of two cumulatives.
    double mass(std::int64_t first, std::int64_t last) const;

    /// One index for slot `slot` of request `request`. For a sequence: the position in the entry.
    std::int64_t draw(
        const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const;

    // The forms, for those who treat them apart (rank grids).
    struct Uniform { };
    struct Zipf {
        double skew = 0;
        double total = 0; ///< H(n, skew)
        double upper = 0; ///< Hf(n + 1/2), see the cpp file
        double lower = 0; ///< Hf(3/2) - 1
        double cut = 0;
    };
    struct Fixed { };
    struct Weights {
        std::vector<std::int64_t> indices; ///< ascending, with positive weight
        CumulativeTable table; ///< over `indices`
    };
    using Law = std::variant<Uniform, Zipf, Fixed, RoundedLaw, Weights>;
    const Law& law() const { return m_law; }

private:
    IndexDistribution() = default;
    std::int64_t drawZipf(const Zipf& zipf, const base::RandomStream& stream, std::uint64_t request,
        std::uint32_t slot) const;

    std::int64_t m_size = 1;
    config::IndexRange m_range;
    std::string_view m_form = "uniform";
    Law m_law;
};

} // namespace poolscope::sampling
