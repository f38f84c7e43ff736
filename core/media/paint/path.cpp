// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/path.h"

#include "core/base/portable_math.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace poolscope::media::paint {

namespace {

using base::portable::sinTurns;

constexpr std::size_t circleCorners = 128;

const std::array<Point, circleCorners>& unitCircle()
{
    static const auto circle = [] {
        std::array<Point, circleCorners> points{};
        for (std::size_t i = 0; i < circleCorners; ++i)
            points.at(i) = onEllipse({}, 1, 1, static_cast<double>(i) / circleCorners);
        return points;
    }();
    return circle;
}

/// Small circles need fewer corners to look round.
std::size_t cornerStep(double radius)
{
    if (radius > 0.12)
        return 1;
    if (radius > 0.03)
        return 2;
    return radius > 0.008 ? 4 : 8;
}

Point between(const std::array<Point, 4>& p, double t)
{
    // Catmull-Rom: through p[1] and p[2], with tangents along their neighbours.
    const auto along = [t](double a, double b, double c, double d) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    };
    return { along(p[0].x, p[1].x, p[2].x, p[3].x), along(p[0].y, p[1].y, p[2].y, p[3].y) };
}

void addCurve(Contour& out, const std::array<Point, 4>& p, int steps)
{
    for (int step = 0; step < steps; ++step)
        out.push_back(between(p, static_cast<double>(step) / steps));
}

/// Unit vector from a point of a line to the next; to the right where they are the same.
Point directionOf(std::span<const Point> points, std::size_t i)
{
    if (i + 1 >= points.size())
        return { 1, 0 };
    const Point step{ points[i + 1].x - points[i].x, points[i + 1].y - points[i].y };
    const double length = std::sqrt(step.x * step.x + step.y * step.y);
    return length > 0 ? Point{ step.x / length, step.y / length } : Point{ 1, 0 };
}

} // namespace

Point onEllipse(Point center, double radiusX, double radiusY, double turn)
{
    return { center.x + radiusX * sinTurns(turn + 0.25), center.y + radiusY * sinTurns(turn) };
}

Contour rectangle(double left, double top, double right, double bottom)
{
    return { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
}

Contour ellipse(Point center, double radiusX, double radiusY)
{
    Contour contour;
    const std::size_t step = cornerStep(radiusX > radiusY ? radiusX : radiusY);
    for (std::size_t i = 0; i < circleCorners; i += step) {
        const Point& unit = unitCircle().at(i);
        contour.push_back({ center.x + radiusX * unit.x, center.y + radiusY * unit.y });
    }
    return contour;
}

Contour circle(const Disc& disc)
{
    return ellipse(disc.center, disc.radius, disc.radius);
}

Contour roundedRectangle(Point topLeft, Point bottomRight, double radius)
{
    Contour contour;
    const std::size_t step = cornerStep(radius);
    const auto corner = [&](Point center, std::size_t quarter) {
        for (std::size_t i = 0; i <= circleCorners / 4; i += step) {
            const Point& unit = unitCircle().at((quarter * circleCorners / 4 + i) % circleCorners);
            contour.push_back({ center.x + radius * unit.x, center.y + radius * unit.y });
        }
    };
    const double left = topLeft.x + radius;
    const double top = topLeft.y + radius;
    const double right = bottomRight.x - radius;
    const double bottom = bottomRight.y - radius;
    corner({ right, bottom }, 0);
    corner({ left, bottom }, 1);
    corner({ left, top }, 2);
    corner({ right, top }, 3);
    return contour;
}

Contour smoothLoop(std::span<const Point> points, int steps)
{
    Contour contour;
    const std::size_t count = points.size();
    for (std::size_t i = 0; i < count; ++i)
        addCurve(contour,
            { points[(i + count - 1) % count], points[i], points[(i + 1) % count],
                points[(i + 2) % count] },
            steps);
    return contour;
}

Contour smoothLine(std::span<const Point> points, int steps)
{
    Contour line;
    const std::size_t last = points.size() - 1;
    for (std::size_t i = 0; i < last; ++i)
        addCurve(line,
            { points[i == 0 ? 0 : i - 1], points[i], points[i + 1],
                points[i + 2 > last ? last : i + 2] },
            steps);
    line.push_back(points[last]);
    return line;
}

Path stroke(std::span<const Point> points, double width)
{
    const double half = width / 2;
    Path path{ ellipse(points.front(), half, half), ellipse(points.back(), half, half) };
    Contour left;
    Contour right;
    Point before = directionOf(points, 0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point after = i + 1 < points.size() ? directionOf(points, i) : before;
        const double cosine = before.x * after.x + before.y * after.y;
        const auto addBorders = [&](double x, double y) {
            left.push_back({ points[i].x + y, points[i].y - x });
            right.push_back({ points[i].x - y, points[i].y + x });
        };
        if (cosine > 0.7) {
            // Along the middle of the two directions, as far as both borders meet.
            const double reach = half / (1 + cosine);
            addBorders((before.x + after.x) * reach, (before.y + after.y) * reach);
        } else {
            path.push_back(ellipse(points[i], half, half));
            addBorders(before.x * half, before.y * half);
            addBorders(after.x * half, after.y * half);
        }
        before = after;
    }
    left.insert(left.end(), right.rbegin(), right.rend());
    path.push_back(std::move(left));
    return path;
}

Contour placed(const Contour& contour, const Pose& pose)
{
    const Point axis = onEllipse({}, 1, 1, pose.turn);
    Contour out;
    out.reserve(contour.size());
    for (const Point& p : contour)
        out.push_back(
            { pose.at.x + p.x * axis.x - p.y * axis.y, pose.at.y + p.x * axis.y + p.y * axis.x });
    return out;
}

Path moved(Path path, Point by)
{
    for (Contour& contour : path)
        for (Point& p : contour)
            p = p + by;
    return path;
}

} // namespace poolscope::media::paint
