// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"
#include "core/media/paint/color.h"

#include <functional>
#include <span>

namespace poolscope::media::paint {

/// A thing's surface: its colours by brightness, and how sharply it mirrors the lamp.
struct Material {
    Ramp ramp;
    double gloss = 0; ///< 0 chalk .. 1 glazed
};

/// A ball lit from the upper left.
void fillBall(Canvas& canvas, const Disc& ball, const Material& material);

/// The upper half of a ball that lies on its cut, seen from slightly above.
void fillDome(Canvas& canvas, const Disc& ball, const Material& material);

/// The silhouette of something turned on a lathe, standing upright.
struct Lathe {
    double axis = 0; ///< x of the middle
    double top = 0; ///< y
    double bottom = 0; ///< y
    /// Radii at equal distances from top to bottom.
    std::span<const double> radii;
    /// Height over width of its circles, seen from slightly above.
    double tilt = 0.12;
};

/// Radius at a height; the profile is smooth.
double radiusAt(const Lathe& lathe, double y);

/// From a y to a larger one.
struct Heights {
    double from = 0;
    double to = 0;
};

/// Paints the part of the surface between two heights, with round lower and upper borders, lit
/// from the upper left.
void fillLathe(Canvas& canvas, const Lathe& lathe, const Heights& part, const Material& material);

/// A box seen from above one of its edges: front left, front right and top face.
struct Box {
    Point foot; ///< the lowest corner
    double width = 0; ///< of each face, along x
    double height = 0;
    double slope = 0.4; ///< how much faces rise towards the sides
};
void fillBox(Canvas& canvas, const Box& box, const Ramp& ramp);

} // namespace poolscope::media::paint
