// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/bitmap.h"

#include <functional>
#include <string>

namespace poolscope::media {

/// What an MP4 file is made of.
struct VideoSource {
    int width = 0; ///< even
    int height = 0; ///< even
    int frames = 0;
    std::string comment; ///< for the file's metadata
    /// The picture of a frame, of the size above; an Error ends the encoding.
    std::function<base::Result<Bitmap>(int frame)> draw;
};

/// An H.264 file with its index in front, at videoFrameRate.
base::Result<Blob> encodeVideo(const VideoSource& source);

/// "core 164 r3095 baee400": what x264 calls itself.
std::string x264Version();

} // namespace poolscope::media
