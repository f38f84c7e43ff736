// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace poolscope::sampling {

/// Inverse of a cumulative distribution over 0..n-1 by a guide table: a draw costs about two
/// look-ups whatever n is, and is monotone in the uniform number, so that a preview changes
/// smoothly while a weight is dragged. 12 bytes an entry.
class CumulativeTable {
public:
    CumulativeTable() = default;
    /// Weights are finite, not negative, with a positive sum; entries of weight 0 are never found.
    explicit CumulativeTable(std::span<const double> weights);

    std::size_t size() const { return m_cumulative.size(); }
    /// The index whose share of [0, 1) holds `unit`.
    std::size_t find(double unit) const;
    /// P(index <= i).
    double cumulative(std::size_t i) const { return m_cumulative[i]; }
    /// P(index = i), as given: not a difference of cumulative sums.
    double probability(std::size_t i) const { return m_probability[i]; }

private:
    std::vector<double> m_probability;
    std::vector<double> m_cumulative;
    std::vector<std::uint32_t> m_guide;
    std::size_t m_last = 0; ///< the last entry of positive weight
};

} // namespace poolscope::sampling
