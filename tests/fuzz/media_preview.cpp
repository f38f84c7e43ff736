// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/preview.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace poolscope;

/// Whatever is decoded must fit its box and stay within the range of samples.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr int maxWidth = 160;
    constexpr int maxHeight = 90;
    constexpr int columns = 17;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto bitmap = media::thumbnail(bytes, maxWidth, maxHeight)) {
        const bool isSane = bitmap->width > 0 && bitmap->width <= maxWidth && bitmap->height > 0
            && bitmap->height <= maxHeight
            && bitmap->pixels.size() == std::size_t(bitmap->width) * std::size_t(bitmap->height);
        if (!isSane)
            std::abort();
    }
    if (const auto peaks = media::waveform(bytes, columns)) {
        if (peaks->size() != columns)
            std::abort();
        for (const media::Peak& peak : *peaks)
            if (!(peak.low >= -1 && peak.low <= peak.high && peak.high <= 1))
                std::abort();
    }
    return 0;
}
