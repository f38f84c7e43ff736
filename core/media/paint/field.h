// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"
#include "core/media/paint/color.h"
#include "core/media/paint/noise.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace poolscope::media::paint {

/// A paint of softly changing colour: intensities are computed on a coarse lattice, blended in
/// between, turned into colours by a ramp, and roughened by grain. Costly functions of the place
/// stay cheap this way.
class Field {
public:
    /// Intensity 0..1 at a place in units.
    using Intensity = std::function<double(double x, double y)>;

    struct Texture {
        double grain = 0; ///< roughness in steps of the ramp
        double detail = 90; ///< lattice points per unit
    };

    /// The canvas must outlive the field.
    Field(const Canvas& canvas, const Ramp& ramp, Texture texture, Intensity intensity);

    /// Makes the Field a paint. The returned function is valid until the next call.
    auto operator()(int y)
    {
        loadRow(y);
        return [this, &grain = grainRow(y), grainShift = y / grainSize * 53,
                   mask = (1 << m_shift) - 1](int x) {
            const auto column = static_cast<std::size_t>(x >> m_shift);
            const std::int32_t left = m_row[column];
            const std::int32_t soft = left + ((m_row[column + 1] - left) * (x & mask) >> m_shift);
            const std::int32_t rough = m_grain * grainAt(grain, x + grainShift);
            return m_ramp[static_cast<std::size_t>((soft + rough) >> 8)];
        };
    }

private:
    using LatticeRow = std::vector<std::int32_t>;

    void loadRow(int y);
    void computeLatticeRow(int index, LatticeRow& out) const;

    const Canvas& m_canvas;
    Ramp m_ramp;
    Intensity m_intensity;
    std::int32_t m_grain = 0; ///< 1/256 steps per unit of grain
    int m_shift = 0; ///< the lattice is 2^m_shift pixels wide
    int m_upperIndex = -2;
    LatticeRow m_upper; ///< lattice row m_upperIndex, in 1/256 steps
    LatticeRow m_lower; ///< the one below it
    LatticeRow m_row; ///< both blended for the row of pixels loaded
};

/// Paints the whole canvas.
template <class Paint> void fillAll(Canvas& canvas, Paint&& paint)
{
    for (int y = 0; y < canvas.pixelHeight() && !canvas.stopped(); ++y) {
        const auto colorAt = paint(y);
        Pixel* const row = canvas.row(y);
        for (int x = 0; x < canvas.pixelWidth(); ++x)
            row[x] = colorAt(x);
    }
}

} // namespace poolscope::media::paint
