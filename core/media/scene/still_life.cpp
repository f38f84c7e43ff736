// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/media/paint/fade.h"
#include "core/media/paint/field.h"
#include "core/media/paint/solid.h"
#include "core/media/scene/scene.h"

#include <array>
#include <cmath>
#include <cstdlib>

// Shaded solids on a stage, as set builders photograph them.

namespace poolscope::media::scene {

namespace {

using namespace paint;

constexpr double horizon = 0.66;
constexpr double tilt = 0.22;

struct Stage {
    Tone wall;
    double lamp; ///< how far the lamp has moved
    Pixel shadow;
};

void paintStage(Scene& scene, const Stage& stage)
{
    const Tone wall = stage.wall;
    const Ramp colors
        = ramp({ { 0, { wall.lightness * 0.66, wall.chroma, wall.hue - 0.02 } }, { 0.6, wall },
            { 1,
                { wall.lightness + (1 - wall.lightness) * 0.62, wall.chroma * 0.6,
                    wall.hue + 0.02 } } });
    const double middle = scene.canvas.width() * 0.42 + stage.lamp;
    Field field(scene.canvas, colors, { .grain = 0 }, [&](double x, double y) {
        const double dx = x - middle;
        const double dy = y - 0.2;
        const double wallLight = 0.16 + 0.66 / (1 + 1.5 * (dx * dx + dy * dy));
        const double floorLight = 0.62 + 0.30 * (y - horizon) - 0.22 * dx * dx;
        return y < horizon ? wallLight - 0.10 * smoothStep(horizon - 0.12, horizon, y) : floorLight;
    });
    fillAll(scene.canvas, field);
}

/// An arch, a disc or steps against the wall, as dim as the wall itself.
void paintScenery(Scene& scene, const Stage& stage, const Tone& tone)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const double middle = canvas.width() / 2 + dice.between(-0.3, 0.3);
    const int kind = dice.below(3);
    const Ramp colors = materialRamp(tone);
    const auto lit = [&](int from, int to) {
        return fading(canvas, colors, { 0, horizon, from, to });
    };
    if (kind == 0) {
        const double half = dice.between(0.22, 0.30);
        const auto arch = [&](double grow, double shift) {
            Contour outline{ { middle + half + grow + shift, horizon },
                { middle - half - grow + shift, horizon } };
            for (int i = 0; i <= 64; ++i)
                outline.push_back(
                    onEllipse({ middle + shift, 0.36 }, half + grow, half + grow, 0.5 + i / 128.0));
            return outline;
        };
        fill(canvas, { arch(0.045, 0) }, lit(176, 158));
        fill(canvas, { arch(0, 0) }, lit(70, 100));
        fill(canvas, { arch(-0.035, 0.022) }, lit(112, 140));
    } else if (kind == 1) {
        const double radius = dice.between(0.24, 0.32);
        fillHaze(
            canvas, { { middle + 0.05, 0.36 }, radius * 1.35, radius * 1.35, stage.shadow, 0.5 });
        fill(canvas, { circle({ { middle, 0.33 }, radius }) }, lit(190, 140));
    } else {
        for (int step = 0; step < 4; ++step) {
            const double left = middle - 0.5 + 0.16 * step;
            const double top = horizon - 0.10 - 0.10 * step;
            fillRectangle(canvas, { left, top }, { middle + 0.75, horizon },
                colors[static_cast<std::size_t>(148 - 8 * step)]);
            fillRectangle(canvas, { left, top }, { middle + 0.75, top + 0.022 }, colors[196]);
        }
    }
}

enum class Solid { ball, cylinder, cone, dome, box };

struct Piece {
    Solid solid;
    double axis;
    double ground;
    double size;
    Tone tone;
    double gloss;
};

void paintTurned(Canvas& canvas, const Piece& piece, std::span<const double> radii, double height)
{
    const Lathe lathe{ piece.axis, piece.ground - height, piece.ground, radii, tilt };
    const Material material{ materialRamp(piece.tone), piece.gloss };
    fillLathe(canvas, lathe, { lathe.top, lathe.bottom }, material);
    if (radii.front() > 0.01)
        fill(canvas, { ellipse({ lathe.axis, lathe.top }, radii.front(), radii.front() * tilt) },
            material.ramp[196]);
}

void paintPiece(Canvas& canvas, const Piece& piece)
{
    const double r = piece.size;
    switch (piece.solid) {
    case Solid::ball:
        fillBall(canvas, { { piece.axis, piece.ground - r * 0.86 }, r },
            { materialRamp(piece.tone), piece.gloss });
        break;
    case Solid::cylinder:
        paintTurned(canvas, piece, std::array{ r, r, r }, r * 1.5);
        break;
    case Solid::cone:
        paintTurned(canvas, piece, std::array{ 0.001, r / 3, r * 2 / 3, r }, r * 2.2);
        break;
    case Solid::dome:
        fillDome(canvas, { { piece.axis, piece.ground - r * tilt * 0.3 }, r },
            { materialRamp(piece.tone), piece.gloss });
        break;
    case Solid::box:
        fillBox(canvas, { { piece.axis, piece.ground + r * 0.2 }, r * 0.88, r * 1.25, 0.34 },
            materialRamp(piece.tone));
        break;
    }
}

void paintShadow(Canvas& canvas, const Stage& stage, const Piece& piece)
{
    const double r = piece.size;
    const double reach = 1.1 - stage.lamp * 2;
    fillHaze(canvas,
        { { piece.axis + r * reach, piece.ground + r * 0.02 }, r * 2.6, r * 0.55, stage.shadow,
            0.62 });
    fillHaze(canvas,
        { { piece.axis + r * 0.15, piece.ground + r * 0.05 }, r * 1.5, r * 0.42, stage.shadow,
            0.75 });
}

} // namespace

void paintStillLife(Scene scene)
{
    Dice& dice = scene.dice;
    Canvas& canvas = scene.canvas;
    const double mood = dice.unit();
    const Tone wall = lifted(mood < 0.6 ? Tone{ 0.82, 0.085, scene.hue }
            : mood < 0.85               ? Tone{ 0.66, 0.12, scene.hue }
                                        : Tone{ 0.42, 0.10, scene.hue });
    const Stage stage{ wall, 0.2 * scene.time,
        pixel({ wall.lightness * 0.42, wall.chroma, wall.hue - 0.03 }) };
    paintStage(scene, stage);
    const double contrast = scene.hue + dice.oneOf(std::array{ 0.5, 0.40, 0.60 });
    const std::array<Tone, 5> palette{ lifted({ 0.74, 0.12, contrast }),
        Tone{ 0.90, 0.03, scene.hue + 0.1 },
        Tone{ wall.lightness * 0.78, wall.chroma * 1.3, scene.hue },
        lifted({ 0.58, 0.14, contrast + 0.06 }), Tone{ 0.82, 0.11, scene.hue + 0.14 } };
    paintScenery(scene, stage,
        { wall.lightness * 0.96, wall.chroma * 1.15, wall.hue + dice.between(-0.04, 0.06) });

    // A podium in the middle carries one piece; others stand around it, the nearest last.
    const double middle = canvas.width() / 2 + dice.between(-0.08, 0.08);
    const int first = dice.below(5);
    const auto tone = [&](int i) { return palette[static_cast<std::size_t>((first + i) % 5)]; };
    const auto anySolid = [&] {
        return dice.oneOf(std::array{
            Solid::ball, Solid::ball, Solid::cone, Solid::box, Solid::dome, Solid::cylinder });
    };
    const double podiumRadius = dice.between(0.17, 0.21);
    const double podiumHeight = dice.between(0.10, 0.2);
    const Piece podium{ Solid::cylinder, middle, 0.79, podiumRadius, tone(0), 0.2 };
    const Piece tall{ dice.oneOf(std::array{ Solid::box, Solid::cylinder, Solid::cone }),
        middle - 0.42, 0.76, dice.between(0.13, 0.17), tone(2), 0.2 };
    const Piece side{ anySolid(), middle + dice.between(0.36, 0.46), 0.78, dice.between(0.12, 0.16),
        tone(3), 0.5 };
    const double bob = 0.012 * base::portable::sinTurns(scene.time * 2);
    const Piece crown{ dice.oneOf(std::array{ Solid::ball, Solid::ball, Solid::cone, Solid::dome }),
        middle, podium.ground - podiumHeight + podiumRadius * tilt * 0.4 - std::abs(bob),
        podiumRadius * dice.between(0.62, 0.8), tone(1), 0.8 };
    for (const Piece& piece : { tall, side }) {
        paintShadow(canvas, stage, piece);
        paintPiece(canvas, piece);
    }
    paintShadow(canvas, stage, podium);
    paintTurned(
        canvas, podium, std::array{ podiumRadius, podiumRadius, podiumRadius }, podiumHeight);
    fillHaze(canvas,
        { { crown.axis + 0.03, crown.ground }, crown.size * 1.25, crown.size * 0.34,
            pixel({ tone(0).lightness * 0.45, tone(0).chroma, tone(0).hue }), 0.75 });
    paintPiece(canvas, crown);
    const int count = 2 + dice.below(2);
    for (int i = 0; i < count; ++i) {
        const double away = (i % 2 == 0 ? 1 : -1) * (dice.between(0.20, 0.30) + 0.13 * (i / 2));
        const Piece small{ anySolid(), middle + away + 0.05 * bob, dice.between(0.88, 0.93),
            dice.between(0.05, 0.085), tone(i + 1 + (i > 0 ? 2 : 0)), 0.9 };
        paintShadow(canvas, stage, small);
        paintPiece(canvas, small);
    }
}

} // namespace poolscope::media::scene
