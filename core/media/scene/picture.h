// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/bitmap.h"
#include "core/media/spec.h"

#include <cstdint>
#include <stop_token>

namespace poolscope::media::scene {

/// What a picture shows. Pages for upright formats, the others in turn.
enum class Kind : std::uint8_t {
    beach,
    city,
    fields,
    flower,
    fruit,
    landscape,
    stillLife,
    studio,
    document
};
inline constexpr int kinds = 9;
/// So many items in a row, from a multiple of it, show one of each kind but the pages.
inline constexpr int turn = kinds - 1;

Kind kindOf(const ItemSpec& spec);

/// One frame of an item: its size in pixels, which must be positive, and its time, 0..1.
struct Frame {
    int width = 0;
    int height = 0;
    double time = 0;
};

/// Paints a frame of an item. A pure function of its arguments: set-up uses only + - * /, sqrt and
/// base::portable, pixels are computed in integers, so every machine paints the same picture.
base::Result<Bitmap> drawPicture(const ItemSpec& spec, const Frame& frame, std::stop_token stop);

} // namespace poolscope::media::scene
