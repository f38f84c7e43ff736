// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/sniff.h"

#include <algorithm>
#include <array>

namespace poolscope::media {

namespace {

using namespace std::string_view_literals;

bool isRiff(std::string_view bytes, std::string_view kind)
{
    return bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with(kind);
}

/// The same container holds HEIC and AVIF pictures and M4A sound; the brand tells.
bool isMp4(std::string_view bytes)
{
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp"sv)
        return false;
    constexpr std::array brands{ "iso"sv, "mp4"sv, "avc1"sv, "M4V "sv, "MSNV"sv, "dash"sv,
        "qt  "sv };
    const std::string_view brand = bytes.substr(8, 4);
    return std::any_of(brands.begin(), brands.end(),
        [&](std::string_view known) { return brand.starts_with(known); });
}

/// A tag, or the header of a layer III frame with a bit rate and a sample rate that exist.
bool isMp3(std::string_view bytes)
{
    if (bytes.starts_with("ID3"sv))
        return true;
    if (bytes.size() < 4)
        return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned bitRate = byte(2) >> 4U;
    return byte(0) == 0xFF && (byte(1) & 0xE6U) == 0xE2 && bitRate != 0 && bitRate != 15
        && (byte(2) >> 2U & 3U) != 3;
}

} // namespace

std::string_view sniffMime(std::string_view bytes)
{
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv))
        return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF"sv))
        return "image/jpeg";
    if (isRiff(bytes, "WEBP"sv))
        return "image/webp";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv))
        return "image/gif";
    if (isMp4(bytes))
        return "video/mp4";
    if (isRiff(bytes, "WAVE"sv))
        return "audio/wav";
    if (isMp3(bytes))
        return "audio/mpeg";
    return {};
}

} // namespace poolscope::media
