// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>

namespace poolscope::run {

/// Quantiles of a stream of durations in constant memory: counts in logarithmic bins 2 % wide, from
/// 10 microseconds to a day. For live figures; reports use the Records themselves.
class DurationQuantiles {
public:
    void add(double seconds);
    std::uint64_t count() const { return m_count; }
    /// Smallest duration that at least `share` of all lie at or below, to 1 %; 0 when empty.
    double at(double share) const;

private:
    static constexpr std::size_t bins = 1160;

    std::array<std::uint32_t, bins> m_counts{};
    std::uint64_t m_count = 0;
};

} // namespace poolscope::run
