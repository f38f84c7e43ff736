// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"
#include "core/media/spec.h"

#include <string>

namespace poolscope::media::scene {

/// What stands on an item's plate: its number; for fresh items request and slot.
std::string plateText(const ItemSpec& spec);

/// Writes the item's number on a rounded plate in the lower left corner, so large that it can be
/// read in a thumbnail. Leaves it out where the picture is too small for it.
void paintPlate(paint::Canvas& canvas, const ItemSpec& spec);

} // namespace poolscope::media::scene
