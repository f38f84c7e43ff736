// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/quantiles.h"

#include <algorithm>
#include <cmath>

namespace poolscope::run {

namespace {

constexpr double smallest = 1e-5;
constexpr double ratio = 1.02;

} // namespace

void DurationQuantiles::add(double seconds)
{
    const double position = std::log(std::max(seconds, smallest) / smallest) / std::log(ratio);
    const auto bin = static_cast<std::size_t>(std::min(position, static_cast<double>(bins - 1)));
    ++m_counts.at(bin);
    ++m_count;
}

double DurationQuantiles::at(double share) const
{
    if (m_count == 0)
        return 0;
    const auto rank = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        seen += m_counts.at(bin);
        if (seen >= rank)
            return smallest * std::pow(ratio, static_cast<double>(bin) + 0.5);
    }
    return smallest * std::pow(ratio, static_cast<double>(bins));
}

} // namespace poolscope::run
