// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/water.h"

#include "core/base/portable_math.h"
#include "core/media/paint/noise.h"

#include <algorithm>

namespace poolscope::media::paint {

void fillWater(Canvas& canvas, const Water& water)
{
    const Corner shore = canvas.corner({ 0, water.level });
    const Corner end = canvas.corner({ 0, water.bottom });
    const int top = std::clamp(shore.y >> 8, 0, canvas.pixelHeight());
    const int bottom = std::clamp(end.y >> 8, 0, canvas.pixelHeight());
    const int last = canvas.pixelWidth() - 1;
    const double span = std::max(water.bottom - water.level, 1e-6);
    for (int y = top; y < bottom && !canvas.stopped(); ++y) {
        const double depth = (canvas.unitY(y) - water.level) / span;
        // Waves look longer the nearer they are.
        const double wave = 1 / (0.03 + 0.25 * depth);
        const double swell = noise(depth * 14 * wave + water.phase * 3, 0.5, 5)
            + 0.5 * base::portable::sinTurns(depth * 6 * wave + water.phase * 2);
        const double reach = canvas.scale() * (0.0015 + 0.005 * depth);
        const int shift = static_cast<int>(swell * reach);
        const int lift = static_cast<int>(noise(depth * 40, water.phase * 4, 9) * reach * 2);
        const Pixel* const source
            = canvas.row(std::clamp(2 * top - y - 1 + lift, 0, std::max(top - 1, 0)));
        Pixel* const row = canvas.row(y);
        const auto weight = static_cast<std::uint32_t>(
            256 * (1 - water.clarity * (1 - 0.55 * depth)) + 18 * (swell > 0.45 ? -1 : 0));
        const std::uint32_t tint = std::min(weight, 256U);
        const int begin = std::clamp(-shift, 0, last + 1);
        const int stop = std::clamp(last + 1 - shift, 0, last + 1);
        for (int x = 0; x < begin; ++x)
            row[x] = mix(source[0], water.tint, tint);
        for (int x = begin; x < stop; ++x)
            row[x] = mix(source[x + shift], water.tint, tint);
        for (int x = std::max(stop, begin); x <= last; ++x)
            row[x] = mix(source[last], water.tint, tint);
    }
}

} // namespace poolscope::media::paint
