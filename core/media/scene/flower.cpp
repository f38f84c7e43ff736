// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/field.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

// A flower close up before a blurred garden.

namespace poolscope::media::scene {

namespace {

using namespace paint;

void paintGarden(Scene& scene, const Tone& tone)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const auto seed = static_cast<std::uint32_t>(dice.word());
    const Ramp colors = ramp(
        { { 0, { tone.lightness * 0.42, tone.chroma * 0.9, tone.hue + 0.04 } }, { 0.55, tone },
            { 1, { std::min(tone.lightness + 0.26, 0.97), tone.chroma * 0.8, tone.hue - 0.06 } } });
    Field field(canvas, colors, { .grain = 0 }, [&](double x, double y) {
        return 0.60 - 0.38 * y + 0.46 * fractalNoise(x * 1.5 + scene.time * 0.1, y * 1.5, seed, 3);
    });
    fillAll(canvas, field);
    // Points of light out of focus.
    for (int i = 0; i < 16; ++i) {
        const Point at{ dice.unit() * canvas.width(), dice.between(0, 0.85) };
        const double radius = dice.between(0.02, 0.075);
        const Pixel light = pixel({ 0.93, 0.06, tone.hue - dice.between(0, 0.12) });
        const auto opacity = static_cast<std::uint32_t>(dice.between(18, 62) * (1 - 0.5 * at.y));
        fill(canvas, { circle({ at, radius }) }, light, opacity);
        fill(canvas, { circle({ at, radius * 0.9 }) }, light, opacity / 2);
    }
}

struct Bloom {
    Point center;
    double radius;
    double turn;
    int rings;
    int petals; ///< in the outermost ring
    double width; ///< of a petal, over its length
    double pointed; ///< 0 round tips .. 1 pointed
    Tone tone;
};

Contour petalShape(const Bloom& bloom, double length)
{
    const double half = length * bloom.width / 2;
    const double blunt = 1 - bloom.pointed;
    const std::array<Point, 8> shape{ { { length * 0.04, -half * 0.2 },
        { length * 0.45, -half * 0.92 }, { length * 0.80, -half * (0.72 + 0.25 * blunt) },
        { length * 0.97, -half * 0.5 * blunt }, { length, half * 0.02 },
        { length * 0.97, half * 0.5 * blunt }, { length * 0.80, half * (0.72 + 0.25 * blunt) },
        { length * 0.45, half * 0.92 } } };
    return smoothLoop(shape);
}

struct Petal {
    double length;
    double turn;
    double light; ///< added to the bloom's lightness
};

Pixel shadeOf(const Bloom& bloom)
{
    return pixel({ bloom.tone.lightness * 0.45, bloom.tone.chroma * 0.9, bloom.tone.hue - 0.03 });
}

/// Petals darken towards the middle of the flower: a paint by the squared distance from it.
auto petalPaint(const Canvas& canvas, const Bloom& bloom, const Ramp& colors, double length)
{
    return [&canvas, &bloom, &colors, length](int y) {
        const double toUnit = 4096 / length;
        const auto dy = static_cast<std::int64_t>((canvas.unitY(y) - bloom.center.y) * toUnit);
        const auto start
            = static_cast<std::int64_t>((canvas.unitX(0) - bloom.center.x) * toUnit * 256);
        const auto step = static_cast<std::int64_t>(toUnit / canvas.scale() * 256);
        return [&colors, start, step, rowPart = dy * dy](int x) {
            const std::int64_t dx = (start + x * step) >> 8;
            const std::int64_t index = (dx * dx + rowPart) >> 16;
            return colors[static_cast<std::size_t>(std::min<std::int64_t>(index, 255))];
        };
    };
}

/// A petal with its shadow on what lies below and a vein along its middle.
void paintPetal(Canvas& canvas, const Bloom& bloom, const Contour& shape, const Petal& petal)
{
    const auto& [length, turn, light] = petal;
    const Pixel shade = shadeOf(bloom);
    const Tone tone{ bloom.tone.lightness + light, bloom.tone.chroma, bloom.tone.hue };
    const Ramp colors
        = ramp({ { 0, { tone.lightness * 0.50, tone.chroma * 0.95, tone.hue - 0.035 } },
            { 0.35, { tone.lightness * 0.80, tone.chroma * 1.05, tone.hue - 0.015 } },
            { 0.75, tone },
            { 1,
                { std::min(tone.lightness + 0.16, 0.97), tone.chroma * 0.6, tone.hue + 0.015 } } });
    const Point below = bloom.center + onEllipse({}, length * 0.018, length * 0.018, 0.125);
    fill(canvas, { placed(shape, { below, turn }) }, shade, 120);
    fill(canvas, { placed(shape, { bloom.center, turn }) },
        petalPaint(canvas, bloom, colors, length));
    const Contour vein{ { length * 0.3, -length * 0.008 }, { length * 0.86, 0 },
        { length * 0.3, length * 0.008 } };
    fill(canvas, { placed(vein, { bloom.center, turn }) }, shade, 60);
}

void paintBloom(Canvas& canvas, Dice dice, const Bloom& bloom)
{
    const double radius = bloom.radius;
    fillHaze(canvas,
        { bloom.center + Point{ radius * 0.08, radius * 0.12 }, radius * 1.25, radius * 1.25,
            pixel({ 0.15, 0.04, bloom.tone.hue + 0.4 }), 0.75 });
    for (int ring = 0; ring < bloom.rings; ++ring) {
        const double share = 1 - static_cast<double>(ring) / bloom.rings * 0.86;
        const int count = std::max(static_cast<int>(bloom.petals * (0.45 + 0.55 * share)), 5);
        const Contour shape = petalShape(bloom, radius * share);
        // Rings stand between one another, and no two pairs of rings alike.
        const double ringTurn = bloom.turn + 0.5 * (ring % 2) / count + 0.618 * (ring / 2);
        for (int i = 0; i < count; ++i) {
            const double turn
                = ringTurn + static_cast<double>(i) / count + dice.between(-0.006, 0.006);
            const double facing = base::portable::sinTurns(turn + 0.125);
            const double light = dice.between(-0.03, 0.03) - 0.05 * facing;
            paintPetal(canvas, bloom, shape, { radius * share, turn, light });
        }
    }
}

/// The seeds in the middle, in the spirals of a sunflower.
void paintHeart(Canvas& canvas, const Bloom& bloom, double radius, const Tone& tone)
{
    constexpr double golden = 0.381966011250105;
    fillHaze(
        canvas, { bloom.center, radius * 1.5, radius * 1.5, pixel({ 0.18, 0.05, tone.hue }), 0.9 });
    constexpr int seeds = 170;
    for (int i = seeds; i > 0; --i) {
        const double share = std::sqrt(static_cast<double>(i) / seeds);
        const Point at
            = onEllipse(bloom.center, radius * share, radius * share, bloom.turn + golden * i);
        const double size = radius * 0.085 * (0.55 + 0.6 * share);
        const double light = 0.28 * (1 - share) + 0.04 * (i % 3);
        fill(canvas, { circle({ { at.x + size * 0.3, at.y + size * 0.3 }, size }) },
            pixel({ 0.22, 0.05, tone.hue - 0.05 }));
        fill(canvas, { circle({ at, size }) },
            pixel({ tone.lightness * (0.75 + light), tone.chroma, tone.hue }));
    }
}

void paintLeaves(Canvas& canvas, Dice& dice, const Bloom& bloom)
{
    for (int i = 0; i < 6; ++i) {
        const double turn = (i + dice.between(0.1, 0.9)) / 6;
        const double length = bloom.radius * dice.between(1.2, 1.55);
        const std::array<Point, 6> shape{ { { 0, 0 }, { length * 0.45, -length * 0.17 },
            { length * 0.85, -length * 0.08 }, { length, 0 }, { length * 0.85, length * 0.09 },
            { length * 0.45, length * 0.17 } } };
        const Contour leaf = placed(smoothLoop(shape), { bloom.center, turn });
        const double light = dice.between(0.30, 0.46);
        const Ramp colors
            = ramp({ { 0, { light * 0.5, 0.06, 0.40 } }, { 1, { light + 0.12, 0.11, 0.37 } } });
        fill(canvas, { leaf }, petalPaint(canvas, bloom, colors, length));
        const std::array<Point, 2> rib{ bloom.center,
            onEllipse(bloom.center, length * 0.94, length * 0.94, turn) };
        fill(canvas, stroke(rib, length * 0.012), pixel({ light + 0.2, 0.09, 0.35 }), 150);
    }
}

} // namespace

void paintFlower(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const bool isSunny = dice.chance(0.5);
    const double gardenHue = dice.oneOf(std::array{ 0.38, 0.42, 0.34, scene.hue + 0.45 });
    paintGarden(scene, isSunny ? Tone{ 0.62, 0.10, gardenHue } : Tone{ 0.42, 0.075, gardenHue });
    const double side = dice.chance(0.5) ? 1 : -1;
    const double turn = dice.unit() + 0.04 * scene.time;
    const double opening = 1 + 0.12 * scene.time;
    const bool isDaisy = dice.chance(0.4);
    const Tone tone = lifted({ dice.between(0.66, 0.76), 0.16, scene.hue });
    Bloom bloom{ { canvas.width() / 2 - side * dice.between(0.10, 0.22), dice.between(0.48, 0.54) },
        dice.between(0.38, 0.43) * opening, turn, 6, 19, 0.34, 0.8 * dice.unit(), tone };
    if (isDaisy) {
        bloom.rings = 2;
        bloom.petals = 20;
        bloom.width = 0.26;
        bloom.pointed *= 0.6;
    }
    Bloom behind = bloom;
    behind.center
        = { canvas.width() / 2 + side * dice.between(0.52, 0.66), dice.between(0.22, 0.75) };
    behind.radius *= 0.62;
    behind.tone.lightness *= 0.86;
    behind.turn += 0.3;
    for (const Bloom& each : { behind, bloom }) {
        paintLeaves(canvas, dice, each);
        paintBloom(canvas, dice, each);
        if (isDaisy)
            paintHeart(canvas, each, each.radius * 0.30, { 0.74, 0.15, 0.21 });
        else
            paintHeart(canvas, each, each.radius * 0.10, { 0.72, 0.14, scene.hue + 0.05 });
    }
}

} // namespace poolscope::media::scene
