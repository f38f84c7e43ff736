// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/field.h"

#include <algorithm>

namespace poolscope::media::paint {

namespace {

constexpr int largestShift = 6;

} // namespace

Field::Field(const Canvas& canvas, const Ramp& ramp, Texture texture, Intensity intensity)
    : m_canvas(canvas)
    , m_ramp(ramp)
    , m_intensity(std::move(intensity))
    , m_grain(static_cast<std::int32_t>(texture.grain * 2))
{
    while (m_shift < largestShift && (2 << m_shift) * texture.detail <= canvas.scale())
        ++m_shift;
    const auto columns = static_cast<std::size_t>((canvas.pixelWidth() >> m_shift) + 2);
    m_upper.resize(columns);
    m_lower.resize(columns);
    m_row.resize(columns);
}

void Field::computeLatticeRow(int index, LatticeRow& out) const
{
    // Kept far enough from the ends of the ramp that grain cannot leave it.
    const double margin = m_grain * 128;
    const double y = m_canvas.unitY(index << m_shift);
    for (std::size_t column = 0; column < out.size(); ++column) {
        const double x = m_canvas.unitX(static_cast<int>(column) << m_shift);
        out[column] = static_cast<std::int32_t>(
            std::clamp(m_intensity(x, y) * 65535, margin, 65535 - margin));
    }
}

void Field::loadRow(int y)
{
    const int index = y >> m_shift;
    if (index == m_upperIndex + 1) {
        m_upper.swap(m_lower);
        computeLatticeRow(index + 1, m_lower);
    } else if (index != m_upperIndex) {
        computeLatticeRow(index, m_upper);
        computeLatticeRow(index + 1, m_lower);
    }
    m_upperIndex = index;
    const int below = y - (index << m_shift);
    for (std::size_t column = 0; column < m_row.size(); ++column)
        m_row[column] = m_upper[column] + ((m_lower[column] - m_upper[column]) * below >> m_shift);
}

} // namespace poolscope::media::paint
