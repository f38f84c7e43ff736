// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/bitmap.h"
#include "core/media/paint/color.h"
#include "core/media/paint/path.h"
#include "core/media/paint/raster.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace poolscope::media::paint {

/// A Bitmap to paint on in units that do not depend on its size: the shorter side is 1 long and
/// (0, 0) its top left corner. Very long pictures show the middle of a scene four times as long as
/// high, so that no picture takes more strokes than its size deserves.
///
/// Once the stop is requested nothing is painted any more, so that scenes need not ask.
class Canvas {
public:
    /// The bitmap must outlive the canvas and have its size already.
    Canvas(Bitmap& target, std::stop_token stop);

    /// Length of the whole scene in units; one of the two is 1.
    double width() const { return m_sceneWidth; }
    double height() const { return m_sceneHeight; }
    /// Pixels per unit.
    double scale() const { return m_scale; }
    int pixelWidth() const { return m_target.width; }
    int pixelHeight() const { return m_target.height; }

    bool stopped() const { return m_stop.stop_requested(); }

    Pixel* row(int y)
    {
        return m_target.pixels.data() + static_cast<std::ptrdiff_t>(y) * m_target.width;
    }

    /// Units of a pixel's centre.
    double unitX(int x) const { return (x + 0.5 - m_originX) / m_scale; }
    double unitY(int y) const { return (y + 0.5 - m_originY) / m_scale; }
    /// 1/256 pixels of a place, kept within what the rasterizer can compute with.
    Corner corner(Point point) const;

    /// What the area covers; valid until the next call.
    std::span<const Span> spans(const Path& path);

private:
    Bitmap& m_target;
    std::stop_token m_stop;
    double m_scale = 1;
    double m_originX = 0;
    double m_originY = 0;
    double m_sceneWidth = 1;
    double m_sceneHeight = 1;
    Rasterizer m_rasterizer;
    std::vector<Corner> m_corners;
};

/// A paint is a function of y that returns a function of x that returns the Pixel there.
inline auto solid(Pixel color)
{
    return [color](int) { return [color](int) { return color; }; };
}

/// How much of the paint arrives, 0..256.
inline constexpr std::uint32_t opaque = 256;

template <class Paint>
void fill(Canvas& canvas, const Path& path, Paint&& paint, std::uint32_t opacity = opaque)
{
    for (const Span& span : canvas.spans(path)) {
        if (canvas.stopped())
            return;
        const auto colorAt = paint(span.y);
        Pixel* const row = canvas.row(span.y);
        const std::uint32_t weight = span.coverage * opacity >> 8U;
        if (weight == opaque) {
            for (int x = span.x; x < span.x + span.length; ++x)
                row[x] = colorAt(x);
        } else {
            for (int x = span.x; x < span.x + span.length; ++x)
                row[x] = mix(row[x], colorAt(x), weight);
        }
    }
}

inline void fill(Canvas& canvas, const Path& path, Pixel color, std::uint32_t opacity = opaque)
{
    fill(canvas, path, solid(color), opacity);
}

/// A colour and how much of it arrives.
struct Brush {
    Brush(Pixel color_, std::uint32_t opacity_ = opaque)
        : color(color_)
        , opacity(opacity_)
    {
    }

    Pixel color;
    std::uint32_t opacity;
};

/// An upright rectangle, faster than by its path.
void fillRectangle(Canvas& canvas, Point topLeft, Point bottomRight, const Brush& brush);

/// Tints an ellipse most in its middle, fading to nothing at its border: shadows and glows.
struct Haze {
    Point center;
    double radiusX = 0;
    double radiusY = 0;
    Pixel color = 0;
    double strength = 1; ///< in the middle, 0..1
};
void fillHaze(Canvas& canvas, const Haze& haze);

} // namespace poolscope::media::paint
