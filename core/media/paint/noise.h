// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace poolscope::media::paint {

/// Smooth random heights in [-1, 1], about one bump per unit of x and y; `seed` chooses the field.
double noise(double x, double y, std::uint32_t seed);

/// Noise with finer noise on top: `octaves` layers, each twice as fine and half as high.
double fractalNoise(double x, double y, std::uint32_t seed, int octaves);

/// 0 up to `low`, 1 from `high` on, without a kink in between.
double smoothStep(double low, double high, double value);

/// Fine random grain, -128..127, that repeats every `grainSize` rows.
inline constexpr int grainSize = 128;
using GrainRow = std::array<std::int8_t, grainSize>;
const GrainRow& grainRow(int y);

/// Grains are two pixels long: as natural to the eye, but PNG files are a third smaller.
inline std::int32_t grainAt(const GrainRow& row, int x)
{
    return row[static_cast<std::size_t>(x >> 1) % grainSize];
}

} // namespace poolscope::media::paint
