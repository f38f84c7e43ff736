// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// The starts of media files, written by hand: enough for a reader of headers, no pictures.
namespace poolscope::testing {

inline std::string bigEndian(std::uint64_t value, int size)
{
    std::string bytes;
    for (int i = size - 1; i >= 0; --i)
        bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    return bytes;
}

inline std::string littleEndian(std::uint64_t value, int size)
{
    std::string bytes = bigEndian(value, size);
    return { bytes.rbegin(), bytes.rend() };
}

inline std::string pngHeader(std::uint32_t width, std::uint32_t height)
{
    return "\x89PNG\r\n\x1a\n" + bigEndian(13, 4) + "IHDR" + bigEndian(width, 4)
        + bigEndian(height, 4);
}

/// With `samples` bytes of sound, while the header claims `claimed` of them.
inline std::string wav(std::uint32_t bytesPerSecond, std::uint32_t claimed, std::size_t samples)
{
    return "RIFF" + littleEndian(36 + claimed, 4) + "WAVEfmt " + littleEndian(16, 4)
        + littleEndian(1, 2) + littleEndian(1, 2) + littleEndian(bytesPerSecond / 2, 4)
        + littleEndian(bytesPerSecond, 4) + littleEndian(2, 2) + littleEndian(16, 2) + "data"
        + littleEndian(claimed, 4) + std::string(samples, '\0');
}

inline std::string box(std::string_view kind, std::initializer_list<std::string> parts)
{
    std::string body;
    for (const std::string& part : parts)
        body += part;
    return bigEndian(8 + body.size(), 4) + std::string(kind) + body;
}

/// A video of `frames` samples that last `seconds` in all.
inline std::string mp4(
    std::uint32_t width, std::uint32_t height, std::uint32_t frames, std::uint32_t seconds)
{
    const std::string zeros(128, '\0');
    const std::string trackHeader = box("tkhd",
        { zeros.substr(0, 76), bigEndian(width, 2), zeros.substr(0, 2), bigEndian(height, 2),
            zeros.substr(0, 2) });
    const std::string sizes = box("stsz", { zeros.substr(0, 8), bigEndian(frames, 4) });
    const std::string media = box("mdia",
        { box("mdhd", { zeros.substr(0, 12), bigEndian(1000, 4), bigEndian(1000 * seconds, 4) }),
            box("hdlr", { zeros.substr(0, 8), "vide" }), box("minf", { box("stbl", { sizes }) }) });
    return box("ftyp", { "isom" }) + box("free", { "x" })
        + box("moov", { box("trak", { trackHeader, media }) });
}

} // namespace poolscope::testing
