// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/field.h"
#include "core/media/scene/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

// Farmland from the air.

namespace poolscope::media::scene {

namespace {

using namespace paint;

/// The plots lie along axes turned against the picture's; `u` and `v` are places along them.
struct Land {
    Point center;
    Point axis; ///< unit vector of u

    Point at(double u, double v) const
    {
        return { center.x + u * axis.x - v * axis.y, center.y + u * axis.y + v * axis.x };
    }
};

struct Plot {
    double left;
    double top;
    double right;
    double bottom;
};

Contour outlineOf(const Land& land, const Plot& plot)
{
    return { land.at(plot.left, plot.top), land.at(plot.right, plot.top),
        land.at(plot.right, plot.bottom), land.at(plot.left, plot.bottom) };
}

/// Splits a plot at random until the pieces are of a farm's size.
void split(const Plot& plot, Dice& dice, int depth, std::vector<Plot>& out)
{
    const double width = plot.right - plot.left;
    const double height = plot.bottom - plot.top;
    if (depth == 0 || (std::max(width, height) < 0.42 && dice.chance(0.5))) {
        out.push_back(plot);
        return;
    }
    const double share = dice.between(0.36, 0.64);
    Plot first = plot;
    Plot second = plot;
    if (width > height * dice.between(0.8, 1.2))
        first.right = second.left = plot.left + width * share;
    else
        first.bottom = second.top = plot.top + height * share;
    split(first, dice, depth - 1, out);
    split(second, dice, depth - 1, out);
}

/// Rows of plants: a paint whose brightness waves across the rows.
struct Crop {
    const Canvas& canvas;
    Ramp colors;
    std::array<std::int32_t, 256> wave{}; ///< ramp steps by the place between two rows
    double acrossX; ///< rows per unit of x and of y
    double acrossY;
    std::int32_t grain;

    auto operator()(int y) const
    {
        const double turns = canvas.unitX(0) * acrossX + canvas.unitY(y) * acrossY;
        const double whole = std::floor(turns);
        const auto start = static_cast<std::uint32_t>((turns - whole) * 0x1p32);
        const auto step = static_cast<std::uint32_t>(
            static_cast<std::int64_t>(acrossX / canvas.scale() * 0x1p32));
        return [this, start, step, &rough = grainRow(y), shift = y / grainSize * 53](int x) {
            const std::uint32_t phase = start + static_cast<std::uint32_t>(x) * step;
            const std::int32_t index
                = wave[phase >> 24U] + (grain * grainAt(rough, x + shift) >> 7);
            return colors[static_cast<std::size_t>(index)];
        };
    }
};

struct Sowing {
    Tone plant;
    Tone soil;
    double rows; ///< per unit
    double depth; ///< contrast of plant and soil, 0..1
    bool alongU;
};

Crop makeCrop(const Canvas& canvas, const Land& land, const Sowing& sowing)
{
    const auto& [tone, soil, rows, depth, alongU] = sowing;
    Crop crop{ canvas,
        ramp({ { 0, soil }, { 0.45, tone },
            { 1, { tone.lightness + 0.10, tone.chroma * 0.9, tone.hue + 0.02 } } }),
        {}, (alongU ? -land.axis.y : land.axis.x) * rows,
        (alongU ? land.axis.x : land.axis.y) * rows, rows > 10 ? 0 : 4 };
    for (std::size_t i = 0; i < crop.wave.size(); ++i) {
        const double swell = base::portable::sinTurns(static_cast<double>(i) / 256);
        // Nearly flat on and between the rows.
        crop.wave.at(i)
            = static_cast<std::int32_t>(132 + depth * 84 * std::clamp(swell * 2.2, -1.0, 1.0));
    }
    return crop;
}

/// Trees along a line.
struct Hedge {
    Point from;
    Point to;
    double size; ///< radius of a crown
};

void paintTrees(Canvas& canvas, Dice& dice, const Hedge& hedge)
{
    const auto& [from, to, size] = hedge;
    const double length
        = std::sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
    const int count = static_cast<int>(length / (size * 1.85));
    Path shadows;
    std::array<Path, 3> crowns;
    for (int i = 0; i < count; ++i) {
        const double t = (i + dice.between(0.1, 0.9)) / count;
        const double radius = size * dice.between(0.6, 1.15);
        const Point at{ from.x + (to.x - from.x) * t + dice.between(-0.3, 0.3) * size,
            from.y + (to.y - from.y) * t + dice.between(-0.3, 0.3) * size };
        shadows.push_back(ellipse(at + Point{ radius * 0.8, radius * 0.7 }, radius, radius));
        crowns[0].push_back(circle({ at, radius }));
        crowns[1].push_back(
            circle({ { at.x - radius * 0.14, at.y - radius * 0.14 }, radius * 0.72 }));
        crowns[2].push_back(
            circle({ { at.x - radius * 0.28, at.y - radius * 0.28 }, radius * 0.36 }));
    }
    fill(canvas, shadows, pixel({ 0.18, 0.03, 0.5 }), 110);
    for (std::size_t layer = 0; layer < crowns.size(); ++layer)
        fill(canvas, crowns[layer],
            pixel({ 0.36 + 0.075 * static_cast<double>(layer), 0.085,
                0.37 - 0.01 * static_cast<double>(layer) }));
}

void paintFarm(Canvas& canvas, Dice& dice, const Land& land, const Plot& plot)
{
    const double u = (plot.left + plot.right) / 2;
    const double v = (plot.top + plot.bottom) / 2;
    for (int i = 0; i < 3; ++i) {
        const double left = u + 0.075 * i - 0.1;
        const double top = v + dice.between(-0.03, 0.03);
        const double right = left + dice.between(0.045, 0.065);
        const double bottom = top + dice.between(0.06, 0.11);
        const double ridge = (left + right) / 2;
        const Contour house = outlineOf(land, { left, top, right, bottom });
        Contour shadow = house;
        for (Point& p : shadow)
            p = { p.x + 0.018, p.y + 0.016 };
        fill(canvas, { shadow }, pixel({ 0.18, 0.03, 0.5 }), 120);
        const double hue = dice.oneOf(std::array{ 0.09, 0.12, 0.65 });
        fill(canvas, { outlineOf(land, { left, top, ridge, bottom }) }, pixel({ 0.62, 0.10, hue }));
        fill(
            canvas, { outlineOf(land, { ridge, top, right, bottom }) }, pixel({ 0.48, 0.09, hue }));
    }
}

void paintPlot(Scene& scene, const Land& land, const Plot& plot, const Tone& tone)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const Path outline{ outlineOf(land, plot) };
    const double kind = dice.unit();
    const bool alongU = dice.chance(0.5);
    Sowing sowing{ tone, { tone.lightness * 0.66, tone.chroma * 0.8, tone.hue - 0.03 }, 0, 0,
        alongU };
    if (kind < 0.42) {
        sowing.rows = dice.between(15, 25);
        sowing.depth = 0.75;
    } else if (kind < 0.75) {
        sowing.rows = dice.between(30, 46);
        sowing.depth = 0.35;
    } else {
        sowing.rows = dice.between(3, 6);
        sowing.depth = 0.12;
    }
    fill(canvas, outline, makeCrop(canvas, land, sowing));
    const double width = plot.right - plot.left;
    const double height = plot.bottom - plot.top;
    if (kind > 0.9 && std::min(width, height) > 0.2) { // watered in a circle
        const double radius = std::min(width, height) * 0.46;
        const Point center = land.at((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2);
        const Tone green{ tone.lightness * 0.82, tone.chroma * 1.1, tone.hue + 0.05 };
        fill(canvas, { circle({ center, radius }) },
            makeCrop(canvas, land,
                { green, { green.lightness * 0.8, green.chroma, green.hue }, 40, 0.4, !alongU }));
        const double hand = dice.unit() + scene.time;
        Contour sector{ center };
        for (int i = 0; i <= 24; ++i)
            sector.push_back(onEllipse(center, radius, radius, hand + 0.3 * i / 24));
        fill(canvas, { sector }, pixel({ tone.lightness * 0.7, tone.chroma, tone.hue + 0.07 }), 90);
    } else if (kind > 0.82) {
        paintFarm(canvas, dice, land, plot);
    }
}

void paintRiver(Scene& scene, const Land& land, double hue)
{
    Dice& dice = scene.dice;
    std::array<Point, 8> course{};
    const double start = dice.between(-0.3, 0.3);
    for (std::size_t i = 0; i < course.size(); ++i)
        course.at(i)
            = land.at(-1.6 + 0.46 * static_cast<double>(i), start + dice.between(-0.13, 0.13));
    const Contour line = smoothLine(course);
    fill(scene.canvas, stroke(line, 0.105), pixel({ 0.44, 0.085, 0.37 }));
    fill(scene.canvas, stroke(line, 0.078), pixel({ 0.80, 0.05, 0.24 }));
    fill(scene.canvas, stroke(line, 0.066), pixel({ 0.56, 0.10, hue }));
    fill(scene.canvas, stroke(line, 0.034), pixel({ 0.61, 0.10, hue - 0.01 }));
    constexpr Point bank{ 0.051, 0.051 };
    for (std::size_t i = 6; i + 6 < line.size(); i += 6)
        paintTrees(scene.canvas, dice, { line[i] + bank, line[i + 6] + bank, 0.014 });
}

} // namespace

void paintFields(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const Point axis = onEllipse({}, 1, 1, dice.between(-0.11, 0.11));
    const Land land{ { canvas.width() / 2 - scene.time * 0.25, 0.5 + scene.time * 0.08 }, axis };
    const double reach = std::sqrt(canvas.width() * canvas.width() + 1) / 2 + 0.3;
    std::vector<Plot> plots;
    split({ -reach, -reach, reach, reach }, dice, reach < 1.5 ? 6 : 8, plots);
    const std::array<Tone, 6> palette{ lifted({ 0.66, 0.15, scene.hue }),
        lifted({ 0.76, 0.12, scene.hue + 0.04 }), lifted({ 0.56, 0.12, scene.hue - 0.04 }),
        Tone{ 0.58, 0.105, 0.36 }, Tone{ 0.80, 0.10, 0.27 }, Tone{ 0.64, 0.065, 0.17 } };
    const Pixel lane = pixel({ 0.86, 0.035, 0.22 });
    fillRectangle(canvas, { -1, -1 }, { canvas.width() + 1, 2 }, lane);
    int last = 0;
    for (const Plot& plot : plots) {
        // The item's own hue on half of the plots, never the neighbour's tone again.
        int choice = dice.chance(0.58) ? dice.below(3) : 3 + dice.below(3);
        if (choice == last)
            choice = (choice + 1) % 6;
        last = choice;
        Tone tone = palette[static_cast<std::size_t>(choice)];
        tone.lightness += dice.between(-0.04, 0.04);
        constexpr double gap = 0.006;
        const Plot inner{ plot.left + gap, plot.top + gap, plot.right - gap, plot.bottom - gap };
        paintPlot(scene, land, inner, tone);
        if (dice.chance(0.45))
            paintTrees(canvas, dice,
                { land.at(plot.left, plot.bottom), land.at(plot.right, plot.bottom), 0.013 });
    }
    if (dice.chance(0.55))
        paintRiver(scene, land, 0.66);
}

} // namespace poolscope::media::scene
