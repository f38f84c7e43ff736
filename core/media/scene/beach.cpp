// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/field.h"
#include "core/media/paint/solid.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

// A beach seen from above: sea, foam, sand, parasols.

namespace poolscope::media::scene {

namespace {

using namespace paint;

struct Coast {
    double slant; ///< how far the shore moves to the right per unit down
    double middle; ///< x of the shore at half height
    std::uint32_t seed;
    double surge; ///< how far the waves have run up
};

/// x of the water's edge; the sea lies to the left.
double shoreAt(const Coast& coast, double y)
{
    return coast.middle + (y - 0.5) * coast.slant + 0.16 * noise(y * 1.7, 0.5, coast.seed)
        + 0.03 * noise(y * 6, 3.5, coast.seed);
}

void paintGround(Scene& scene, const Coast& coast, double seaHue, double sandHue)
{
    const Ramp colors = ramp({ { 0, { 0.40, 0.11, seaHue + 0.03 } },
        { 0.3, { 0.60, 0.125, seaHue } }, { 0.47, { 0.80, 0.10, seaHue - 0.03 } },
        { 0.52, { 0.90, 0.05, seaHue - 0.05 } }, { 0.56, { 0.70, 0.055, sandHue } },
        { 0.66, { 0.83, 0.06, sandHue } }, { 1, { 0.91, 0.05, sandHue + 0.02 } } });
    Field field(scene.canvas, colors, { .grain = 2, .detail = 120 }, [&](double x, double y) {
        const double off = x - shoreAt(coast, y) - coast.surge;
        if (off < 0) {
            const double swell
                = fractalNoise(x * 3.1 + scene.time * 0.5, y * 3.1, coast.seed + 11, 4);
            const double ripple = noise((off - scene.time * 0.1) * 26, y * 5, coast.seed + 15);
            return std::clamp(
                0.52 + off * 0.42 + swell * 0.10 * std::min(-off * 6, 1.0) + 0.012 * ripple, 0.02,
                0.52);
        }
        const double dunes = fractalNoise(x * 4.2 - y, y * 4.2, coast.seed + 23, 4);
        return std::min(0.57 + 0.10 * smoothStep(0, 0.10, off) + 0.12 * off
                + 0.12 * dunes * smoothStep(0.05, 0.3, off),
            0.99);
    });
    fillAll(scene.canvas, field);
}

/// A band of foam along the shore with ragged borders.
struct Foam {
    double offset; ///< from the water's edge
    double width;
    std::uint32_t opacity;
};

void paintFoam(Scene& scene, const Coast& coast, const Foam& foam)
{
    const auto& [offset, width, opacity] = foam;
    Contour outline;
    const double step = std::max(2 / scene.canvas.scale(), 0.003);
    const double bottom = scene.canvas.height() + 0.05;
    const auto ragged = [&](double y, double shift) {
        return shoreAt(coast, y) + coast.surge + shift
            + 0.020 * noise(y * 14, shift * 90, coast.seed + 31)
            + 0.008 * noise(y * 47, shift * 90, coast.seed + 37);
    };
    for (double y = -0.05; y < bottom; y += step)
        outline.push_back({ ragged(y, offset + width), y });
    for (double y = bottom; y > -0.05; y -= step)
        outline.push_back(
            { ragged(y, offset) - 0.4 * width * std::abs(noise(y * 23, 7.5, coast.seed + 41)), y });
    fill(scene.canvas, { outline }, pixel({ 0.985, 0.008, 0.6 }), opacity);
}

void paintParasol(Canvas& canvas, Dice& dice, const Disc& cloth, const Tone& tone)
{
    const auto& [at, radius] = cloth;
    const Pixel shade = pixel({ 0.42, 0.05, 0.2 });
    fill(canvas, { circle({ { at.x + radius * 0.42, at.y + radius * 0.5 }, radius * 0.98 }) },
        shade, 90);
    constexpr int ribs = 10;
    const double start = dice.unit();
    const Pixel bright = pixel({ 0.97, 0.01, tone.hue });
    for (int i = 0; i < ribs; ++i) {
        const double from = start + static_cast<double>(i) / ribs;
        const double to = from + 1.0 / ribs;
        // The cloth sags between the ribs.
        const Point sag = onEllipse(at, radius * 0.94, radius * 0.94, (from + to) / 2);
        const double facing = base::portable::sinTurns((from + to) / 2 + 0.125);
        const Tone panel{ tone.lightness - 0.06 * facing, tone.chroma, tone.hue };
        fill(canvas,
            { { at, onEllipse(at, radius, radius, from), sag, onEllipse(at, radius, radius, to) } },
            i % 2 == 0 ? pixel(panel)
                       : mix(bright, pixel(panel), static_cast<std::uint32_t>(22 + 16 * facing)));
    }
    fill(canvas, { circle({ at, radius * 0.06 }) }, bright);
}

void paintTowel(Canvas& canvas, const Pose& pose, double length, const Tone& tone)
{
    const double w = length * 0.42;
    const auto part = [&](double from, double to, double shift) {
        return placed(rectangle(-w / 2, from * length, w / 2, to * length),
            { pose.at + Point{ shift, shift }, pose.turn });
    };
    fill(canvas, { part(0, 1, 0.008) }, pixel({ 0.4, 0.05, 0.2 }), 90);
    fill(canvas, { part(0, 1, 0) }, pixel(tone));
    for (int i = 0; i < 3; ++i)
        fill(canvas, { part(0.12 + 0.30 * i, 0.24 + 0.30 * i, 0) },
            pixel({ 0.96, 0.015, tone.hue }));
}

void paintBoat(Canvas& canvas, const Pose& pose, double length, const Tone& tone)
{
    const Contour wake{ { 0, 0 }, { -length * 5, -length * 1.1 }, { -length * 4.6, 0 },
        { -length * 5, length * 1.1 } };
    fill(canvas, { placed(wake, pose) }, pixel({ 0.97, 0.02, 0.6 }), 70);
    const std::array<Point, 6> shape{ { { length, 0 }, { length * 0.4, length * 0.30 },
        { -length * 0.8, length * 0.28 }, { -length * 0.9, 0 }, { -length * 0.8, -length * 0.28 },
        { length * 0.4, -length * 0.30 } } };
    const Contour hull = smoothLoop(shape);
    fill(canvas, { placed(hull, { pose.at + Point{ 0.01, 0.012 }, pose.turn }) },
        pixel({ 0.25, 0.06, 0.65 }), 110);
    fill(canvas, { placed(hull, pose) }, pixel({ 0.97, 0.01, tone.hue }));
    fill(canvas,
        { placed(roundedRectangle({ -length * 0.55, -length * 0.16 },
                     { length * 0.3, length * 0.16 }, length * 0.08),
            pose) },
        pixel(tone));
}

void paintPalm(Canvas& canvas, Dice& dice, Point at, double radius)
{
    const double start = dice.unit();
    constexpr int fronds = 9;
    for (int layer = 0; layer < 2; ++layer) {
        for (int i = 0; i < fronds; ++i) {
            const double reach = radius * dice.between(0.8, 1.1);
            const std::array<Point, 6> shape{ { { 0, 0 }, { reach * 0.3, -reach * 0.11 },
                { reach * 0.7, -reach * 0.10 }, { reach, reach * 0.05 },
                { reach * 0.7, reach * 0.06 }, { reach * 0.3, reach * 0.07 } } };
            const Contour frond = smoothLoop(shape);
            const double turn = start + (i + 0.5 * layer) / fronds;
            if (layer == 0)
                fill(canvas,
                    { placed(frond, { at + Point{ radius * 0.35, radius * 0.42 }, turn }) },
                    pixel({ 0.35, 0.05, 0.2 }), 105);
            else
                fill(canvas, { placed(frond, { at, turn }) },
                    pixel({ dice.between(0.42, 0.58), 0.12, 0.37 }));
        }
    }
}

} // namespace

void paintBeach(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    // Seas are green to violet: the item's hue chooses among those, the parasols have it unchanged.
    const double seaHue = 0.44 + 0.30 * (scene.hue - std::floor(scene.hue));
    const double sandHue = dice.between(0.14, 0.25);
    const double surge = 0.025 * base::portable::sinTurns(scene.time);
    const Coast coast{ dice.between(-0.55, 0.55), canvas.width() * dice.between(0.36, 0.60),
        static_cast<std::uint32_t>(dice.word()), surge };
    paintGround(scene, coast, seaHue, sandHue);
    paintFoam(scene, coast, { -0.20, 0.016, 90 });
    paintFoam(scene, coast, { -0.10, 0.022, 150 });
    paintFoam(scene, coast, { -0.012, 0.020, 240 });
    const Tone own{ 0.62, 0.17, scene.hue };
    const Tone other{ 0.74, 0.13, scene.hue + dice.oneOf(std::array{ 0.33, 0.5, 0.62 }) };
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 3; ++column) {
            const double y = 0.12 + 0.25 * row + dice.between(-0.03, 0.03);
            const Point at{ shoreAt(coast, y) + 0.24 + 0.24 * column + dice.between(-0.03, 0.03),
                y + (column % 2) * 0.1 };
            const Tone& tone = dice.chance(0.7) ? own : other;
            const double turn = dice.between(-0.08, 0.08) + 0.2;
            const double kind = dice.unit();
            if (kind < 0.62) {
                paintTowel(canvas, { at + Point{ 0.02, 0.02 }, turn }, 0.105, other);
                paintParasol(canvas, dice, { at, 0.068 }, tone);
            } else if (kind < 0.85) {
                paintTowel(canvas, { at, turn }, 0.12, tone);
                paintTowel(canvas, { at + Point{ 0.075, 0 }, turn }, 0.12, other);
            }
        }
    }
    if (dice.chance(0.75)) {
        const double y = dice.between(0.2, 0.8);
        const Point at{ shoreAt(coast, y) - 0.42 + scene.time * 0.2, y - scene.time * 0.1 };
        paintBoat(canvas, { at, dice.between(-0.2, 0.1) }, 0.045, own);
    }
    for (int i = 0; i < 4; ++i) {
        const Point at{ canvas.width() - dice.between(0.0, 0.16), dice.unit() };
        paintPalm(canvas, dice, at, dice.between(0.10, 0.16));
    }
}

} // namespace poolscope::media::scene
