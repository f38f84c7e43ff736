// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/solid.h"

#include "core/media/paint/fade.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace poolscope::media::paint {

namespace {

/// Vectors of length 1 in 1/4096.
constexpr int unitBits = 12;
constexpr std::int32_t unit = 1 << unitBits;

/// Where the lamp is: x to the right, y down, z towards the eye.
constexpr double lampX = -0.48;
constexpr double lampY = -0.56;
constexpr double lampZ = 0.675;
/// Halfway between the lamp and the eye: where a mirror would show the lamp.
constexpr double halfX = -0.262;
constexpr double halfY = -0.306;
constexpr double halfZ = 0.915;

constexpr std::int32_t fixed(double value)
{
    return static_cast<std::int32_t>(value * unit + (value < 0 ? -0.5 : 0.5));
}

/// Brightness by the cosine between surface and lamp; shadows keep some light from around.
std::size_t rampIndex(std::int32_t lampCosine, std::uint32_t highlight)
{
    constexpr std::int32_t ambient = 58;
    const std::int32_t direct = std::max(lampCosine, 0) * 132 >> unitBits;
    const std::int32_t shade = std::min(lampCosine, 0) * 52 >> unitBits;
    return static_cast<std::size_t>(
        std::min(ambient + direct + shade + static_cast<std::int32_t>(highlight), 255));
}

/// Strength of the lamp's mirror image by the cosine to it.
std::array<std::uint8_t, 257> highlightTable(double gloss)
{
    std::array<std::uint8_t, 257> table{};
    const double size = 0.30 - 0.27 * gloss; // of the image, as a loss of cosine
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double loss = 1 - static_cast<double>(i) / 256;
        const double inside = std::max(1 - loss / size, 0.0);
        table.at(i)
            = static_cast<std::uint8_t>(inside * inside * (3 - 2 * inside) * (30 + 150 * gloss));
    }
    return table;
}

/// z of a ball's surface by the squared distance from its middle.
const std::array<std::int32_t, 1025>& depthTable()
{
    static const auto table = [] {
        std::array<std::int32_t, 1025> depths{};
        for (std::size_t i = 0; i < depths.size(); ++i)
            depths.at(i) = fixed(std::sqrt(1 - static_cast<double>(i) / 1024));
        return depths;
    }();
    return table;
}

std::int32_t depthAt(std::int32_t squared)
{
    return depthTable()[static_cast<std::size_t>(std::min(squared >> (2 * unitBits - 10), 1024))];
}

/// Shades an outline as the part of a ball that it shows.
void fillRound(Canvas& canvas, const Contour& outline, const Disc& ball, const Material& material)
{
    const Point center = ball.center;
    const double radius = ball.radius;
    const auto highlights = highlightTable(material.gloss);
    const double toUnit = unit / radius;
    const auto step = static_cast<std::int32_t>(toUnit / canvas.scale() * 256);
    const auto start = static_cast<std::int64_t>((canvas.unitX(0) - center.x) * toUnit * 256);
    fill(canvas, { outline }, [&](int y) {
        const auto ny = static_cast<std::int32_t>(
            std::clamp((canvas.unitY(y) - center.y) * toUnit, -double{ unit }, double{ unit }));
        return [&, ny](int x) {
            const auto nx = static_cast<std::int32_t>(
                std::clamp<std::int64_t>((start + std::int64_t{ x } * step) >> 8, -unit, unit));
            const std::int32_t nz = depthAt(nx * nx + ny * ny);
            const std::int32_t cosine
                = (nx * fixed(lampX) + ny * fixed(lampY) + nz * fixed(lampZ)) >> unitBits;
            const std::int32_t mirrored
                = (nx * fixed(halfX) + ny * fixed(halfY) + nz * fixed(halfZ)) >> unitBits;
            const auto index = static_cast<std::size_t>(std::clamp(mirrored >> 4, 0, 256));
            return material.ramp[rampIndex(cosine, highlights[index])];
        };
    });
}

} // namespace

void fillBall(Canvas& canvas, const Disc& ball, const Material& material)
{
    fillRound(canvas, circle({ ball.center, ball.radius }), ball, material);
}

void fillDome(Canvas& canvas, const Disc& ball, const Material& material)
{
    const Point center = ball.center;
    const double radius = ball.radius;
    Contour outline;
    constexpr int steps = 48;
    for (int i = 0; i <= steps; ++i)
        outline.push_back(onEllipse(center, radius, radius, 0.5 + 0.5 * i / steps));
    for (int i = 0; i <= steps; ++i)
        outline.push_back(onEllipse(center, radius, radius * 0.22, 0.5 * i / steps));
    fillRound(canvas, outline, ball, material);
}

double radiusAt(const Lathe& lathe, double y)
{
    const auto last = static_cast<double>(lathe.radii.size() - 1);
    const double place = std::clamp((y - lathe.top) / (lathe.bottom - lathe.top), 0.0, 1.0) * last;
    const auto i = std::min(static_cast<std::size_t>(place), lathe.radii.size() - 2);
    const double t = place - static_cast<double>(i);
    const double a = lathe.radii[i == 0 ? 0 : i - 1];
    const double b = lathe.radii[i];
    const double c = lathe.radii[i + 1];
    const double d = lathe.radii[std::min(i + 2, lathe.radii.size() - 1)];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

namespace {

Contour lathePart(const Lathe& lathe, const Heights& part)
{
    const double from = part.from;
    const double to = part.to;
    constexpr int steps = 64;
    Contour outline;
    const auto rim = [&](double y, double start) {
        const double radius = radiusAt(lathe, y);
        // The near half of the circle at this height, so below its middle.
        for (int i = 0; i <= steps; ++i) {
            const double turn = start == 0 ? 0.5 * i / steps : 0.5 - 0.5 * i / steps;
            outline.push_back(onEllipse({ lathe.axis, y }, radius, radius * lathe.tilt, turn));
        }
    };
    const auto side = [&](double direction) {
        for (int i = 1; i < steps; ++i) {
            const double y
                = direction > 0 ? to + (from - to) * i / steps : from + (to - from) * i / steps;
            outline.push_back({ lathe.axis - direction * radiusAt(lathe, y), y });
        }
    };
    rim(to, 0);
    side(1);
    rim(from, 1);
    side(-1);
    return outline;
}

} // namespace

void fillLathe(Canvas& canvas, const Lathe& lathe, const Heights& part, const Material& material)
{
    // What a lamp and two soft boxes do around the axis, by the place across it.
    constexpr int steps = 512;
    std::array<std::int32_t, steps + 1> cosines{};
    std::array<std::uint8_t, steps + 1> highlights{};
    for (std::size_t i = 0; i <= steps; ++i) {
        const double across = static_cast<double>(i) * 2 / steps - 1;
        const double depth = std::sqrt(std::max(1 - across * across, 0.0));
        cosines.at(i) = fixed(across * lampX * 1.5 + depth * lampZ);
        const auto strip = [across](double at, double width) {
            const double rest = std::max(1 - std::abs(across - at) / width, 0.0);
            return std::min(rest * 2, 1.0);
        };
        const double light = strip(-0.52, 0.16) * 80 + strip(0.78, 0.12) * 34;
        highlights.at(i) = static_cast<std::uint8_t>(light * material.gloss);
    }
    const auto paint = [&](int y) {
        const double height = canvas.unitY(y);
        const double radius = radiusAt(lathe, height);
        constexpr double step = 0.004;
        const double inside = std::min(height, lathe.bottom - step);
        const double slope = (radiusAt(lathe, inside + step) - radiusAt(lathe, inside)) / step;
        const double length = std::sqrt(1 + slope * slope);
        // A surface that widens downwards faces up, towards the lamp.
        const std::int32_t lift = fixed(-slope / length * lampY * 0.8);
        const std::int32_t level = fixed(1 / length);
        const double toStep = steps / 2.0 / std::max(radius, 1e-6);
        const auto start = static_cast<std::int64_t>(
            ((canvas.unitX(0) - lathe.axis) * toStep + steps / 2.0) * 65536);
        const auto across = static_cast<std::int64_t>(toStep / canvas.scale() * 65536);
        return [&, lift, level, start, across](int x) {
            const auto i = static_cast<std::size_t>(
                std::clamp<std::int64_t>((start + x * across) >> 16, 0, steps));
            const std::int32_t cosine = lift + (cosines[i] * level >> unitBits);
            return material.ramp[rampIndex(cosine, highlights[i])];
        };
    };
    fill(canvas, { lathePart(lathe, part) }, paint);
}

void fillBox(Canvas& canvas, const Box& box, const Ramp& ramp)
{
    const double rise = box.width * box.slope;
    const Point foot = box.foot;
    const Point edge{ foot.x, foot.y - box.height };
    const Point left{ edge.x - box.width, edge.y - rise };
    const Point right{ edge.x + box.width, edge.y - rise };
    const auto down = [&](Point p) { return Point{ p.x, p.y + box.height }; };
    const auto face = [&](Contour outline, int upper, int lower) {
        // Faces darken towards the ground.
        fill(canvas, { std::move(outline) },
            fading(canvas, ramp, { edge.y - rise, foot.y, upper, lower }));
    };
    face({ left, edge, foot, down(left) }, 176, 140);
    face({ edge, right, down(right), foot }, 92, 62);
    face({ left, { edge.x, edge.y - 2 * rise }, right, edge }, 214, 214);
}

} // namespace poolscope::media::paint
