// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/field.h"
#include "core/media/paint/solid.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

// A laid table from above: plates, cut citrus, berries, coffee.

namespace poolscope::media::scene {

namespace {

using namespace paint;

void paintTable(Scene& scene, const Tone& tone)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const auto seed = static_cast<std::uint32_t>(dice.word());
    const bool isWood = dice.chance(0.45);
    const Ramp colors
        = ramp({ { 0, { tone.lightness * 0.62, tone.chroma, tone.hue - 0.02 } }, { 0.6, tone },
            { 1, { std::min(tone.lightness + 0.13, 0.98), tone.chroma * 0.7, tone.hue + 0.01 } } });
    const auto light
        = [&](double x, double y) { return 0.82 - 0.16 * x / canvas.width() - 0.16 * y; };
    if (isWood) {
        Field field(canvas, colors, { .grain = 1, .detail = 120 }, [&](double x, double y) {
            const double plank = std::floor(y / 0.25);
            const double rings = noise(x * 0.9 + plank * 17.3, y * 7 + plank * 3.1, seed) * 6;
            const double vein = base::portable::sinTurns(
                rings + fractalNoise(x * 1.6 + plank * 9, y * 40, seed + 5, 2));
            const double in = y / 0.25 - plank;
            const double joint = smoothStep(0.02, 0.0, std::min(in, 1 - in));
            return light(x, y) - 0.14 + 0.08 * vein + 0.09 * noise(plank, 0.5, seed + 9)
                - 0.4 * joint;
        });
        fillAll(canvas, field);
        return;
    }
    Field field(canvas, colors, { .grain = 1 }, [&](double x, double y) {
        return light(x, y) + 0.07 * fractalNoise(x * 2, y * 2, seed, 3);
    });
    fillAll(canvas, field);
    if (dice.chance(0.6)) { // a checked cloth
        const Pixel thread
            = pixel({ std::min(tone.lightness + 0.2, 0.98), tone.chroma * 0.4, tone.hue });
        constexpr double pitch = 0.115;
        for (double x = dice.between(-0.1, 0); x < canvas.width(); x += pitch)
            fillRectangle(canvas, { x, 0 }, { x + pitch * 0.5, canvas.height() }, { thread, 70 });
        for (double y = dice.between(-0.1, 0); y < canvas.height(); y += pitch)
            fillRectangle(canvas, { 0, y }, { canvas.width(), y + pitch * 0.5 }, { thread, 70 });
    }
}

/// Steps of a ramp on the upper left and on the lower right of something round.
struct Slant {
    int from;
    int to;
};

/// Shadow of something that lies on the table, the lamp at the upper left.
void paintShadow(Canvas& canvas, const Disc& disc, double rise)
{
    const double r = disc.radius;
    fillHaze(canvas,
        { disc.center + Point{ rise, rise }, r * 1.32, r * 1.32, pixel({ 0.13, 0.03, 0.75 }),
            0.95 });
}

/// A paint for round things: colours by brightness, falling from the upper left to the lower right.
auto slantedLight(const Canvas& canvas, const Disc& disc, const Ramp& colors, Slant slant)
{
    return [&canvas, disc, &colors, from = slant.from, to = slant.to](int y) {
        const double start = 0.5
            + ((canvas.unitX(0) - disc.center.x) + (canvas.unitY(y) - disc.center.y))
                / (disc.radius * 2.83);
        const auto first = static_cast<std::int64_t>((from + (to - from) * start) * 65536);
        const auto step = static_cast<std::int64_t>(
            (to - from) / (disc.radius * 2.83) / canvas.scale() * 65536);
        return [&colors, first, step](int x) {
            return colors[static_cast<std::size_t>(
                std::clamp<std::int64_t>((first + x * step) >> 16, 0, 255))];
        };
    };
}

void paintPlate(Canvas& canvas, const Disc& plate, const Tone& tone)
{
    const Ramp colors = ramp({ { 0, { tone.lightness * 0.70, tone.chroma + 0.01, tone.hue } },
        { 1, { std::min(tone.lightness * 1.08, 0.99), tone.chroma * 0.6, tone.hue } } });
    const auto ring = [&](double share, int from, int to) {
        const Disc disc{ plate.center, plate.radius * share };
        fill(canvas, { circle(disc) }, slantedLight(canvas, disc, colors, { from, to }));
    };
    paintShadow(canvas, plate, plate.radius * 0.10);
    ring(1, 255, 120);
    ring(0.97, 225, 190);
    ring(0.70, 110, 250);
    ring(0.67, 190, 232);
}

/// A cut citrus fruit: rind, pith and segments.
void paintSlice(Canvas& canvas, Dice& dice, const Disc& disc, const Tone& flesh)
{
    const double r = disc.radius;
    paintShadow(canvas, disc, r * 0.14);
    const Ramp rind = materialRamp({ flesh.lightness * 0.92, flesh.chroma * 1.1, flesh.hue });
    fill(canvas, { circle(disc) }, slantedLight(canvas, disc, rind, { 190, 110 }));
    fill(canvas, { ellipse(disc.center, r * 0.92, r * 0.92) },
        pixel({ 0.96, 0.035, flesh.hue + 0.02 }));
    const Ramp juice = ramp({ { 0,
                                  { flesh.lightness * 0.86, flesh.chroma * 1.12,
                                      flesh.hue - 0.012 } },
        { 1, { std::min(flesh.lightness * 1.10, 0.96), flesh.chroma * 0.85, flesh.hue + 0.01 } } });
    const int segments = 9 + dice.below(3);
    const double start = dice.unit();
    Path cells;
    Path veins;
    for (int i = 0; i < segments; ++i) {
        const double from = start + (i + 0.07) / segments;
        const double to = start + (i + 0.93) / segments;
        const double middle = (from + to) / 2;
        const std::array<Point, 7> corners{ onEllipse(disc.center, r * 0.10, r * 0.10, middle),
            onEllipse(disc.center, r * 0.46, r * 0.46, from + 0.003),
            onEllipse(disc.center, r * 0.80, r * 0.80, from),
            onEllipse(disc.center, r * 0.86, r * 0.86, from + 0.2 / segments),
            onEllipse(disc.center, r * 0.86, r * 0.86, to - 0.2 / segments),
            onEllipse(disc.center, r * 0.80, r * 0.80, to),
            onEllipse(disc.center, r * 0.46, r * 0.46, to - 0.003) };
        cells.push_back(smoothLoop(corners));
        for (int k = 0; k < 5; ++k) {
            const double turn = from + (to - from) * dice.between(0.15, 0.85);
            const double near = dice.between(0.3, 0.6);
            veins.push_back({ onEllipse(disc.center, r * near, r * near, turn - 0.004),
                onEllipse(disc.center, r * 0.8, r * 0.8, turn - 0.007),
                onEllipse(disc.center, r * 0.8, r * 0.8, turn + 0.007) });
        }
    }
    fill(canvas, cells, slantedLight(canvas, disc, juice, { 250, 40 }));
    fill(canvas, veins,
        pixel({ std::min(flesh.lightness * 1.2, 0.97), flesh.chroma * 0.6, flesh.hue + 0.01 }), 80);
}

void paintBall(Canvas& canvas, const Disc& disc, const Tone& tone, double gloss)
{
    paintShadow(canvas, disc, disc.radius * 0.35);
    fillBall(canvas, disc, { materialRamp(tone), gloss });
}

void paintWhole(Canvas& canvas, const Disc& disc, const Tone& tone)
{
    paintBall(canvas, disc, tone, 0.35);
    const Point stem{ disc.center.x + disc.radius * 0.12, disc.center.y - disc.radius * 0.10 };
    fillHaze(canvas,
        { stem, disc.radius * 0.34, disc.radius * 0.34,
            pixel({ tone.lightness * 0.55, tone.chroma * 0.8, tone.hue }), 0.8 });
    fill(canvas, { ellipse(stem, disc.radius * 0.09, disc.radius * 0.09) },
        pixel({ 0.42, 0.07, 0.33 }));
}

void paintCup(Canvas& canvas, Dice& dice, const Disc& disc, const Tone& tone)
{
    paintPlate(canvas, { disc.center, disc.radius * 1.55 }, { 0.93, 0.02, tone.hue });
    const double turn = dice.between(-0.1, 0.1);
    const Ramp colors = materialRamp(tone);
    const std::array<Point, 2> handle{ disc.center,
        onEllipse(disc.center, disc.radius * 1.36, disc.radius * 1.36, turn) };
    fill(canvas, stroke(handle, disc.radius * 0.26), colors[150]);
    paintShadow(canvas, disc, disc.radius * 0.16);
    fill(canvas, { circle(disc) }, slantedLight(canvas, disc, colors, { 220, 110 }));
    const Disc coffee{ disc.center, disc.radius * 0.86 };
    const Ramp crema = ramp({ { 0, { 0.30, 0.06, 0.12 } }, { 0.6, { 0.47, 0.09, 0.14 } },
        { 1, { 0.62, 0.09, 0.17 } } });
    fill(canvas, { circle(coffee) }, slantedLight(canvas, coffee, crema, { 60, 235 }));
    // Milk foam poured as a leaf: pairs of bows along a stem.
    Path foam;
    for (int i = 0; i < 4; ++i) {
        const double reach = coffee.radius * (0.62 - 0.13 * i);
        const double y = coffee.radius * (0.28 - 0.24 * i);
        const std::array<Point, 7> bow{ { { 0, y + reach * 0.45 },
            { reach * 0.8, y - reach * 0.05 }, { reach * 0.86, y - reach * 0.28 },
            { 0, y + reach * 0.18 }, { -reach * 0.86, y - reach * 0.28 },
            { -reach * 0.8, y - reach * 0.05 }, { 0, y + reach * 0.45 } } };
        foam.push_back(placed(smoothLoop(bow), { coffee.center, turn + 0.12 }));
    }
    fill(canvas, foam, pixel({ 0.95, 0.03, 0.2 }), 225);
}

void paintLeaf(Canvas& canvas, const Pose& pose, double length, const Tone& tone)
{
    const std::array<Point, 6> shape{ { { 0, 0 }, { length * 0.35, -length * 0.24 },
        { length * 0.8, -length * 0.13 }, { length, 0 }, { length * 0.8, length * 0.13 },
        { length * 0.35, length * 0.24 } } };
    const Contour leaf = smoothLoop(shape);
    fill(canvas, { placed(leaf, { pose.at + Point{ length * 0.05, length * 0.06 }, pose.turn }) },
        pixel({ 0.13, 0.03, 0.75 }), 90);
    fill(canvas, { placed(leaf, pose) }, pixel(tone));
    const std::array<Point, 4> half{ { { 0, 0 }, { length * 0.35, -length * 0.24 },
        { length * 0.8, -length * 0.13 }, { length, 0 } } };
    fill(canvas, { placed({ half.begin(), half.end() }, pose) },
        pixel({ tone.lightness + 0.07, tone.chroma, tone.hue }));
}

// Ripe fruits: orange, grapefruit, lemon, lime, blood orange.
constexpr std::array<Tone, 5> citrus{ { { 0.77, 0.165, 0.17 }, { 0.70, 0.16, 0.075 },
    { 0.90, 0.16, 0.285 }, { 0.82, 0.17, 0.335 }, { 0.55, 0.18, 0.06 } } };
constexpr std::array<Tone, 4> berries{ { { 0.48, 0.19, 0.06 }, { 0.36, 0.10, 0.76 },
    { 0.57, 0.20, 0.05 }, { 0.40, 0.14, 0.92 } } };

struct Menu {
    Tone main;
    Tone second;
    Tone berry;
};

/// Slices in a ring around berries.
void paintServing(Scene& scene, const Disc& plate, const Menu& menu)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const int slices = 3 + dice.below(3);
    const double start = dice.unit() + scene.time * 0.05;
    for (int i = 0; i < slices; ++i) {
        const Point at = onEllipse(plate.center, plate.radius * 0.42, plate.radius * 0.42,
            start + static_cast<double>(i) / slices);
        paintSlice(canvas, dice, { at, plate.radius * dice.between(0.25, 0.30) },
            i % 2 == 0 ? menu.main : menu.second);
    }
    paintLeaf(canvas, { plate.center, dice.unit() }, 0.13, { 0.58, 0.13, 0.38 });
    for (int i = 0; i < 7; ++i) {
        const Point at
            = onEllipse(plate.center, plate.radius * 0.13, plate.radius * 0.13, dice.unit());
        paintBall(canvas, { { at.x + dice.between(-0.02, 0.02), at.y }, 0.026 }, menu.berry, 0.6);
    }
}

/// Berries that rolled away, onto free places of the table.
void paintLooseBerries(Scene& scene, std::span<const Disc> taken, double left, const Tone& berry)
{
    Dice& dice = scene.dice;
    for (int i = 0; i < 24; ++i) {
        const Disc loose{ { left + dice.between(0, 1.05), dice.between(0.5, 0.98) },
            dice.between(0.018, 0.026) };
        const bool isFree = std::none_of(taken.begin(), taken.end(), [&](const Disc& disc) {
            const double dx = disc.center.x - loose.center.x;
            const double dy = disc.center.y - loose.center.y;
            const double apart = disc.radius + loose.radius * 1.6;
            return dx * dx + dy * dy < apart * apart;
        });
        if (isFree)
            paintBall(scene.canvas, loose, berry, 0.6);
    }
}

} // namespace

void paintFruit(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    paintTable(scene,
        lifted(dice.chance(0.6) ? Tone{ 0.80, 0.09, scene.hue } : Tone{ 0.58, 0.12, scene.hue }));
    const Menu menu{ dice.oneOf(citrus), dice.oneOf(citrus), dice.oneOf(berries) };
    const double middle = canvas.width() / 2 - scene.time * 0.12;
    const double side = dice.chance(0.5) ? 1 : -1;
    const Disc plate{ { middle - side * dice.between(0.16, 0.26), dice.between(0.46, 0.56) },
        dice.between(0.35, 0.40) };
    const Disc other{ { middle + side * dice.between(0.52, 0.60), dice.between(0.26, 0.40) },
        0.21 };
    const double chinaHue = scene.hue + 0.5;
    for (int i = 0; i < 3; ++i) {
        const Point at = plate.center + Point{ -side * 0.30, 0.24 * (i - 1) };
        paintLeaf(canvas, { at, dice.unit() }, 0.2, { 0.50, 0.11, 0.38 });
    }
    paintPlate(canvas, plate,
        dice.chance(0.7) ? Tone{ 0.95, 0.012, chinaHue } : Tone{ 0.86, 0.06, chinaHue });
    if (dice.chance(0.5))
        paintCup(canvas, dice, { other.center, 0.135 }, { 0.92, 0.03, chinaHue });
    else
        paintWhole(canvas, { other.center, 0.15 }, menu.second);
    paintServing(scene, plate, menu);
    const std::array<Disc, 5> lying{ { { { middle + side * 0.42, 0.78 }, 0.125 },
        { { middle + side * 0.68, 0.80 }, 0.12 }, { { middle - side * 0.76, 0.18 }, 0.12 }, plate,
        other } };
    paintSlice(canvas, dice, lying[0], menu.main);
    paintWhole(canvas, lying[1], menu.main);
    paintSlice(canvas, dice, lying[2], menu.second);
    paintLooseBerries(scene, lying, side > 0 ? middle - 0.1 : middle - 0.95, menu.berry);
}

} // namespace poolscope::media::scene
