// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/render.h"

#include "core/media/av.h"
#include "core/media/check.h"
#include "core/media/identity.h"
#include "core/media/image_encoder.h"
#include "core/media/scene/picture.h"
#include "core/media/user_files.h"
#include "core/media/video_encoder.h"
#include "core/media/wav.h"

#include <algorithm>
#include <fmt/format.h>
#include <new>

namespace poolscope::media {

namespace {

using base::Result;

Result<Bitmap> drawFrame(const ItemSpec& spec, int frame, const std::stop_token& stop)
{
    return scene::drawPicture(
        spec, { spec.width, spec.height, static_cast<double>(frame) / spec.frames }, stop);
}

Result<std::vector<Blob>> one(Result<Blob> blob)
{
    return std::move(blob).map([](Blob&& file) {
        std::vector<Blob> files;
        files.push_back(std::move(file));
        return files;
    });
}

Result<Blob> renderImage(const ItemSpec& spec, const std::stop_token& stop)
{
    const auto encodeImage = spec.format == Format::jpeg ? encodeJpeg : encodePng;
    return drawFrame(spec, 0, stop).and_then([&](const Bitmap& picture) {
        return encodeImage(picture, identityOf(spec));
    });
}

Result<std::vector<Blob>> renderFrames(const ItemSpec& spec, const std::stop_token& stop)
{
    const auto encodeImage = spec.format == Format::jpegFrames ? encodeJpeg : encodePng;
    std::vector<Blob> files;
    for (int i = 0; i < spec.frames; ++i) {
        const std::string comment = fmt::format("{} frame {}", identityOf(spec), i);
        auto file = drawFrame(spec, i, stop).and_then([&](const Bitmap& picture) {
            return encodeImage(picture, comment);
        });
        if (!file)
            return tl::make_unexpected(file.error());
        files.push_back(std::move(*file));
    }
    return files;
}

Result<Blob> renderVideo(ItemSpec spec, const std::stop_token& stop)
{
    // As upstream: H.264 in 4:2:0 has even sides.
    spec.width = std::max(2, spec.width / 2 * 2);
    spec.height = std::max(2, spec.height / 2 * 2);
    VideoSource source{ spec.width, spec.height, spec.frames, identityOf(spec), {} };
    source.draw = [&](int frame) { return drawFrame(spec, frame, stop); };
    return encodeVideo(source);
}

Result<std::vector<Blob>> renderChecked(const ItemSpec& spec, const std::stop_token& stop)
{
    switch (spec.format) {
    case Format::png:
    case Format::jpeg:
        return one(renderImage(spec, stop));
    case Format::pngFrames:
    case Format::jpegFrames:
        return renderFrames(spec, stop);
    case Format::mp4:
        return one(renderVideo(spec, stop));
    case Format::wav:
        return one(encodeWav(spec, stop));
    case Format::file:
        return one(readUserFile(spec, stop));
    }
    return base::fail(base::Code::internal, "its format is unknown");
}

} // namespace

Result<std::vector<Blob>> render(const ItemSpec& spec, std::stop_token stop)
{
    if (stop.stop_requested())
        return base::cancelled();
    Result<std::vector<Blob>> files;
    try {
        files = check(spec).and_then([&] { return renderChecked(spec, stop); });
    } catch (const std::bad_alloc&) {
        files = base::fail(base::Code::media, "there is not enough memory");
    }
    if (!files && files.error().code != base::Code::cancelled)
        files.error().message
            = fmt::format("Cannot render {}: {}", shownName(spec), files.error().message);
    return files;
}

std::string libraryVersion()
{
    const unsigned codec = avcodec_version();
    return fmt::format("FFmpeg libavcodec {}.{}.{}, libx264 {}", AV_VERSION_MAJOR(codec),
        AV_VERSION_MINOR(codec), AV_VERSION_MICRO(codec), x264Version());
}

} // namespace poolscope::media
