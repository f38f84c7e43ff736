// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/raster.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>

namespace poolscope::media::paint {

namespace {

constexpr std::int32_t one = 256;

std::int32_t cellOf(std::int32_t position)
{
    return position >> 8; // floor, also below zero
}

/// Where the line from a to b is at `at`, measured along the other axis.
std::int32_t crossing(std::int32_t a, std::int32_t b, std::int64_t at, std::int64_t length)
{
    return a + static_cast<std::int32_t>((std::int64_t{ b } - a) * at / length);
}

} // namespace

void Rasterizer::add(std::span<const Corner> contour)
{
    for (std::size_t i = 0; i < contour.size(); ++i)
        addEdge(contour[i], contour[i + 1 == contour.size() ? 0 : i + 1]);
}

void Rasterizer::addEdge(Corner from, Corner to)
{
    if (from.y == to.y)
        return;
    const bool down = from.y < to.y;
    const Corner top = down ? from : to;
    const Corner bottom = down ? to : from;
    const std::int32_t firstRow = std::max(cellOf(top.y), 0);
    const std::int32_t lastRow = std::min(cellOf(bottom.y - 1), m_height - 1);
    const std::int64_t height = std::int64_t{ bottom.y } - top.y;
    for (std::int32_t row = firstRow; row <= lastRow; ++row) {
        const std::int32_t yStart = std::max(row * one, top.y);
        const std::int32_t yEnd = std::min((row + 1) * one, bottom.y);
        const Corner start{ crossing(top.x, bottom.x, yStart - top.y, height), yStart };
        const Corner end{ crossing(top.x, bottom.x, yEnd - top.y, height), yEnd };
        if (down)
            addInRow(row, start, end);
        else
            addInRow(row, end, start);
    }
}

void Rasterizer::addCell(std::int32_t row, std::int32_t x, Corner from, Corner to)
{
    const std::int32_t cover = to.y - from.y;
    const std::int32_t area = cover * (from.x + to.x - 2 * x * one);
    // Small details put many short edges into one pixel.
    if (!m_cells.empty() && m_cells.back().x == x && m_cells.back().y == row) {
        m_cells.back().cover += cover;
        m_cells.back().area += area;
    } else {
        m_cells.push_back({ row, x, cover, area });
    }
}

void Rasterizer::addInRow(std::int32_t row, Corner from, Corner to)
{
    // What lies left of the picture still covers the whole row; what lies right covers nothing.
    from.x = std::clamp(from.x, -one, m_width * one);
    to.x = std::clamp(to.x, -one, m_width * one);
    const std::int32_t step = to.x >= from.x ? 1 : -1;
    const std::int32_t last = cellOf(step > 0 ? std::max(to.x - 1, from.x) : to.x);
    std::int32_t x = cellOf(step > 0 ? from.x : std::max(from.x - 1, to.x));
    const std::int64_t width = std::int64_t{ to.x } - from.x;
    Corner start = from;
    for (; x != last; x += step) {
        const std::int32_t border = (step > 0 ? x + 1 : x) * one;
        const Corner end{ border, crossing(from.y, to.y, border - from.x, width) };
        addCell(row, x, start, end);
        start = end;
    }
    addCell(row, x, start, to);
}

void Rasterizer::sortByRows()
{
    const auto [first, last] = std::minmax_element(
        m_cells.begin(), m_cells.end(), [](const Cell& a, const Cell& b) { return a.y < b.y; });
    const std::int32_t top = first->y;
    m_rowStarts.assign(static_cast<std::size_t>(last->y - top) + 1, 0);
    for (const Cell& cell : m_cells)
        ++m_rowStarts[static_cast<std::size_t>(cell.y - top)];
    // First where each row ends; placing its cells from the back leaves where it begins.
    std::partial_sum(m_rowStarts.begin(), m_rowStarts.end(), m_rowStarts.begin());
    m_sorted.resize(m_cells.size());
    for (auto cell = m_cells.rbegin(); cell != m_cells.rend(); ++cell)
        m_sorted[--m_rowStarts[static_cast<std::size_t>(cell->y - top)]] = *cell;
}

void Rasterizer::sweepRow(std::span<Cell> cells)
{
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.x < b.x; });
    const auto emit = [&](std::int32_t begin, std::int32_t end, std::int32_t doubledArea) {
        begin = std::max(begin, 0);
        end = std::min(end, m_width);
        const auto coverage = static_cast<std::uint32_t>(std::min(std::abs(doubledArea) >> 9, one));
        if (begin < end && coverage > 0)
            m_spans.push_back({ cells.front().y, begin, end - begin, coverage });
    };
    std::int32_t cover = 0;
    for (std::size_t i = 0; i < cells.size();) {
        const std::int32_t x = cells[i].x;
        std::int32_t area = 0;
        for (; i < cells.size() && cells[i].x == x; ++i) {
            cover += cells[i].cover;
            area += cells[i].area;
        }
        emit(x, x + 1, cover * 2 * one - area);
        if (i < cells.size())
            emit(x + 1, cells[i].x, cover * 2 * one);
    }
}

std::span<const Span> Rasterizer::spans()
{
    m_spans.clear();
    if (m_cells.empty())
        return m_spans;
    sortByRows();
    const std::span<Cell> all(m_sorted);
    for (std::size_t row = 0; row < m_rowStarts.size(); ++row) {
        const std::size_t begin = m_rowStarts[row];
        const std::size_t end = row + 1 < m_rowStarts.size() ? m_rowStarts[row + 1] : all.size();
        if (begin < end)
            sweepRow(all.subspan(begin, end - begin));
    }
    m_cells.clear();
    return m_spans;
}

} // namespace poolscope::media::paint
