// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace poolscope::media::paint {

/// The random choices of one item, drawn one after the other. A copy repeats the draws to come.
/// Draw once per expression, or in braces, which go from left to right: compilers order the
/// operands of + and the arguments of calls as they like.
class Dice {
public:
    Dice(base::RandomStream stream, std::uint64_t item)
        : m_stream(stream)
        , m_item(item)
    {
    }

    std::uint64_t word();
    /// In [0, 1).
    double unit() { return base::unitOf(word()); }
    /// In [low, high).
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// In 0..count-1; `count` must be positive.
    int below(int count);
    bool chance(double probability) { return unit() < probability; }

    /// Dice of their own, for a part whose number of draws must not move the others.
    Dice fork() { return { m_stream, word() }; }

    template <class T, std::size_t size> const T& oneOf(const std::array<T, size>& values)
    {
        return values[static_cast<std::size_t>(below(static_cast<int>(size)))];
    }

private:
    base::RandomStream m_stream;
    std::uint64_t m_item;
    std::uint32_t m_slot = 0;
    std::uint64_t m_spare = 0;
    bool m_hasSpare = false;
};

} // namespace poolscope::media::paint
