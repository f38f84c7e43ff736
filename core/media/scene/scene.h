// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/paint/canvas.h"
#include "core/media/paint/dice.h"

namespace poolscope::media::scene {

/// What a scene is painted with. Scenes draw the same dice at every time and size, so that the
/// frames of a video are one scene in motion.
struct Scene {
    paint::Canvas& canvas;
    paint::Dice dice;
    double hue = 0; ///< the item's own, in turns; it must dominate
    double time = 0; ///< 0..1 through a video, 0 for images
};

void paintBeach(Scene scene);
void paintCity(Scene scene);
void paintDocument(Scene scene);
void paintFields(Scene scene);
void paintFlower(Scene scene);
void paintFruit(Scene scene);
void paintLandscape(Scene scene);
void paintStillLife(Scene scene);
void paintStudio(Scene scene);

} // namespace poolscope::media::scene
