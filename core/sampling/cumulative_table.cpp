// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/cumulative_table.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace poolscope::sampling {

namespace {

/// A sum that loses nothing to rounding until the very end (Neumaier's variant of Kahan's).
class CompensatedSum {
public:
    void add(double value)
    {
        const double sum = m_sum + value;
        m_lost
            += std::fabs(m_sum) >= std::fabs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
        m_sum = sum;
    }
    double value() const { return m_sum + m_lost; }

private:
    double m_sum = 0;
    double m_lost = 0;
};

} // namespace

CumulativeTable::CumulativeTable(std::span<const double> weights)
{
    assert(!weights.empty());
    CompensatedSum total;
    for (const double weight : weights)
        total.add(weight);
    assert(total.value() > 0);
    m_probability.reserve(weights.size());
    m_cumulative.reserve(weights.size());
    CompensatedSum sum;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        m_probability.push_back(weights[i] / total.value());
        sum.add(weights[i]);
        m_cumulative.push_back(std::min(1.0, sum.value() / total.value()));
        if (weights[i] > 0)
            m_last = i;
    }
    std::fill(m_cumulative.begin() + static_cast<std::ptrdiff_t>(m_last), m_cumulative.end(), 1.0);

    // Entry g is the first index whose cumulative share exceeds g / n: where a search may start.
    m_guide.reserve(weights.size());
    std::uint32_t index = 0;
    const auto n = static_cast<double>(weights.size());
    for (std::size_t g = 0; g < weights.size(); ++g) {
        while (m_cumulative[index] <= static_cast<double>(g) / n)
            ++index;
        m_guide.push_back(index);
    }
}

std::size_t CumulativeTable::find(double unit) const
{
    const auto n = static_cast<double>(m_guide.size());
    const std::size_t slot = std::min(static_cast<std::size_t>(unit * n), m_guide.size() - 1);
    std::size_t index = m_guide[slot];
    // The product may round up into the next slot: step back before stepping forth.
    while (index > 0 && m_cumulative[index - 1] > unit)
        --index;
    while (index < m_last && m_cumulative[index] <= unit)
        ++index;
    return index;
}

} // namespace poolscope::sampling
