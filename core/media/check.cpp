// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/check.h"

#include <fmt/format.h>

namespace poolscope::media {

namespace {

using base::Code;
using base::fail;

constexpr std::int64_t maxPixels = 64'000'000;
constexpr std::int32_t maxPngSide = 1'000'000; ///< FFmpeg's own limit is a little above
constexpr std::int32_t maxJpegSide = 65'500;
constexpr std::int32_t maxMp4Side = 16'384;
constexpr double maxSeconds = 24.0 * 60 * 60;
constexpr std::int32_t maxFrames = 24 * 60 * 60 * videoFrameRate;

base::Result<> checkSide(const ItemSpec& spec, std::int32_t side)
{
    const auto tooLong = [side](std::string_view format, std::int32_t limit) {
        return fail(Code::invalid,
            fmt::format("a side of {} pixels is more than the {} of {}", side, limit, format));
    };
    if (side <= 0)
        return fail(Code::invalid, fmt::format("a side of {} pixels is not positive", side));
    const bool isPng = spec.format == Format::png || spec.format == Format::pngFrames;
    if (isPng && side > maxPngSide)
        return tooLong("PNG", maxPngSide);
    const bool isJpeg = spec.format == Format::jpeg || spec.format == Format::jpegFrames;
    if (isJpeg && side > maxJpegSide)
        return tooLong("JPEG", maxJpegSide);
    if (spec.format == Format::mp4 && side > maxMp4Side)
        return tooLong("MP4", maxMp4Side);
    return {};
}

base::Result<> checkPicture(const ItemSpec& spec)
{
    for (const std::int32_t side : { spec.width, spec.height })
        if (auto fine = checkSide(spec, side); !fine)
            return fine;
    if (std::int64_t{ spec.width } * spec.height > maxPixels)
        return fail(Code::invalid,
            fmt::format("{} x {} pixels are more than 64 megapixels", spec.width, spec.height));
    return {};
}

base::Result<> checkVideo(const ItemSpec& spec)
{
    if (spec.frames <= 0)
        return fail(Code::invalid, fmt::format("{} frames are not a video", spec.frames));
    if (spec.frames > maxFrames)
        return fail(Code::invalid, fmt::format("{} frames are more than 24 hours", spec.frames));
    return checkPicture(spec);
}

} // namespace

base::Result<> check(const ItemSpec& spec)
{
    switch (spec.format) {
    case Format::png:
    case Format::jpeg:
        return checkPicture(spec);
    case Format::mp4:
    case Format::pngFrames:
    case Format::jpegFrames:
        return checkVideo(spec);
    case Format::wav:
        if (!(spec.seconds > 0))
            return fail(
                Code::invalid, fmt::format("a duration of {} s is not positive", spec.seconds));
        if (spec.seconds > maxSeconds)
            return fail(Code::invalid, fmt::format("{} s are more than 24 hours", spec.seconds));
        return {};
    case Format::file:
        if (spec.source.empty())
            return fail(Code::invalid, "no folder of files is named");
        return {};
    }
    return {};
}

} // namespace poolscope::media
