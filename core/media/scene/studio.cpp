// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/field.h"
#include "core/media/paint/solid.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

// A product on a lit backdrop, as in a shop's catalogue.

namespace poolscope::media::scene {

namespace {

using namespace paint;

enum class Vessel { lidded, can, mug, vase };

struct Product {
    Vessel vessel;
    double height;
    double radius;
    std::array<double, 10> radii; ///< shares of the radius, from the top
    double labelFrom; ///< shares of the height
    double labelTo;
    double gloss;
};

constexpr std::array<Product, 7> products{ {
    { Vessel::lidded, 0.50, 0.115, { 0.34, 0.34, 0.35, 0.42, 0.86, 1, 1, 1, 1, 0.98 }, 0.56, 0.90,
        1 },
    { Vessel::vase, 0.40, 0.155, { 0.48, 0.42, 0.44, 0.62, 0.86, 0.99, 1, 0.9, 0.72, 0.56 }, 0, 0,
        0.7 },
    { Vessel::mug, 0.27, 0.135, { 1, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.91, 0.84 }, 0.35,
        0.62, 0.9 },
    { Vessel::lidded, 0.30, 0.140, { 0.80, 0.84, 0.97, 1, 1, 1, 1, 1, 1, 0.95 }, 0.34, 0.84, 0.9 },
    { Vessel::can, 0.44, 0.105, { 0.84, 0.97, 1, 1, 1, 1, 1, 1, 0.99, 0.90 }, 0.20, 0.80, 1 },
    { Vessel::vase, 0.36, 0.170, { 0.30, 0.34, 0.48, 0.74, 0.93, 1, 0.98, 0.88, 0.70, 0.50 }, 0, 0,
        0.4 },
    { Vessel::lidded, 0.46, 0.130, { 0.50, 0.55, 0.66, 0.80, 0.91, 0.97, 1, 1, 0.99, 0.93 }, 0.48,
        0.86, 0.8 },
} };

enum class Light { spot, window, leaves };

constexpr double horizon = 0.72;

struct Set {
    Light light;
    double center;
    std::uint32_t seed;
    double drift; ///< how far the light has moved
};

/// How bright the lamp makes a place of the wall, 0..1.
double wallLight(const Set& set, double x, double y)
{
    const double dx = x - set.center + 0.22 - set.drift;
    const double dy = y - 0.30;
    const double pool = 1 / (1 + 3.2 * (dx * dx + 1.4 * dy * dy));
    if (set.light == Light::spot)
        return pool;
    if (set.light == Light::window) {
        // Two panes of sunlight, slanted.
        const double across = dx + 0.55 * dy - 0.08;
        const double along = dy + 0.12 * dx;
        const auto pane = [](double v, double from, double to) {
            return smoothStep(from - 0.018, from + 0.018, v)
                * (1 - smoothStep(to - 0.018, to + 0.018, v));
        };
        const double panes = pane(across, -0.26, 0.02) + pane(across, 0.06, 0.34);
        const double rows = pane(along, -0.26, 0.03) + pane(along, 0.07, 0.36);
        return 0.45 * pool + 0.55 * panes * rows;
    }
    const double leaves = noise(dx * 9 + dy * 4, dy * 7 - dx * 2, set.seed)
        + 0.5 * noise(dx * 19, dy * 15, set.seed + 7);
    return pool * (0.74 + 0.26 * smoothStep(-0.45, 0.45, leaves));
}

void paintBackdrop(Scene& scene, const Set& set, const Tone& tone)
{
    const Ramp colors = ramp(
        { { 0, { tone.lightness * 0.52, tone.chroma * 0.95, tone.hue - 0.03 } }, { 0.5, tone },
            { 1,
                { std::min(tone.lightness * 1.28 + 0.05, 0.985), tone.chroma * 0.62,
                    tone.hue + 0.02 } } });
    Field field(scene.canvas, colors, { .grain = 0 }, [&](double x, double y) {
        const double wall = 0.10 + 0.80 * wallLight(set, x, y);
        const double dx = x - set.center;
        const double dy = (y - 0.84) * 2.4;
        const double floor = 0.30 + 0.52 / (1 + 2.2 * (dx * dx + dy * dy));
        return wall + (floor - wall) * smoothStep(horizon - 0.05, horizon + 0.04, y);
    });
    fillAll(scene.canvas, field);
}

struct Placing {
    double axis; ///< x
    double ground; ///< y
    double size;
};

/// The two colours of a product: of its body, and of lid and label.
struct Finish {
    Tone body;
    Tone accent;
};

void paintShadow(Canvas& canvas, const Placing& place, double radius, Pixel color)
{
    const double spread = radius * place.size;
    const Point foot{ place.axis, place.ground + 0.012 };
    fillHaze(canvas, { foot + Point{ spread * 1.3, 0 }, spread * 3.4, spread * 0.62, color, 0.62 });
    fillHaze(
        canvas, { foot + Point{ spread * 0.12, 0 }, spread * 1.35, spread * 0.34, color, 0.85 });
}

void paintTwig(Canvas& canvas, Dice& dice, const Contour& twig, double size)
{
    constexpr Tone tone{ 0.55, 0.09, 0.38 };
    const Point first = twig.front();
    const double lean = (twig.back().x - first.x) / size;
    const double shade = dice.between(-0.09, 0.09);
    fill(canvas, stroke(twig, 0.0125 * size),
        pixel({ tone.lightness - 0.16, tone.chroma * 0.7, tone.hue }));
    for (std::size_t k = 6; k < twig.size(); k += 2) {
        const double side = k / 2 % 2 == 0 ? 1 : -1;
        const double share = static_cast<double>(k) / static_cast<double>(twig.size());
        const double reach = size * 0.13 * (1 - 0.4 * share);
        const std::array<Point, 4> leaf{ { { 0, 0 }, { reach * 0.5, -reach * 0.24 }, { reach, 0 },
            { reach * 0.5, reach * 0.24 } } };
        const double turn = -0.25 + lean * 0.3 + side * dice.between(0.10, 0.17);
        fill(canvas, { placed(smoothLoop(leaf), { twig[k], turn }) },
            pixel({ tone.lightness + shade + side * 0.035, tone.chroma, tone.hue + shade * 0.2 }));
    }
}

/// Twigs with leaves that stand in a vase.
void paintBouquet(Scene& scene, Dice& dice, Point mouth, double size)
{
    const int count = 5 + dice.below(3);
    for (int i = 0; i < count; ++i) {
        const double lean = (i + 0.5) / count - 0.5 + dice.between(-0.06, 0.06);
        const double sway = 0.012 * base::portable::sinTurns(scene.time + i * 0.37);
        const double length = size * dice.between(0.62, 0.95);
        const std::array<Point, 3> bend{ mouth,
            mouth + Point{ lean * length * 0.45 + sway * 0.5, -length * 0.55 },
            mouth + Point{ lean * length * 1.3 + sway, -length * (1 - 0.5 * lean * lean) } };
        paintTwig(scene.canvas, dice, smoothLine(bend), size);
    }
}

struct Label {
    Heights part;
    Tone tone;
};

void paintLabel(Canvas& canvas, Dice& dice, const Lathe& lathe, const Label& label)
{
    const Heights& part = label.part;
    const Tone& tone = label.tone;
    const double height = part.to - part.from;
    fillLathe(canvas, lathe, part, { materialRamp(tone), 0.25 });
    const double radius = radiusAt(lathe, (part.from + part.to) / 2);
    const Pixel ink = pixel({ tone.lightness > 0.6 ? 0.32 : 0.93, tone.chroma * 0.6, tone.hue });
    const double emblem = std::min(radius * 0.36, height * 0.24);
    // The near side of the label hangs lower than its borders at the sides.
    const Point center{ lathe.axis, part.from + height * 0.38 + radius * lathe.tilt };
    fill(canvas, { circle({ center, emblem }) }, ink, 220);
    if (dice.chance(0.5)) {
        const Point beside = center + Point{ emblem * 0.36, -emblem * 0.1 };
        fill(canvas, { circle({ beside, emblem * 0.86 }) }, pixel(tone), 235);
    }
    for (int line = 0; line < 2; ++line) {
        const double half = radius * (line == 0 ? 0.42 : 0.28);
        const Point left = center + Point{ -half, emblem + height * (0.09 + 0.09 * line) };
        const Point right = left + Point{ 2 * half, height * 0.035 };
        fill(canvas, { roundedRectangle(left, right, height * 0.017) }, ink, 190);
    }
}

void paintHandle(Canvas& canvas, Point rim, double radius, const Ramp& colors)
{
    const std::array<Point, 5> bow{ rim + Point{ radius * 0.9, radius * 0.29 },
        rim + Point{ radius * 1.45, radius * 0.32 }, rim + Point{ radius * 1.6, radius * 0.67 },
        rim + Point{ radius * 1.35, radius * 0.99 }, rim + Point{ radius * 0.85, radius * 1.1 } };
    const Contour line = smoothLine(bow);
    fill(canvas, stroke(line, radius * 0.175), colors[92]);
    fill(canvas, stroke(line, radius * 0.07), colors[150]);
}

void paintLid(Canvas& canvas, const Lathe& body, const Tone& tone)
{
    const double radius = body.radii.front() * 1.1;
    const std::array<double, 3> straight{ radius, radius, radius };
    const double top = body.top - std::max(radius * 0.4, 0.035);
    const Lathe lid{ body.axis, top, body.top + 0.008, straight, body.tilt };
    const Material material{ materialRamp(tone), 0.7 };
    fillLathe(canvas, lid, { lid.top, lid.bottom }, material);
    fill(canvas, { ellipse({ body.axis, top }, radius, radius * lid.tilt) }, material.ramp[205]);
}

/// The rim of a vessel and what can be seen within.
void paintMouth(Canvas& canvas, const Lathe& lathe, Pixel rim, Pixel inside)
{
    const double radius = lathe.radii.front();
    const Point center{ lathe.axis, lathe.top };
    fill(canvas, { ellipse(center, radius, radius * lathe.tilt) }, rim);
    fill(canvas,
        { ellipse(center + Point{ 0, radius * 0.02 }, radius * 0.9, radius * lathe.tilt * 0.84) },
        inside);
}

void paintProduct(Scene& scene, const Product& product, const Placing& place, const Finish& finish)
{
    Dice dice = scene.dice.fork();
    Canvas& canvas = scene.canvas;
    std::array<double, 10> radii = product.radii;
    for (double& radius : radii)
        radius *= product.radius * place.size;
    const double height = product.height * place.size;
    const Lathe lathe{ place.axis, place.ground - height, place.ground, radii, 0.13 };
    const Point rim{ place.axis, lathe.top };
    const Material material{ materialRamp(finish.body), product.gloss };
    const Ramp& colors = material.ramp;
    if (product.vessel == Vessel::vase)
        paintBouquet(scene, dice, rim + Point{ 0, 0.01 }, 0.42 * place.size);
    if (product.vessel == Vessel::mug)
        paintHandle(canvas, rim, radii.front(), colors);
    fillLathe(canvas, lathe, { lathe.top, lathe.bottom }, material);
    if (product.vessel == Vessel::vase)
        paintMouth(canvas, lathe, colors[190], colors[30]);
    else if (product.vessel == Vessel::mug)
        paintMouth(canvas, lathe, colors[190], pixel({ 0.33, 0.06, 0.13 }));
    else if (product.vessel == Vessel::can)
        paintMouth(canvas, lathe, colors[200], colors[170]);
    else
        paintLid(canvas, lathe, finish.accent);
    if (product.vessel == Vessel::vase)
        return;
    Label label{ { lathe.top + height * product.labelFrom, lathe.top + height * product.labelTo },
        finish.accent };
    if (product.vessel == Vessel::mug)
        label.tone = { finish.body.lightness * 0.8, finish.body.chroma, finish.body.hue };
    paintLabel(canvas, dice, lathe, label);
}

Finish drawFinish(Dice& dice, double backdropHue)
{
    const double hue = backdropHue + dice.oneOf(std::array{ 0.5, 0.42, 0.58, 0.33 });
    if (dice.chance(0.4))
        return { { 0.90, 0.03, hue }, lifted({ 0.50, 0.12, hue }) };
    return { lifted({ dice.between(0.52, 0.68), 0.13, hue }), { 0.93, 0.025, hue } };
}

} // namespace

void paintStudio(Scene scene)
{
    Dice& dice = scene.dice;
    const double middle = scene.canvas.width() / 2;
    const Set set{ dice.oneOf(std::array{ Light::spot, Light::window, Light::leaves }), middle,
        static_cast<std::uint32_t>(dice.word()), 0.16 * scene.time };
    constexpr Tone pale{ 0.80, 0.085, 0 };
    const std::array<Tone, 4> moods{ pale, pale, { 0.62, 0.125, 0 }, { 0.40, 0.095, 0 } };
    const Tone& mood = dice.oneOf(moods);
    const Tone backdrop = lifted({ mood.lightness, mood.chroma, scene.hue });
    paintBackdrop(scene, set, backdrop);
    const Finish finish = drawFinish(dice, scene.hue);
    const Pixel shadow
        = pixel({ backdrop.lightness * 0.34, backdrop.chroma * 0.8, backdrop.hue - 0.02 });
    const auto first = static_cast<std::size_t>(dice.below(static_cast<int>(products.size())));
    const auto step
        = static_cast<std::size_t>(1 + dice.below(static_cast<int>(products.size()) - 1));
    const Product& hero = products.at(first);
    const Product& companion = products.at((first + step) % products.size());
    const bool isPair = dice.chance(0.6);
    const double side = dice.chance(0.5) ? 1 : -1;
    const Placing heroPlace{ isPair ? middle - 0.13 * side : middle, 0.87, 1.3 };
    const Placing otherPlace{ middle + 0.27 * side, 0.83, 0.92 };
    if (isPair)
        paintShadow(scene.canvas, otherPlace, companion.radius, shadow);
    paintShadow(scene.canvas, heroPlace, hero.radius, shadow);
    if (isPair)
        paintProduct(scene, companion, otherPlace, { finish.accent, finish.body });
    paintProduct(scene, hero, heroPlace, finish);
}

} // namespace poolscope::media::scene
