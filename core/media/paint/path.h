// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <vector>

namespace poolscope::media::paint {

/// A place in the picture, in units of the canvas; y grows downwards.
struct Point {
    double x = 0;
    double y = 0;
};

constexpr Point operator+(Point a, Point b)
{
    return { a.x + b.x, a.y + b.y };
}

/// Corners of a closed outline.
using Contour = std::vector<Point>;

/// An area: what any of its contours encloses.
using Path = std::vector<Contour>;

/// The point at `turn` (0 right, 0.25 below) of an ellipse.
Point onEllipse(Point center, double radiusX, double radiusY, double turn);

struct Disc {
    Point center;
    double radius = 0;
};

Contour rectangle(double left, double top, double right, double bottom);
Contour ellipse(Point center, double radiusX, double radiusY);
Contour circle(const Disc& disc);
Contour roundedRectangle(Point topLeft, Point bottomRight, double radius);

/// A closed curve through all the points, `steps` corners from each to the next.
Contour smoothLoop(std::span<const Point> points, int steps = 12);
/// Points of an open curve through all the points, ends included.
Contour smoothLine(std::span<const Point> points, int steps = 12);

/// A line with round ends and joints along the points, at least one.
Path stroke(std::span<const Point> points, double width);

/// Where a thing lies and how far it is turned, in turns clockwise.
struct Pose {
    Point at;
    double turn = 0;
};

/// An outline around (0, 0) brought to a place.
Contour placed(const Contour& contour, const Pose& pose);
/// The same area elsewhere.
Path moved(Path path, Point by);

} // namespace poolscope::media::paint
