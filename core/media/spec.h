// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"

#include <cstdint>
#include <string>

namespace poolscope::media {

enum class Format : std::uint8_t { png, jpeg, mp4, pngFrames, jpegFrames, wav, file };

/// Which of a modality's pools an item belongs to: the one requests draw from, the one the groups
/// of a shared prefix draw from, or none (fresh bytes for one slot of one request).
enum class Side : std::uint8_t { payload, prefix, fresh };

/// Everything that decides an item's bytes, so that an item can be rendered anywhere, at any time.
/// Equal specs give equal bytes; specs that differ in modality, side or item give different bytes.
struct ItemSpec {
    base::Modality modality = base::Modality::image;
    Side side = Side::payload;
    /// Index in the pool; for fresh items (request << 24 | slot).
    std::uint64_t item = 0;
    Format format = Format::png;
    std::int32_t width = 0; ///< pixels; 0 for audio
    std::int32_t height = 0; ///< pixels; 0 for audio
    std::int32_t frames = 0; ///< 1 for images, 0 for audio
    double seconds = 0; ///< audio only
    std::uint64_t seed = 0; ///< seed of the content
    std::string source; ///< folder of the user's own files; format is then `file`

    bool operator==(const ItemSpec&) const = default;
};

/// About how many bytes an item has, before base64, known without rendering it. Exact for audio; for
/// pictures and videos the mean over items that show the same kind of scene, from which a single
/// item may be far, the sum over a pool hardly; 0 for the user's own files and for what cannot be
/// rendered.
std::uint64_t estimatedBytes(const ItemSpec& spec);
/// The same for any item of the shape and format of this one: the mean over the kinds of scenes.
double meanBytes(ItemSpec spec);

/// Frames per second of every rendered video, as upstream's.
inline constexpr int videoFrameRate = 10;
/// Samples per second of every rendered audio clip (16 bit, mono), as upstream's.
inline constexpr int audioSampleRate = 16000;

} // namespace poolscope::media
