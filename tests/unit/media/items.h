// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/media_input.h"
#include "core/media/preview.h"
#include "core/media/render.h"

#include <string>
#include <vector>

/// Items for the tests of the media room, and what is inside their files.
namespace poolscope::testing {

inline media::ItemSpec picture(
    media::Format format, int width, int height, std::uint64_t item = 0, int frames = 1)
{
    media::ItemSpec spec;
    const bool isImage = format == media::Format::png || format == media::Format::jpeg;
    spec.modality = isImage ? base::Modality::image : base::Modality::video;
    spec.format = format;
    spec.width = width;
    spec.height = height;
    spec.frames = frames;
    spec.item = item;
    spec.seed = 42;
    return spec;
}

inline media::ItemSpec clip(double seconds, std::uint64_t item = 0)
{
    media::ItemSpec spec;
    spec.modality = base::Modality::audio;
    spec.format = media::Format::wav;
    spec.seconds = seconds;
    spec.item = item;
    spec.seed = 42;
    return spec;
}

inline media::ItemSpec file(
    const std::string& folder, std::uint64_t item, base::Modality modality = base::Modality::image)
{
    media::ItemSpec spec;
    spec.modality = modality;
    spec.format = media::Format::file;
    spec.source = folder;
    spec.item = item;
    return spec;
}

/// The bytes of a rendered item, its files one after the other; the Error's message on failure.
inline std::string bytesOf(const media::ItemSpec& spec)
{
    const auto files = media::render(spec);
    if (!files)
        return files.error().message;
    std::string bytes;
    for (const media::Blob& blob : *files)
        bytes += blob.bytes;
    return bytes;
}

/// What FFmpeg finds in a file: the size of every picture, or the number of samples.
struct Decoded {
    int width = 0;
    int height = 0;
    int frames = 0;
    int samples = 0;
    int keyFrames = 0;
};

inline Decoded decoded(std::string_view bytes)
{
    Decoded result;
    const bool isSound = media::waveform(bytes, 1).has_value();
    auto input
        = media::MediaInput::open(bytes, isSound ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO, {});
    if (!input)
        return result;
    AVCodecContext& decoder = (*input)->decoder();
    const auto packet = media::owned<media::PacketPtr>(av_packet_alloc());
    const auto frame = media::owned<media::FramePtr>(av_frame_alloc());
    for (bool isMore = true; isMore;) {
        isMore = (*input)->read(*packet).value_or(false);
        avcodec_send_packet(&decoder, isMore ? packet.get() : nullptr);
        while (avcodec_receive_frame(&decoder, frame.get()) == 0) {
            result.width = frame->width;
            result.height = frame->height;
            result.samples += frame->nb_samples;
            result.keyFrames += frame->key_frame;
            ++result.frames;
        }
    }
    return result;
}

} // namespace poolscope::testing
