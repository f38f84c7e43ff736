// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"

#include <bit>
#include <cassert>

namespace poolscope::base {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint32_t low(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value);
}

constexpr std::uint32_t high(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value >> 32U);
}

} // namespace

std::array<std::uint32_t, 4> philox(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    constexpr std::uint64_t multiplier0 = 0xD2511F53;
    constexpr std::uint64_t multiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t weyl0 = 0x9E3779B9;
    constexpr std::uint32_t weyl1 = 0xBB67AE85;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = multiplier0 * counter[0];
        const std::uint64_t product1 = multiplier1 * counter[2];
        counter = { high(product1) ^ counter[1] ^ key[0], low(product1),
            high(product0) ^ counter[3] ^ key[1], low(product0) };
        key[0] += weyl0;
        key[1] += weyl1;
    }
    return counter;
}

RandomStream::RandomStream(std::uint64_t seed, Purpose purpose, std::uint32_t channel)
    : m_key{ low(seed), high(seed) }
    , m_stream(channel << 16U | static_cast<std::uint32_t>(purpose))
{
    assert(channel < 65536);
}

Words RandomStream::words(std::uint64_t request, std::uint32_t slot, std::uint32_t attempt) const
{
    assert(slot < (1U << 24U) && attempt < 256);
    const auto out
        = philox({ slot | attempt << 24U, low(request), high(request), m_stream }, m_key);
    return { out[0] | static_cast<std::uint64_t>(out[1]) << 32U,
        out[2] | static_cast<std::uint64_t>(out[3]) << 32U };
}

double RandomStream::unit(std::uint64_t request, std::uint32_t slot, std::uint32_t attempt) const
{
    return unitOf(words(request, slot, attempt).first);
}

std::uint64_t RandomStream::seedFor(std::uint64_t request, std::uint32_t slot) const
{
    return words(request, slot).second;
}

std::uint64_t boundedInteger(
    const RandomStream& stream, std::uint64_t bound, std::uint64_t request, std::uint32_t slot)
{
    assert(bound > 0);
    const std::uint64_t threshold = (0 - bound) % bound;
    for (std::uint32_t attempt = 0;; ++attempt) {
        const Wide product = Wide{ stream.words(request, slot, attempt).first } * bound;
        // 255 rejections in a row have a probability below 2^-255; taking the last try keeps the
        // function total.
        if (static_cast<std::uint64_t>(product) >= threshold || attempt == 255)
            return static_cast<std::uint64_t>(product >> 64U);
    }
}

Permutation::Permutation(std::uint64_t size, RandomStream stream)
    : m_size(size)
    , m_stream(stream)
{
    const auto bits = size > 1 ? static_cast<std::uint32_t>(std::bit_width(size - 1)) : 0U;
    m_halfBits = (bits + 1) / 2;
}

std::uint64_t Permutation::encrypt(std::uint64_t value) const
{
    const std::uint64_t mask = (std::uint64_t{ 1 } << m_halfBits) - 1;
    std::uint64_t left = value >> m_halfBits;
    std::uint64_t right = value & mask;
    for (std::uint32_t round = 0; round < 4; ++round) {
        const std::uint64_t mixed = m_stream.words(right, round).first & mask;
        const std::uint64_t next = left ^ mixed;
        left = right;
        right = next;
    }
    return left << m_halfBits | right;
}

std::uint64_t Permutation::operator()(std::uint64_t index) const
{
    assert(index < m_size);
    if (m_halfBits == 0)
        return index;
    std::uint64_t value = encrypt(index);
    while (value >= m_size)
        value = encrypt(value);
    return value;
}

} // namespace poolscope::base
