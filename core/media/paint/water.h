// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"

namespace poolscope::media::paint {

/// Mirrors what is above a level line into the rows below it, rippled and tinted with depth.
struct Water {
    double level = 0; ///< y of the shore
    double bottom = 1; ///< y where the water ends
    Pixel tint = 0;
    double clarity = 0.7; ///< share of the mirror image near the shore, 0..1
    double phase = 0; ///< of the ripples, in turns
};
void fillWater(Canvas& canvas, const Water& water);

} // namespace poolscope::media::paint
