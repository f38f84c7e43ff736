// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/lettering.h"

#include <algorithm>
#include <array>

namespace poolscope::media::paint {

namespace {

/// A sign as pen strokes on a grid of columns 0 to 4 and rows 0 to 8; descenders reach row a.
/// A stroke is a kind and pairs of column and row:
///   l  straight from point to point
///   s  smoothly from point to point
///   o  the ellipse that fills a box given by two corners
///   c  a part of such an ellipse, clockwise from one eighth of the turn to another: 0 is right,
///      2 below, 4 left, 6 above, 8 right again
struct Sign {
    char sign;
    std::string_view strokes;
};

constexpr std::array<Sign, 31> signs{ {
    { '0', "o 00 48" },
    { '1', "l 12 30 38" },
    { '2', "c 00 44 49 l 33 08 48" },
    { '3', "c 00 44 5a c 04 48 6b" },
    { '4', "l 38 30 06 46" },
    { '5', "l 40 10 04 c 03 48 5b" },
    { '6', "o 03 48 c 00 5b 46" },
    { '7', "l 00 40 18" },
    { '8', "o 00 44 o 04 48" },
    { '9', "o 00 45 s 42 44 36 18" },
    { '-', "l 14 34" },
    { '.', "l 28" },
    { 'a', "o 03 48 l 43 48" },
    { 'b', "o 03 48 l 00 08" },
    { 'c', "c 03 48 17" },
    { 'd', "o 03 48 l 40 48" },
    { 'e', "c 03 48 18 l 05 45" },
    { 'g', "o 03 48 l 43 48 c 06 4a 03" },
    { 'h', "l 00 08 c 03 47 48 l 45 48" },
    { 'i', "l 23 28 l 21" },
    { 'l', "l 20 28" },
    { 'm', "l 03 08 c 03 25 48 l 24 28 c 23 45 48 l 44 48" },
    { 'n', "l 03 08 c 03 47 48 l 45 48" },
    { 'o', "o 03 48" },
    { 'p', "o 03 48 l 03 0a" },
    { 'q', "o 03 48 l 43 4a" },
    { 'r', "l 13 18 c 13 57 47" },
    { 's', "c 03 45 27 c 05 48 6b" },
    { 't', "l 10 16 c 14 58 24 l 03 33" },
    { 'u', "l 03 06 c 04 48 04 l 43 48" },
    { 'v', "l 03 28 43" },
} };

constexpr double gridRows = 8;

int digitOf(char sign)
{
    return sign >= 'a' ? sign - 'a' + 10 : sign - '0';
}

Point onGrid(char column, char row, double size)
{
    constexpr double margin = 0.7; // on both sides of the four columns
    return { (digitOf(column) + margin) / gridRows * size,
        (digitOf(row) - gridRows) / gridRows * size };
}

/// A part of the turn, in eighths.
struct Eighths {
    int from = 0;
    int to = 8;
};

/// That part of the ellipse that fills the box.
Contour arc(Point topLeft, Point bottomRight, Eighths part, int cornersPerEighth)
{
    const Point center{ (topLeft.x + bottomRight.x) / 2, (topLeft.y + bottomRight.y) / 2 };
    Contour line;
    const int steps = (part.to - part.from) * cornersPerEighth;
    for (int i = 0; i <= steps; ++i)
        line.push_back(onEllipse(center, bottomRight.x - center.x, bottomRight.y - center.y,
            (part.from + static_cast<double>(i) / cornersPerEighth) / 8));
    return line;
}

/// Small signs need few corners.
int cornersPerEighth(double size)
{
    return size > 0.1 ? 6 : size > 0.03 ? 4 : 2;
}

} // namespace

const Path& Lettering::glyph(char sign)
{
    const auto [at, isNew] = m_glyphs.try_emplace(sign);
    Path& path = at->second;
    const auto* const known = std::find_if(
        signs.begin(), signs.end(), [sign](const Sign& each) { return each.sign == sign; });
    if (!isNew || known == signs.end())
        return path;
    const int corners = cornersPerEighth(m_size);
    const std::string_view strokes = known->strokes;
    for (std::size_t i = 0; i < strokes.size();) {
        const char kind = strokes[i];
        const std::size_t first = i + 2;
        Contour line;
        for (i += 2; i + 1 < strokes.size() && strokes[i + 1] != ' '; i += 3)
            line.push_back(onGrid(strokes[i], strokes[i + 1], m_size));
        if (kind == 's')
            line = smoothLine(line, 2 * corners);
        if (kind == 'o')
            line = arc(line[0], line[1], {}, corners);
        if (kind == 'c')
            line = arc(line[0], line[1],
                { digitOf(strokes[first + 6]), digitOf(strokes[first + 7]) }, corners);
        for (Contour& part : stroke(line, m_size * m_weight))
            path.push_back(std::move(part));
    }
    return path;
}

void Lettering::write(Canvas& canvas, std::string_view text, Point origin, const Brush& brush)
{
    // Letters of a pixel's size are only a grey line.
    if (m_size * canvas.scale() < 1.5) {
        fillRectangle(canvas, { origin.x, origin.y - m_size * 0.6 },
            { origin.x + width(text), origin.y }, { brush.color, brush.opacity / 2 });
        return;
    }
    for (const char sign : text) {
        fill(canvas, moved(glyph(sign), origin), brush.color, brush.opacity);
        origin.x += advance();
    }
}

} // namespace poolscope::media::paint
