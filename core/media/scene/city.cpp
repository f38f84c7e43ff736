// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/fade.h"
#include "core/media/paint/field.h"
#include "core/media/paint/water.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

// A skyline at dusk with lit windows, often behind a river.

namespace poolscope::media::scene {

namespace {

using namespace paint;

struct Dusk {
    Tone zenith;
    Tone horizon;
    double ground; ///< y where the buildings stand
};

/// One row of buildings of the skyline.
struct Row {
    double tallest;
    double widest;
    double haze; ///< share of the horizon's colour in the walls
    double lit; ///< share of the windows with light
    double window; ///< height of a window; 0 for none
    double pan;
};

/// Steps of a building's ramp: the tops of its two walls, which brighten towards the ground.
constexpr int brightWall = 110;
constexpr int darkWall = 20;

struct Building {
    double left;
    double right;
    double top;
    double bottom;
    double edge; ///< x where the bright face meets the dark one
};

void paintSky(Scene& scene, const Dusk& dusk)
{
    const auto seed = static_cast<std::uint32_t>(scene.dice.word());
    const Ramp colors = ramp({ { 0, dusk.zenith },
        { 0.55, between(dusk.zenith, dusk.horizon, 0.62) }, { 1, dusk.horizon } });
    Field field(scene.canvas, colors, { .grain = 0 }, [&](double x, double y) {
        const double high = std::min(y / dusk.ground, 1.0);
        const double streak = fractalNoise((x + scene.time * 0.15) * 1.3, y * 11, seed, 4);
        return high * high * 0.45 + high * 0.55
            + 0.17 * smoothStep(0.05, 0.5, streak) * (0.3 + high);
    });
    fillAll(scene.canvas, field);
    Dice dice = scene.dice.fork();
    const Pixel star = pixel({ 0.97, 0.02, dusk.zenith.hue });
    for (int i = 0; i < 90; ++i) {
        const Point at{ dice.unit() * scene.canvas.width(), dice.unit() * 0.36 };
        const double radius = dice.between(0.0007, 0.0019);
        fillRectangle(scene.canvas, at + Point{ -radius, -radius }, at + Point{ radius, radius },
            { star, static_cast<std::uint32_t>((0.42 - at.y) * 420 * dice.between(0.4, 1)) });
    }
}

void paintWindows(Scene& scene, Dice dice, const Row& row, const Building& building)
{
    const double height = row.window;
    const double width = height * dice.oneOf(std::array{ 0.55, 0.8, 1.3, 0.42 });
    const double pitchX = width * dice.between(1.5, 1.9);
    const double pitchY = height * dice.between(1.55, 2.0);
    const double inset = pitchX * 0.6;
    const std::array<Pixel, 4> lights{ pixel({ 0.90, 0.11, 0.23 }), pixel({ 0.84, 0.13, 0.19 }),
        pixel({ 0.95, 0.06, 0.26 }), pixel({ 0.88, 0.05, 0.62 }) };
    for (double y = building.top + pitchY * 0.8; y < building.bottom - pitchY * 0.6; y += pitchY) {
        for (double x = building.left + inset; x + width < building.right - inset * 0.6;
             x += pitchX) {
            const double draw = dice.unit();
            // Some lamps go on and off during a video.
            const double sway = 0.06 * base::portable::sinTurns(scene.time + draw * 29);
            if (draw + sway > row.lit || (x < building.edge && x + width > building.edge))
                continue;
            const double share = draw / row.lit;
            fillRectangle(scene.canvas, { x, y }, { x + width, y + height },
                { lights[static_cast<std::size_t>(share * 3.99) % 4],
                    static_cast<std::uint32_t>(
                        (x < building.edge ? 235 : 190) * (1 - 0.6 * row.haze)) });
        }
    }
}

void paintRoof(Canvas& canvas, Dice& dice, const Building& building, const Ramp& walls)
{
    const Pixel bright = walls[brightWall];
    const Pixel dark = walls[darkWall];
    const double width = building.right - building.left;
    const double middle = (building.left + building.right) / 2;
    const int kind = dice.below(6);
    const double top = building.top;
    const double base = top + 0.002; // no seam between roof and wall
    if (kind == 0) { // set-back storeys
        for (int i = 1; i <= 3; ++i) {
            const double inset = width * 0.14 * i;
            const double rise = width * 0.22 * i;
            fillRectangle(canvas, { building.left + inset, top - rise },
                { building.right - inset, base }, bright);
            fillRectangle(canvas, { std::max(building.edge, building.left + inset), top - rise },
                { building.right - inset, base }, dark);
        }
        fillRectangle(canvas, { middle - 0.002, top - width * 1.2 },
            { middle + 0.002, top - width * 0.6 }, dark);
    } else if (kind == 1) { // a spire
        fill(canvas,
            { { { building.left, base }, { middle, top - width * 0.9 }, { building.edge, base } } },
            bright);
        fill(canvas,
            { { { building.edge, base }, { middle, top - width * 0.9 },
                { building.right, base } } },
            dark);
        fillRectangle(canvas, { middle - 0.0015, top - width * 1.4 },
            { middle + 0.0015, top - width * 0.85 }, dark);
    } else if (kind == 2) { // a slant
        fill(canvas,
            { { { building.left, base }, { building.left, top - width * 0.45 },
                { building.right, base } } },
            bright);
    } else if (kind == 3) { // a tank and a mast
        fillRectangle(canvas, { middle, top - width * 0.18 }, { middle + width * 0.3, base }, dark);
        fillRectangle(canvas, { building.left + width * 0.2, top - width * 0.5 },
            { building.left + width * 0.2 + 0.003, top }, dark);
    }
}

void paintRow(Scene& scene, const Dusk& dusk, const Row& row)
{
    Dice dice = scene.dice.fork();
    Canvas& canvas = scene.canvas;
    const Tone wall{ dusk.zenith.lightness * 0.62, dusk.zenith.chroma * 0.75, dusk.zenith.hue };
    for (double x = -0.15 - row.pan; x < canvas.width() + 0.05;) {
        const double width = row.widest * dice.between(0.5, 1);
        const double swell = 0.65 + 0.35 * noise((x + row.pan) * 2.5, row.widest * 90, 77);
        const double height = row.tallest * swell * dice.between(0.45, 1);
        const Building building{ x, x + width, dusk.ground - height, dusk.ground,
            x + width * dice.between(0.45, 0.7) };
        const double shade = dice.between(-0.03, 0.03);
        const Tone tone = between(wall, dusk.horizon, row.haze);
        const Tone upper{ tone.lightness + shade, tone.chroma, tone.hue };
        const Ramp colors = ramp({ { 0, { upper.lightness * 0.82, upper.chroma, upper.hue } },
            { 1,
                between({ upper.lightness * 1.16, upper.chroma, upper.hue }, dusk.horizon,
                    0.30 + row.haze * 0.3) } });
        const auto face = [&](int from, int to) {
            return fading(canvas, colors, { building.top, building.bottom, from, to });
        };
        paintRoof(canvas, dice, building, colors);
        fill(canvas, { rectangle(building.left, building.top, building.edge, dusk.ground) },
            face(brightWall, 235));
        fill(canvas, { rectangle(building.edge, building.top, building.right, dusk.ground) },
            face(darkWall, 150));
        Dice windows = dice.fork();
        if (row.window * canvas.scale() > 0.4)
            paintWindows(scene, windows, row, building);
        x += width * dice.between(0.86, 1.06);
    }
}

} // namespace

void paintCity(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const double warm = scene.hue + dice.oneOf(std::array{ 0.16, 0.22, -0.14 });
    const double mood = dice.unit();
    const bool hasRiver = dice.chance(0.65);
    const double ground = hasRiver ? dice.between(0.70, 0.76) : 1.02;
    const double ownHue = scene.hue - std::floor(scene.hue);
    Dusk dusk{ { 0.42, 0.13, scene.hue }, { 0.86, 0.12, warm }, ground };
    if (ownHue > 0.16 && ownHue < 0.42) // golden and green light belongs to the horizon
        dusk = { { 0.36, 0.11, ownHue < 0.3 ? 0.80 : 0.62 }, { 0.88, 0.15, ownHue }, ground };
    else if (mood < 0.35)
        dusk = { { 0.28, 0.11, scene.hue }, { 0.68, 0.15, scene.hue + 0.05 }, ground };
    paintSky(scene, dusk);
    const Point moon{ canvas.width() * dice.between(0.12, 0.88),
        dice.between(0.12, 0.30) - scene.time * 0.04 };
    const Tone moonTone{ 0.96, 0.04, warm };
    fillHaze(canvas, { moon, 0.22, 0.22, pixel(moonTone), 0.38 });
    fill(canvas, { circle({ moon, 0.05 }) }, pixel(moonTone));
    const double pan = scene.time * 0.22;
    const double tall = dusk.ground;
    paintRow(scene, dusk, { tall * 0.60, 0.10, 0.72, 0, 0, pan * 0.3 });
    paintRow(scene, dusk, { tall * 0.64, 0.12, 0.42, 0.30, 0.0075, pan * 0.6 });
    paintRow(scene, dusk, { tall * 0.52, 0.17, 0.05, 0.45, 0.0135, pan });
    if (hasRiver) {
        fillRectangle(canvas, { 0, dusk.ground }, { canvas.width(), dusk.ground + 0.012 },
            pixel({ 0.18, 0.05, dusk.zenith.hue }));
        fillWater(canvas,
            { dusk.ground + 0.012, 1,
                pixel({ dusk.zenith.lightness * 0.6, dusk.zenith.chroma, dusk.zenith.hue }), 0.75,
                scene.time });
    }
}

} // namespace poolscope::media::scene
