// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace poolscope::sim {

/// What the header of a media file says. 0 where it does not say, or says what cannot be.
struct MediaInfo {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t frames = 0; ///< 1 for stills, also animated ones: models see the first picture
    double seconds = 0;

    bool operator==(const MediaInfo&) const = default;
};

/// Reads PNG, JPEG, GIF, WebP, MP4 and WAV headers; everything else gives zeros. No length inside
/// the bytes is believed beyond their end; the work is linear in their number.
MediaInfo sniff(std::string_view bytes);

} // namespace poolscope::sim
