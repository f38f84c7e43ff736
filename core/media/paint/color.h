// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace poolscope::media::paint {

/// An opaque colour as it lies in a Bitmap: 0xffRRGGBB.
using Pixel = std::uint32_t;

/// A colour as eyes order colours (OKLCH): lightness 0..1, chroma 0 (grey) to about 0.3, hue in
/// turns (0.08 red, 0.3 yellow, 0.4 green, 0.7 blue). Equal steps look equally large, so palettes
/// computed from a hue stay balanced.
struct Tone {
    double lightness = 0;
    double chroma = 0;
    double hue = 0;
};

/// The tone at a natural lightness: dark yellow and lime look like mud and become lighter.
Tone lifted(const Tone& tone);

/// The tone that `share` of the way from one to the other.
Tone between(const Tone& from, const Tone& to, double share);

/// The nearest colour a screen can show: as light and of the same hue, paler where need be.
Pixel pixel(const Tone& tone);

/// The colour `weight` / 256 of the way from `from` to `to`; `weight` is 0..256.
constexpr Pixel mix(Pixel from, Pixel to, std::uint32_t weight)
{
    constexpr Pixel redBlue = 0xff00ffU;
    constexpr Pixel green = 0xff00U;
    const Pixel keep = 256 - weight;
    return 0xff000000U | (((from & redBlue) * keep + (to & redBlue) * weight) >> 8U & redBlue)
        | (((from & green) * keep + (to & green) * weight) >> 8U & green);
}

/// A colour at a place of a ramp.
struct Stop {
    double at = 0; ///< 0..1
    Tone tone;
};

/// Colours by intensity: index 0 the first stop, 255 the last.
using Ramp = std::array<Pixel, 256>;

/// Blends between the stops, which must be in ascending order.
Ramp ramp(std::initializer_list<Stop> stops);

/// Dark side, body and highlight of a thing of one colour under soft light.
Ramp materialRamp(const Tone& body);

} // namespace poolscope::media::paint
