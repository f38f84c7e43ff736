// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace poolscope::media::paint {

/// A corner in 1/256 pixels.
struct Corner {
    std::int32_t x = 0;
    std::int32_t y = 0;
};

/// Pixels of one row that an area covers equally: `coverage` is 1..256 for nothing to all of them.
struct Span {
    int y = 0;
    int x = 0;
    int length = 0;
    std::uint32_t coverage = 0;
};

/// Turns outlines into spans: exact area coverage per pixel, in integers. Add the closed contours
/// of one area, then take its spans. Contours wound the same way unite.
class Rasterizer {
public:
    Rasterizer(int width, int height)
        : m_width(width)
        , m_height(height)
    {
    }

    void add(std::span<const Corner> contour);
    /// The spans inside the picture by rows from the top; forgets the contours. Valid until the
    /// next call.
    std::span<const Span> spans();

private:
    /// What the edges inside one pixel contribute: `cover` is the height they cross, in 1/256,
    /// `area` twice the area between them and the pixel's left border.
    struct Cell {
        std::int32_t y = 0;
        std::int32_t x = 0;
        std::int32_t cover = 0;
        std::int32_t area = 0;
    };

    void addEdge(Corner from, Corner to);
    void addInRow(std::int32_t row, Corner from, Corner to);
    void addCell(std::int32_t row, std::int32_t x, Corner from, Corner to);
    void sortByRows();
    void sweepRow(std::span<Cell> cells);

    int m_width;
    int m_height;
    std::vector<Cell> m_cells;
    std::vector<Cell> m_sorted;
    std::vector<std::size_t> m_rowStarts;
    std::vector<Span> m_spans;
};

} // namespace poolscope::media::paint
