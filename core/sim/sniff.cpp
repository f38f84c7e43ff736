// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/sniff.h"

#include "core/sim/bytes.h"

#include <algorithm>

namespace poolscope::sim {

namespace {

MediaInfo still(std::uint64_t width, std::uint64_t height)
{
    if (width == 0 || height == 0)
        return {};
    return { static_cast<std::int64_t>(width), static_cast<std::int64_t>(height), 1, 0 };
}

MediaInfo sniffPng(std::string_view bytes)
{
    if (slice(bytes, 12, 4) != "IHDR")
        return {};
    return still(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
}

MediaInfo sniffGif(std::string_view bytes)
{
    return still(littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2));
}

/// Walks the segments up to the frame header, which has the size.
MediaInfo sniffJpeg(std::string_view bytes)
{
    std::uint64_t at = 2;
    while (at + 4 <= bytes.size() && bigEndian(bytes, at, 1) == 0xFF) {
        const std::uint64_t code = bigEndian(bytes, at + 1, 1);
        const bool isFill = code == 0xFF;
        const bool isBare = code == 0x01 || (code >= 0xD0 && code <= 0xD8);
        const bool isFrame
            = code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
        const bool isEnd = code == 0xD9 || code == 0xDA;
        if (isFrame)
            return still(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2));
        if (isEnd)
            break;
        if (isFill)
            at += 1;
        else
            at += isBare ? 2 : 2 + bigEndian(bytes, at + 2, 2);
    }
    return {};
}

MediaInfo sniffWebp(std::string_view bytes)
{
    const std::string_view kind = slice(bytes, 12, 4);
    const std::string_view body = slice(bytes, 20);
    if (kind == "VP8X" && body.size() >= 10)
        return still(littleEndian(body, 4, 3) + 1, littleEndian(body, 7, 3) + 1);
    if (kind == "VP8 ")
        return still(littleEndian(body, 6, 2) & 0x3FFFU, littleEndian(body, 8, 2) & 0x3FFFU);
    if (kind == "VP8L" && body.size() >= 5) {
        const std::uint64_t bits = littleEndian(body, 1, 4);
        return still((bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1);
    }
    return {};
}

MediaInfo sniffWav(std::string_view bytes)
{
    std::uint64_t bytesPerSecond = 0;
    std::string_view rest = slice(bytes, 12);
    while (rest.size() >= 8) {
        const std::uint64_t size = littleEndian(rest, 4, 4);
        const std::string_view body = slice(rest, 8, size);
        if (rest.starts_with("fmt "))
            bytesPerSecond = littleEndian(body, 8, 4);
        if (rest.starts_with("data") && bytesPerSecond > 0)
            return { 0, 0, 0,
                static_cast<double>(body.size()) / static_cast<double>(bytesPerSecond) };
        rest = slice(rest, 8 + size + size % 2);
    }
    return {};
}

/// The body of the first box of `kind` in a row of ISO media boxes; `bytes` is moved past it, so
/// that the next call finds the next one.
std::string_view takeBox(std::string_view& bytes, std::string_view kind)
{
    while (bytes.size() >= 8) {
        std::uint64_t size = bigEndian(bytes, 0, 4);
        const std::uint64_t header = size == 1 ? 16 : 8;
        if (size == 1)
            size = bigEndian(bytes, 8, 8);
        if (size == 0)
            size = bytes.size();
        if (size < header)
            break;
        const bool found = bytes.substr(4, 4) == kind;
        const std::string_view body = slice(bytes, header, size - header);
        bytes = slice(bytes, size);
        if (found)
            return body;
    }
    bytes = {};
    return {};
}

std::string_view box(std::string_view bytes, std::string_view kind)
{
    return takeBox(bytes, kind);
}

double trackSeconds(std::string_view mediaHeader)
{
    const bool isLong = bigEndian(mediaHeader, 0, 1) == 1;
    const std::uint64_t scale = bigEndian(mediaHeader, isLong ? 20 : 12, 4);
    const std::uint64_t duration
        = isLong ? bigEndian(mediaHeader, 24, 8) : bigEndian(mediaHeader, 16, 4);
    return scale == 0 ? 0 : static_cast<double>(duration) / static_cast<double>(scale);
}

/// Number of samples by the table of sizes, else by the table of times.
std::uint64_t trackFrames(std::string_view sampleTable)
{
    if (const std::uint64_t count = bigEndian(box(sampleTable, "stsz"), 8, 4); count > 0)
        return count;
    std::uint64_t count = 0;
    for (std::string_view times = slice(box(sampleTable, "stts"), 8); times.size() >= 8;
         times.remove_prefix(8))
        count += bigEndian(times, 0, 4);
    return count;
}

MediaInfo sniffMp4(std::string_view bytes)
{
    MediaInfo info;
    std::string_view movie = box(bytes, "moov");
    while (!movie.empty()) {
        const std::string_view track = takeBox(movie, "trak");
        const std::string_view media = box(track, "mdia");
        info.seconds = std::max(info.seconds, trackSeconds(box(media, "mdhd")));
        if (slice(box(media, "hdlr"), 8, 4) != "vide" || info.frames > 0)
            continue;
        const std::string_view header = box(track, "tkhd");
        const std::uint64_t size = bigEndian(header, 0, 1) == 1 ? 88 : 76; // 16.16 fixed point
        const std::uint64_t frames = trackFrames(box(box(media, "minf"), "stbl"));
        const MediaInfo picture = still(bigEndian(header, size, 2), bigEndian(header, size + 4, 2));
        info.width = picture.width;
        info.height = picture.height;
        // A frame takes at least a byte.
        info.frames = frames <= bytes.size() ? static_cast<std::int64_t>(frames) : 0;
    }
    return info;
}

} // namespace

MediaInfo sniff(std::string_view bytes)
{
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
        return sniffPng(bytes);
    if (bytes.starts_with("\xFF\xD8"))
        return sniffJpeg(bytes);
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a"))
        return sniffGif(bytes);
    if (bytes.starts_with("RIFF") && slice(bytes, 8, 4) == "WEBP")
        return sniffWebp(bytes);
    if (bytes.starts_with("RIFF") && slice(bytes, 8, 4) == "WAVE")
        return sniffWav(bytes);
    if (slice(bytes, 4, 4) == "ftyp")
        return sniffMp4(bytes);
    return {};
}

} // namespace poolscope::sim
