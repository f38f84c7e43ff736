// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/bitmap.h"

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

namespace poolscope::media {

/// Decodes an image, or the first frame of a video, scaled down to fit the box (never up).
base::Result<Bitmap> thumbnail(
    std::string_view bytes, int maxWidth, int maxHeight, std::stop_token stop = {});

/// Lowest and highest sample of one column of a waveform, in -1..1.
struct Peak {
    float low = 0;
    float high = 0;
};

/// Decodes an audio file into `columns` peaks of equal duration.
base::Result<std::vector<Peak>> waveform(
    std::string_view bytes, int columns, std::stop_token stop = {});

} // namespace poolscope::media
