// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace poolscope::sim {

/// The part of `bytes` that lies inside; empty beyond the end.
constexpr std::string_view slice(
    std::string_view bytes, std::uint64_t begin, std::uint64_t size = std::string_view::npos)
{
    return begin < bytes.size() ? bytes.substr(static_cast<std::size_t>(begin), size)
                                : std::string_view();
}

/// Unsigned number of `size` (at most 8) bytes at `offset`, the first byte the highest; bytes
/// beyond the end read as 0.
constexpr std::uint64_t bigEndian(std::string_view bytes, std::uint64_t offset, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::string_view rest = slice(bytes, offset + i, 1);
        value = value << 8U | (rest.empty() ? 0U : static_cast<unsigned char>(rest.front()));
    }
    return value;
}

/// The same with the first byte the lowest.
constexpr std::uint64_t littleEndian(std::string_view bytes, std::uint64_t offset, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = size; i > 0; --i)
        value = value << 8U | bigEndian(bytes, offset + i - 1, 1);
    return value;
}

} // namespace poolscope::sim
