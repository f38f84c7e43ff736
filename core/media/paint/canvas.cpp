// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/canvas.h"

#include <algorithm>
#include <array>

namespace poolscope::media::paint {

namespace {

constexpr double longestScene = 4;

/// 1/256 pixels: far outside of every picture, far inside of what 32 bits hold.
constexpr double cornerLimit = 1 << 26;

} // namespace

Canvas::Canvas(Bitmap& target, std::stop_token stop)
    : m_target(target)
    , m_stop(std::move(stop))
    , m_rasterizer(target.width, target.height)
{
    const double shorter = std::min(target.width, target.height);
    const double longer = std::max(target.width, target.height);
    m_scale = std::max(shorter, longer / longestScene);
    m_sceneWidth = std::max(target.width / m_scale, 1.0);
    m_sceneHeight = std::max(target.height / m_scale, 1.0);
    m_originX = (target.width - m_sceneWidth * m_scale) / 2;
    m_originY = (target.height - m_sceneHeight * m_scale) / 2;
}

Corner Canvas::corner(Point point) const
{
    const auto fixed = [](double pixels) {
        return static_cast<std::int32_t>(std::clamp(pixels * 256 + 0.5, -cornerLimit, cornerLimit));
    };
    return { fixed(point.x * m_scale + m_originX), fixed(point.y * m_scale + m_originY) };
}

std::span<const Span> Canvas::spans(const Path& path)
{
    if (stopped())
        return {};
    for (const Contour& contour : path) {
        m_corners.clear();
        for (const Point& point : contour)
            m_corners.push_back(corner(point));
        m_rasterizer.add(m_corners);
    }
    return m_rasterizer.spans();
}

void fillRectangle(Canvas& canvas, Point topLeft, Point bottomRight, const Brush& brush)
{
    const auto limit
        = [](std::int32_t value, int pixels) { return std::clamp(value, 0, pixels * 256); };
    const Corner from = canvas.corner(topLeft);
    const Corner to = canvas.corner(bottomRight);
    const std::int32_t left = limit(from.x, canvas.pixelWidth());
    const std::int32_t right = limit(to.x, canvas.pixelWidth());
    const std::int32_t top = limit(from.y, canvas.pixelHeight());
    const std::int32_t bottom = limit(to.y, canvas.pixelHeight());
    // Share of the pixel at `cell` that lies between two places, 0..256.
    const auto share = [](std::int32_t cell, std::int32_t begin, std::int32_t end) {
        return static_cast<std::uint32_t>(
            std::max(std::min((cell + 1) * 256, end) - std::max(cell * 256, begin), 0));
    };
    for (std::int32_t y = top >> 8; y * 256 < bottom && !canvas.stopped(); ++y) {
        const std::uint32_t rowWeight = share(y, top, bottom) * brush.opacity >> 8U;
        Pixel* const row = canvas.row(y);
        for (std::int32_t x = left >> 8; x * 256 < right; ++x)
            row[x] = mix(row[x], brush.color, share(x, left, right) * rowWeight >> 8U);
    }
}

void fillHaze(Canvas& canvas, const Haze& haze)
{
    constexpr int steps = 512;
    std::array<std::uint32_t, steps + 1> weights{};
    for (int i = 0; i < steps; ++i) {
        const double rest = 1 - static_cast<double>(i) / steps;
        weights.at(static_cast<std::size_t>(i))
            = static_cast<std::uint32_t>(rest * rest * haze.strength * 256 + 0.5);
    }
    const Corner from
        = canvas.corner({ haze.center.x - haze.radiusX, haze.center.y - haze.radiusY });
    const Corner to = canvas.corner({ haze.center.x + haze.radiusX, haze.center.y + haze.radiusY });
    const int left = std::clamp(from.x >> 8, 0, canvas.pixelWidth());
    const int right = std::clamp((to.x >> 8) + 1, 0, canvas.pixelWidth());
    const int top = std::clamp(from.y >> 8, 0, canvas.pixelHeight());
    const int bottom = std::clamp((to.y >> 8) + 1, 0, canvas.pixelHeight());
    const std::int64_t spanX = std::max((to.x - from.x) / 2, 1);
    const std::int64_t spanY = std::max((to.y - from.y) / 2, 1);
    const std::int64_t centerX = from.x + spanX;
    const std::int64_t centerY = from.y + spanY;
    for (int y = top; y < bottom && !canvas.stopped(); ++y) {
        // Squared distance as a share of the radius, 2^16 at the border; exact per row, then
        // stepped by differences.
        const std::int64_t dy = ((std::int64_t{ y } * 256 + 128 - centerY) << 16) / spanY;
        const std::int64_t rowDistance = dy * dy >> 16;
        Pixel* const row = canvas.row(y);
        const std::int64_t stepX = (std::int64_t{ 256 } << 16) / spanX;
        std::int64_t dx = ((std::int64_t{ left } * 256 + 128 - centerX) << 16) / spanX;
        for (int x = left; x < right; ++x, dx += stepX) {
            const std::int64_t distance = rowDistance + (dx * dx >> 16);
            if (distance < (std::int64_t{ 1 } << 16))
                row[x] = mix(
                    row[x], haze.color, weights[static_cast<std::size_t>(distance * steps >> 16)]);
        }
    }
}

} // namespace poolscope::media::paint
