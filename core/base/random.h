// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>

namespace poolscope::base {

/// Philox4x32-10: a bijection of 128-bit counters under a 64-bit key, so that any random number of
/// the program can be computed by itself. Salmon et al., "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011.
std::array<std::uint32_t, 4> philox(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// What a random number is for. Every purpose has numbers of its own, so that changing one setting
/// moves nothing else (semantics: "changing the audio pool moves no image"). The values are part of
/// the product's promise: they never change.
enum class Purpose : std::uint32_t {
    count = 0,
    item = 1,
    textLength = 2,
    arrival = 3,
    itemSpec = 4,
    itemContent = 5,
    insertionPoint = 6,
    text = 7,
    outputLength = 8,
    promptOrder = 9,
};

/// Two independent 64-bit words.
struct Words {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

/// The random numbers of one seed and one purpose. A pure function with a few bytes of state: copy
/// it freely, use it from any thread.
///
/// Layout: key = (seed low, seed high);
/// counter = (slot | attempt << 24, request low, request high, channel << 16 | purpose).
class RandomStream {
public:
    /// `channel` separates users of the same purpose, such as modalities. Below 65 536.
    RandomStream(std::uint64_t seed, Purpose purpose, std::uint32_t channel = 0);

    /// `request` is a request index, or an item index where the numbers belong to an item.
    /// `slot` < 2^24 counts independent numbers of one request, `attempt` < 256 the tries of a
    /// rejection method, so that a rejected try moves no other number.
    Words words(std::uint64_t request, std::uint32_t slot, std::uint32_t attempt = 0) const;

    /// The first word as a number in [0, 1) with 53 random bits.
    double unit(std::uint64_t request, std::uint32_t slot, std::uint32_t attempt = 0) const;

    /// A 64-bit seed for something that has random numbers of its own.
    std::uint64_t seedFor(std::uint64_t request, std::uint32_t slot) const;

private:
    std::array<std::uint32_t, 2> m_key;
    std::uint32_t m_stream;
};

/// The upper 53 bits of a word as a number in [0, 1).
constexpr double unitOf(std::uint64_t word)
{
    return static_cast<double>(word >> 11U) * 0x1p-53;
}

/// An unbiased integer in [0, bound) (Lemire, "Fast random integer generation in an interval",
/// 2019). Monotone in the word apart from the rare retries. `bound` must not be 0.
std::uint64_t boundedInteger(
    const RandomStream& stream, std::uint64_t bound, std::uint64_t request, std::uint32_t slot);

/// A random permutation of 0..size-1 computed element by element: a four-round Feistel network on
/// the next even power of two, walked until it falls inside. Constant memory.
class Permutation {
public:
    Permutation(std::uint64_t size, RandomStream stream);
    /// Where `index` (below size) goes.
    std::uint64_t operator()(std::uint64_t index) const;

private:
    std::uint64_t encrypt(std::uint64_t value) const;

    std::uint64_t m_size;
    RandomStream m_stream;
    std::uint32_t m_halfBits = 0;
};

} // namespace poolscope::base
