// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/color.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace poolscope::media::paint {

namespace {

namespace portable = base::portable;

struct Lab {
    double lightness = 0;
    double a = 0;
    double b = 0;
};

struct Linear {
    double red = 0;
    double green = 0;
    double blue = 0;
};

Lab labOf(const Tone& tone)
{
    return { tone.lightness, tone.chroma * portable::sinTurns(tone.hue + 0.25),
        tone.chroma * portable::sinTurns(tone.hue) };
}

double cube(double value)
{
    return value * value * value;
}

// The matrices of OKLab: https://bottosson.github.io/posts/oklab/
Linear linearOf(const Lab& lab)
{
    const double l = cube(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    const double m = cube(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    const double s = cube(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    return { 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s };
}

bool canBeShown(const Linear& color)
{
    constexpr double slack = 0.002;
    const auto inside = [](double v) { return v >= -slack && v <= 1 + slack; };
    return inside(color.red) && inside(color.green) && inside(color.blue);
}

constexpr int encodeSteps = 4095;

std::array<std::uint8_t, encodeSteps + 1> makeEncodeTable()
{
    std::array<std::uint8_t, encodeSteps + 1> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double linear = static_cast<double>(i) / encodeSteps;
        const double encoded
            = linear <= 0.0031308 ? 12.92 * linear : 1.055 * portable::pow(linear, 1 / 2.4) - 0.055;
        table.at(i) = static_cast<std::uint8_t>(encoded * 255 + 0.5);
    }
    return table;
}

Pixel encode(double linear)
{
    static const auto table = makeEncodeTable();
    const double step = std::clamp(linear, 0.0, 1.0) * encodeSteps + 0.5;
    return table.at(static_cast<std::size_t>(step));
}

Pixel pixelOf(const Lab& lab)
{
    const Linear linear = linearOf(lab);
    return 0xff000000U | encode(linear.red) << 16U | encode(linear.green) << 8U
        | encode(linear.blue);
}

Lab fitted(const Tone& tone)
{
    Lab lab = labOf({ std::clamp(tone.lightness, 0.0, 1.0), tone.chroma, tone.hue });
    if (canBeShown(linearOf(lab)))
        return lab;
    const Lab full = lab;
    double paler = 0;
    double richer = 1;
    for (int step = 0; step < 8; ++step) {
        const double middle = (paler + richer) / 2;
        lab = { full.lightness, full.a * middle, full.b * middle };
        (canBeShown(linearOf(lab)) ? paler : richer) = middle;
    }
    return { full.lightness, full.a * paler, full.b * paler };
}

} // namespace

Tone lifted(const Tone& tone)
{
    constexpr double yellow = 0.29;
    const double hue = tone.hue - std::floor(tone.hue);
    const double nearness = std::max(1 - std::abs(hue - yellow) / 0.15, 0.0);
    return { tone.lightness + (1 - tone.lightness) * 0.45 * nearness, tone.chroma, tone.hue };
}

Pixel pixel(const Tone& tone)
{
    return pixelOf(fitted(tone));
}

Ramp ramp(std::initializer_list<Stop> stops)
{
    Ramp colors{};
    const std::span<const Stop> all(stops.begin(), stops.size());
    for (std::size_t next = 1; next < all.size(); ++next) {
        const Stop& from = all[next - 1];
        const Stop& to = all[next];
        const Lab first = fitted(from.tone);
        const Lab last = fitted(to.tone);
        const auto begin = static_cast<std::size_t>(from.at * 255);
        const auto end = static_cast<std::size_t>(to.at * 255);
        for (std::size_t i = begin; i <= end; ++i) {
            const double t = end == begin
                ? 0
                : static_cast<double>(i - begin) / static_cast<double>(end - begin);
            colors.at(i) = pixelOf({ first.lightness + (last.lightness - first.lightness) * t,
                first.a + (last.a - first.a) * t, first.b + (last.b - first.b) * t });
        }
    }
    // In pairs: nobody sees finer steps, but PNG files would be a half larger.
    for (std::size_t i = 1; i < colors.size(); i += 2)
        colors.at(i) = colors.at(i - 1);
    // In pairs: nobody sees finer steps, but PNG files would be a half larger.
    for (std::size_t i = 1; i < colors.size(); i += 2)
        colors.at(i) = colors.at(i - 1);
    return colors;
}

Tone between(const Tone& from, const Tone& to, double share)
{
    return { from.lightness + (to.lightness - from.lightness) * share,
        from.chroma + (to.chroma - from.chroma) * share, from.hue + (to.hue - from.hue) * share };
}

Ramp materialRamp(const Tone& body)
{
    const double l = body.lightness;
    const double c = body.chroma;
    // Shadows turn towards blue as daylight shadows do; highlights lose their colour.
    return ramp({ { 0, { l * 0.34, c * 0.75, body.hue - 0.03 } },
        { 0.35, { l * 0.68, c * 0.95, body.hue - 0.01 } }, { 0.65, { l, c, body.hue } },
        { 0.85, { l + (1 - l) * 0.35, c * 0.85, body.hue + 0.01 } },
        { 1, { l + (1 - l) * 0.92, c * 0.15, body.hue } } });
}

} // namespace poolscope::media::paint
