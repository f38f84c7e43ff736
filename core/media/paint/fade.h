// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"

#include <algorithm>
#include <cstddef>

namespace poolscope::media::paint {

/// Steps of a ramp from one height to another, constant above and below.
struct Fade {
    double top = 0;
    double bottom = 1;
    int from = 0;
    int to = 255;
};

/// A paint that changes from row to row. Canvas and ramp must outlive it.
inline auto fading(const Canvas& canvas, const Ramp& ramp, const Fade& fade)
{
    return [&canvas, &ramp, fade](int y) {
        const double share = (canvas.unitY(y) - fade.top) / (fade.bottom - fade.top);
        const double step = fade.from + (fade.to - fade.from) * std::clamp(share, 0.0, 1.0);
        return [color = ramp[static_cast<std::size_t>(step)]](int) { return color; };
    };
}

} // namespace poolscope::media::paint
