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

// Layered mountains and hills under a wide sky.

namespace poolscope::media::scene {

namespace {

using namespace paint;

struct Weather {
    Tone land; ///< nearest to the eye
    Tone zenith;
    Tone horizon;
    Tone glow;
    Point sun;
    double clouds; ///< 0 clear .. 1 overcast
    std::uint32_t seed;
};

void paintSky(Scene& scene, const Weather& weather, double horizon)
{
    const Ramp colors
        = ramp({ { 0, weather.zenith }, { 0.55, weather.horizon }, { 1, weather.glow } });
    const double drift = scene.time * 0.12;
    Field field(scene.canvas, colors, { .grain = 0 }, [&](double x, double y) {
        const double dx = x - weather.sun.x;
        const double dy = y - weather.sun.y;
        const double base = 0.55 * std::min(y / horizon, 1.1);
        const double glow = 0.46 / (1 + 14 * (dx * dx + 1.6 * dy * dy));
        const double puff = fractalNoise((x + drift) * 1.9, y * 6.2, weather.seed, 5);
        const double cloud
            = smoothStep(0.10 - 0.35 * weather.clouds, 0.62, puff) * (0.75 - 0.35 * y);
        return base + glow + (0.95 - base - glow) * cloud * (0.35 + 0.5 * weather.clouds);
    });
    fillAll(scene.canvas, field);
}

struct Ridge {
    double height; ///< y of its mean
    double swing;
    double pitch; ///< bumps per unit
    std::uint32_t seed;
    double pan;
};

/// A ridge's y by x, computed once per column of pixels.
class Crest {
public:
    Crest(const Canvas& canvas, const Ridge& ridge)
        : m_canvas(canvas)
        , m_ridge(ridge)
    {
        for (int x = 0; x <= canvas.pixelWidth(); ++x)
            m_heights.push_back(heightAt(ridge, canvas.unitX(x)));
    }

    const Ridge& ridge() const { return m_ridge; }

    double operator()(double x) const
    {
        const double column = (x - m_canvas.unitX(0)) * m_canvas.scale() + 0.5;
        const double last = static_cast<double>(m_heights.size() - 1);
        return m_heights[static_cast<std::size_t>(std::clamp(column, 0.0, last))];
    }

    /// What lies below it.
    Contour outline() const
    {
        Contour contour;
        for (std::size_t x = 0; x < m_heights.size(); ++x)
            contour.push_back({ m_canvas.unitX(static_cast<int>(x)), m_heights[x] });
        const double left = m_canvas.unitX(-2);
        const double right = m_canvas.unitX(m_canvas.pixelWidth() + 2);
        contour.insert(contour.end(),
            { { right, m_heights.back() }, { right, 2 }, { left, 2 },
                { left, m_heights.front() } });
        return contour;
    }

private:
    static double heightAt(const Ridge& ridge, double x)
    {
        return ridge.height
            - ridge.swing * fractalNoise((x + ridge.pan) * ridge.pitch, 0.5, ridge.seed, 4);
    }

    const Canvas& m_canvas;
    Ridge m_ridge;
    std::vector<double> m_heights;
};

/// A line from a summit down to the ground, broken as rock is.
using Flank = std::array<Point, 15>;

Flank drawFlank(Dice& dice, Point top, Point foot, double roughness)
{
    Flank flank;
    for (std::size_t i = 0; i < flank.size(); ++i) {
        const double t = static_cast<double>(i) / (flank.size() - 1);
        const double shift = i == 0 ? 0 : dice.between(-roughness, roughness);
        flank.at(i) = { top.x + (foot.x - top.x) * t + shift, top.y + (foot.y - top.y) * t };
    }
    return flank;
}

/// What lies between two flanks, down to one of their points.
Contour between(const Flank& left, const Flank& right, std::size_t last)
{
    Contour area(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    for (std::size_t i = last + 1; i > 0; --i)
        area.push_back(right.at(i - 1));
    return area;
}

struct Snow {
    std::size_t last; ///< the lowest points of the flanks that it covers
    double teeth; ///< how far it runs down in the gullies
};

/// The same with a lower border as snow has.
Contour snowBetween(const Flank& left, const Flank& right, const Snow& snow, Dice& dice)
{
    const auto& [last, teeth] = snow;
    Contour area = between(left, right, last);
    constexpr int notches = 6;
    Contour border;
    for (int i = 1; i < notches; ++i) {
        const double t = i / static_cast<double>(notches) + dice.between(-0.05, 0.05);
        const Point& a = left.at(last);
        const Point& b = right.at(last);
        const double drop = i % 2 == 1 ? dice.between(0.4, 1.2) : dice.between(-0.5, 0.1);
        border.push_back({ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t + teeth * drop });
    }
    area.insert(area.begin() + static_cast<std::ptrdiff_t>(last) + 1, border.begin(), border.end());
    return area;
}

struct Mountain {
    Point top;
    double halfWidth;
    double foot; ///< y
    double snowLine; ///< y
    Tone rock;
    Tone snow;
    Tone mist; ///< hides the foot
};

/// A summit with a lit and a shaded side and snow upon both.
void paintMountain(Canvas& canvas, Dice& dice, const Mountain& mountain)
{
    const Point& top = mountain.top;
    const double half = mountain.halfWidth;
    const Flank left = drawFlank(dice, top, { top.x - half, mountain.foot }, half * 0.035);
    const Flank ridge = drawFlank(
        dice, top, { top.x + half * dice.between(-0.1, 0.35), mountain.foot }, half * 0.11);
    const Flank right = drawFlank(dice, top, { top.x + half, mountain.foot }, half * 0.035);
    const auto paintPart = [&](Contour area, const Tone& tone) {
        const Ramp colors = ramp({ { 0, tone }, { 0.35, tone }, { 1, mountain.mist } });
        fill(canvas, { std::move(area) }, fading(canvas, colors, { top.y, mountain.foot }));
    };
    const auto shaded = [](const Tone& tone, double share) {
        return Tone{ tone.lightness * share, tone.chroma, tone.hue };
    };
    const std::size_t last = left.size() - 1;
    paintPart(between(left, ridge, last), mountain.rock);
    paintPart(between(ridge, right, last), shaded(mountain.rock, 0.78));
    const double snowShare = (mountain.snowLine - top.y) / (mountain.foot - top.y);
    if (snowShare < 0.12)
        return;
    const Snow snow{ static_cast<std::size_t>(snowShare * static_cast<double>(last)), half * 0.17 };
    paintPart(snowBetween(left, ridge, snow, dice), mountain.snow);
    paintPart(snowBetween(ridge, right, snow, dice),
        paint::between(shaded(mountain.snow, 0.84), mountain.rock, 0.15));
}

/// Summits beside and before one another, the farthest first.
void paintRange(Scene& scene, const Weather& weather, double foot)
{
    Dice dice = scene.dice.fork();
    const double snow = dice.between(0.17, 0.25);
    constexpr int rows = 3;
    for (int row = 0; row < rows; ++row) {
        const double nearness = static_cast<double>(row) / (rows - 1);
        const double pan = scene.time * (0.02 + 0.03 * nearness);
        const double haze = 0.66 - 0.24 * nearness;
        for (double x = dice.between(-0.2, 0.1); x < scene.canvas.width() + 0.3;
             x += dice.between(0.34, 0.62)) {
            const double height = dice.between(0.16, 0.40) * (1.05 - 0.35 * nearness);
            const Mountain mountain{ { x - pan, foot - height }, height * dice.between(0.95, 1.3),
                foot + 0.02, foot - snow + dice.between(-0.02, 0.02),
                paint::between(weather.land, weather.horizon, haze),
                paint::between(weather.glow, weather.horizon, 0.55 - 0.5 * nearness),
                paint::between(weather.land, weather.horizon, 0.88) };
            paintMountain(scene.canvas, dice, mountain);
        }
    }
}

/// What a hill is covered with.
struct Cover {
    Tone near;
    Tone mist; ///< farther down
    double bottom; ///< y where the mist is densest
};

void paintHill(Scene& scene, const Crest& crest, const Cover& cover)
{
    const auto& [near, mist, bottom] = cover;
    const Ridge& ridge = crest.ridge();
    const Ramp colors = ramp(
        { { 0, { near.lightness * 0.72, near.chroma, near.hue } }, { 0.35, near }, { 1, mist } });
    const double depth = std::max(bottom - ridge.height, 0.05);
    Field field(scene.canvas, colors, { .grain = 2 }, [&](double x, double y) {
        const double down = y - crest(x);
        const double pasture = 0.10 * fractalNoise((x + ridge.pan) * 5, y * 16, ridge.seed + 3, 4);
        const double edge = 0.20 * smoothStep(0.05, 0, down);
        return 0.28 + pasture + edge + 0.42 * smoothStep(0.2, 1.0, down / depth);
    });
    fill(scene.canvas, { crest.outline() }, field);
}

void addConifer(Path& path, Point foot, double height, Dice& dice)
{
    const double half = height * dice.between(0.17, 0.22);
    Contour outline{ { foot.x, foot.y - height } };
    constexpr int tiers = 5;
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < tiers; ++i) {
            const int tier = side == 0 ? i + 1 : tiers - i;
            const double y = foot.y - height * (1 - tier / (tiers + 0.4));
            const double reach = half * tier / tiers;
            const double inner = reach * 0.55;
            const double sign = side == 0 ? 1 : -1;
            const Point tip{ foot.x + sign * reach, y };
            const Point notch{ foot.x + sign * inner, y - height * 0.012 };
            outline.push_back(side == 0 ? tip : notch);
            outline.push_back(side == 0 ? notch : tip);
        }
    }
    path.push_back(std::move(outline));
}

void paintForest(Scene& scene, const Crest& crest, double size, const Tone& tone)
{
    const Ridge& ridge = crest.ridge();
    Dice dice = scene.dice.fork();
    Path path;
    for (double x = -0.1; x < scene.canvas.width() + 0.4; x += size * dice.between(0.16, 0.42)) {
        const bool isGap = noise((x + 3) * 2.2, 0.5, ridge.seed + 9) < -0.25;
        const double height = size * dice.between(0.6, 1.15);
        const double at = x - ridge.pan;
        if (!isGap)
            addConifer(path, { at, crest(at) + height * 0.16 }, height, dice);
    }
    fill(scene.canvas, path, pixel(tone));
}

Weather drawWeather(Scene& scene)
{
    Dice& dice = scene.dice;
    const double h = scene.hue;
    const Point sun{ scene.canvas.width() * dice.between(0.2, 0.8),
        dice.between(0.18, 0.48) - 0.06 * scene.time };
    const double kind = dice.unit();
    const auto seed = static_cast<std::uint32_t>(dice.word());
    const double clouds = dice.between(0.1, 0.9);
    const double aside = dice.between(-0.05, 0.10);
    const double ownHue = h - std::floor(h);
    if (ownHue > 0.22 && ownHue < 0.50) // green belongs to the land
        return { { 0.56, 0.135, std::max(ownHue, 0.30) }, { 0.70, 0.09, 0.66 },
            { 0.93, 0.035, 0.60 }, { 0.99, 0.02, 0.3 }, sun, clouds, seed };
    if (kind < 0.45) // day
        return { { 0.42, 0.095, h + aside }, { 0.60, 0.13, h }, { 0.88, 0.06, h + 0.02 },
            { 0.985, 0.02, h + 0.1 }, sun, clouds, seed };
    if (kind < 0.8) // dawn and dusk: the sky turns towards the warm side
        return { { 0.31, 0.085, h - aside }, { 0.50, 0.13, h }, { 0.80, 0.12, h + 0.12 },
            { 0.95, 0.10, h + 0.2 }, sun, clouds, seed };
    return { { 0.20, 0.07, h + aside }, { 0.27, 0.10, h }, { 0.56, 0.12, h + 0.04 },
        { 0.90, 0.07, h + 0.1 }, sun, clouds * 0.5, seed }; // night
}

void paintSun(Canvas& canvas, const Weather& weather)
{
    const Tone& glow = weather.glow;
    fillHaze(canvas, { weather.sun, 0.26, 0.26, pixel(glow), 0.8 });
    fill(canvas, { circle({ weather.sun, 0.045 }) },
        pixel({ std::min(glow.lightness + 0.1, 0.99), glow.chroma * 0.5, glow.hue }), 240);
}

} // namespace

void paintLandscape(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const Weather weather = drawWeather(scene);
    const double shore = dice.between(0.60, 0.68);
    const bool hasLake = dice.chance(0.5);
    paintSky(scene, weather, shore);
    paintSun(canvas, weather);

    const double pan = scene.time * 0.25;
    const auto seed = static_cast<std::uint32_t>(dice.word());
    const Tone& near = weather.land;
    const Tone& mist = weather.horizon;
    const auto hazy = [&](double share) { return paint::between(near, mist, share); };
    const auto tree = [&](double share) {
        const Tone tone = hazy(share);
        return Tone{ tone.lightness * 0.64, tone.chroma * 0.9, tone.hue };
    };
    if (dice.chance(0.65)) {
        paintRange(scene, weather, shore);
    } else {
        const Crest far(canvas, { shore - dice.between(0.17, 0.24), 0.16, 1.5, seed, pan * 0.15 });
        paintHill(scene, far, { hazy(0.6), mist, shore + 0.1 });
    }
    const Crest middle(canvas, { shore - 0.08, 0.10, 2.1, seed + 200, pan * 0.4 });
    paintHill(scene, middle, { hazy(0.42), hazy(0.85), shore + 0.12 });
    paintForest(scene, middle, 0.045, tree(0.42));
    const Crest closer(canvas, { shore - 0.005, 0.05, 2.6, seed + 300, pan * 0.65 });
    paintHill(scene, closer, { hazy(0.2), hazy(0.6), 1.05 });
    paintForest(scene, closer, 0.075, tree(0.2));
    if (hasLake)
        fillWater(canvas,
            { shore + 0.05, 1.0, pixel(paint::between(near, weather.zenith, 0.6)), 0.85,
                scene.time });
    const Crest front(canvas, { hasLake ? 0.97 : 0.84, 0.10, 1.6, seed + 400, pan });
    paintHill(scene, front, { near, hazy(0.25), 1.1 });
    paintForest(scene, front, hasLake ? 0.24 : 0.17, tree(0));
}

} // namespace poolscope::media::scene
