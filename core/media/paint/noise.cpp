// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/noise.h"

#include <algorithm>

namespace poolscope::media::paint {

namespace {

std::uint32_t hash(std::int64_t x, std::int64_t y, std::uint32_t seed)
{
    // Multiply and fold, as in Chris Wellons' "Prospecting for hash functions".
    std::uint32_t value = static_cast<std::uint32_t>(x) * 0x8da6b343U
        ^ static_cast<std::uint32_t>(y) * 0xd8163841U ^ seed * 0xcb1ab31fU;
    value = (value ^ value >> 16U) * 0x7feb352dU;
    value = (value ^ value >> 15U) * 0x846ca68bU;
    return value ^ value >> 16U;
}

double corner(std::int64_t x, std::int64_t y, std::uint32_t seed)
{
    return static_cast<double>(hash(x, y, seed)) * 0x2p-32 - 1;
}

std::int64_t floorOf(double value)
{
    const auto truncated = static_cast<std::int64_t>(value);
    return truncated - (static_cast<double>(truncated) > value ? 1 : 0);
}

double fade(double t)
{
    return t * t * (3 - 2 * t);
}

std::array<GrainRow, grainSize> makeGrain()
{
    std::array<GrainRow, grainSize> rows{};
    for (int y = 0; y < grainSize; ++y) {
        for (int x = 0; x < grainSize; ++x) {
            // The mean of two draws: most grains are faint, a few stand out.
            const std::uint32_t draw = hash(x, y, 1);
            const int sum = static_cast<int>(draw & 255U) + static_cast<int>(draw >> 8U & 255U);
            rows.at(static_cast<std::size_t>(y)).at(static_cast<std::size_t>(x))
                = static_cast<std::int8_t>(sum / 2 - 128);
        }
    }
    return rows;
}

} // namespace

double noise(double x, double y, std::uint32_t seed)
{
    const std::int64_t left = floorOf(x);
    const std::int64_t top = floorOf(y);
    const double tx = fade(x - static_cast<double>(left));
    const double ty = fade(y - static_cast<double>(top));
    const double a = corner(left, top, seed);
    const double b = corner(left + 1, top, seed);
    const double c = corner(left, top + 1, seed);
    const double d = corner(left + 1, top + 1, seed);
    const double upper = a + (b - a) * tx;
    const double lower = c + (d - c) * tx;
    return upper + (lower - upper) * ty;
}

double fractalNoise(double x, double y, std::uint32_t seed, int octaves)
{
    double sum = 0;
    double height = 0.5;
    for (int octave = 0; octave < octaves; ++octave) {
        sum += noise(x, y, seed + static_cast<std::uint32_t>(octave)) * height;
        // A turn by about 37 degrees hides the lattice of the octaves.
        const double turned = 1.6 * x - 1.2 * y;
        y = 1.2 * x + 1.6 * y;
        x = turned;
        height /= 2;
    }
    return sum;
}

double smoothStep(double low, double high, double value)
{
    return fade(std::clamp((value - low) / (high - low), 0.0, 1.0));
}

const GrainRow& grainRow(int y)
{
    static const auto rows = makeGrain();
    return rows.at(static_cast<std::size_t>(y) % rows.size());
}

} // namespace poolscope::media::paint
