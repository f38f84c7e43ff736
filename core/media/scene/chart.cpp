// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/scene/chart.h"

#include <algorithm>
#include <array>

namespace poolscope::media::scene {

namespace {

using namespace paint;

void paintFrame(Page& page, Point topLeft, Point bottomRight)
{
    fillRectangle(page.canvas, topLeft, bottomRight, pixel({ 0.965, 0.012, page.hue }));
    const Point axis{ topLeft.x, bottomRight.y };
    fillRectangle(page.canvas, axis, bottomRight + Point{ 0, 0.002 }, page.ink());
}

} // namespace

void paintBarChart(Page& page, Point topLeft, Point bottomRight)
{
    paintFrame(page, topLeft, bottomRight);
    const double height = bottomRight.y - topLeft.y;
    for (int line = 1; line < 5; ++line) {
        const double y = bottomRight.y - height * 0.2 * line;
        fillRectangle(page.canvas, { topLeft.x, y }, { bottomRight.x, y + 0.0012 }, page.rule());
    }
    const int bars = 6 + page.dice.below(4);
    const double pitch = (bottomRight.x - topLeft.x) / bars;
    const double trend = page.dice.between(-0.4, 0.4);
    for (int i = 0; i < bars; ++i) {
        const double rise
            = 0.5 + trend * (static_cast<double>(i) / bars - 0.5) + page.dice.between(-0.2, 0.25);
        const double left = topLeft.x + pitch * (i + 0.18);
        const auto paintBar = [&](double from, double share, Pixel color) {
            fillRectangle(page.canvas, { from, bottomRight.y - height * rise * share },
                { from + pitch * 0.32, bottomRight.y }, color);
        };
        paintBar(left, 1, page.strong());
        paintBar(left + pitch * 0.32, page.dice.between(0.5, 0.9), page.contrast());
    }
}

void paintLineChart(Page& page, Point topLeft, Point bottomRight)
{
    paintFrame(page, topLeft, bottomRight);
    constexpr std::size_t count = 11;
    const double width = bottomRight.x - topLeft.x;
    const double height = bottomRight.y - topLeft.y;
    for (int series = 0; series < 2; ++series) {
        std::array<Point, count> points{};
        double value = page.dice.between(0.2, 0.6);
        for (std::size_t i = 0; i < count; ++i) {
            const double share = static_cast<double>(i) / (count - 1);
            points.at(i) = { topLeft.x + width * share, bottomRight.y - height * value };
            value = std::clamp(value + page.dice.between(-0.12, 0.17), 0.06, 0.94);
        }
        const Contour line = smoothLine(points);
        const Pixel color = series == 0 ? page.strong() : page.contrast();
        if (series == 0) {
            Contour area = line;
            area.push_back(bottomRight);
            area.push_back({ topLeft.x, bottomRight.y });
            fill(page.canvas, { area }, color, 50);
        }
        fill(page.canvas, stroke(line, 0.0065), color);
        for (const Point& p : points)
            fill(page.canvas, { circle({ p, 0.0075 }) }, color);
    }
}

void paintPieChart(Page& page, const Disc& disc)
{
    constexpr int sectors = 4;
    const double start = page.dice.unit();
    double from = start;
    for (int i = 0; i < sectors; ++i) {
        const double to = i + 1 == sectors ? start + 1 : from + page.dice.between(0.14, 0.32);
        Contour sector{ disc.center };
        for (int k = 0; k <= 32; ++k)
            sector.push_back(
                onEllipse(disc.center, disc.radius, disc.radius, from + (to - from) * k / 32));
        fill(page.canvas, { sector },
            pixel({ 0.50 + 0.11 * i, 0.13 - 0.02 * i, page.hue + 0.11 * i }));
        from = to;
    }
    fill(page.canvas, { circle({ disc.center, disc.radius * 0.52 }) }, page.paper());
}

} // namespace poolscope::media::scene
