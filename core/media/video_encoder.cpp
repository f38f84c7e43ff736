// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/video_encoder.h"

#include "core/media/av.h"
#include "core/media/spec.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <tuple>

namespace poolscope::media {

namespace {

using base::Result;

Result<CodecPtr> openX264(int width, int height)
{
    auto encoder = makeEncoder("libx264", width, height, AV_PIX_FMT_YUV420P);
    if (!encoder)
        return encoder;
    AVCodecContext& context = **encoder;
    context.framerate = { videoFrameRate, 1 };
    context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    // What swscale converts to.
    context.colorspace = AVCOL_SPC_SMPTE170M;
    context.color_range = AVCOL_RANGE_MPEG;
    // Constant quantiser, no B-frames, no weights: x264's rate control and weighting compute in
    // floating point, whose last digit differs between machines. 720p x 32 frames in 0.13 s.
    const Options options{ { "preset", "superfast" }, { "qp", "23" },
        { "x264-params", "cpu-independent=1:bframes=0:weightp=0" } };
    return openEncoder(context, options).map([&] { return std::move(*encoder); });
}

std::string_view view(const AVPacket& packet)
{
    return { reinterpret_cast<const char*>(packet.data), static_cast<std::size_t>(packet.size) };
}

/// x264 opens its stream with a message that names its version and settings (NAL unit type 6),
/// whatever it is told. It is not a part of the video.
void dropVersionMessage(AVPacket& packet)
{
    constexpr std::string_view startCode("\0\0\1", 3);
    const std::string_view bytes = view(packet);
    const std::size_t first = bytes.find(startCode);
    if (first == std::string_view::npos || first + 3 >= bytes.size()
        || (bytes[first + 3] & 31) != 6)
        return;
    const std::size_t second = bytes.find(startCode, first + 3);
    if (second == std::string_view::npos)
        return;
    packet.data += second;
    packet.size -= static_cast<int>(second);
}

/// A place in a file in memory; the muxer writes through one and, to bring the index to the front,
/// reads through a second.
struct Cursor {
    std::string& file;
    std::size_t position = 0;
};

int readAt(void* opaque, std::uint8_t* buffer, int size)
{
    auto& cursor = *static_cast<Cursor*>(opaque);
    if (cursor.position >= cursor.file.size())
        return AVERROR_EOF;
    const std::size_t count = cursor.file.copy(
        reinterpret_cast<char*>(buffer), static_cast<std::size_t>(size), cursor.position);
    cursor.position += count;
    return static_cast<int>(count);
}

int writeAt(void* opaque, std::uint8_t* buffer, int size)
{
    auto& cursor = *static_cast<Cursor*>(opaque);
    const auto count = static_cast<std::size_t>(size);
    try {
        cursor.file.resize(std::max(cursor.file.size(), cursor.position + count));
    } catch (const std::bad_alloc&) {
        return AVERROR(ENOMEM);
    }
    std::memcpy(cursor.file.data() + cursor.position, buffer, count);
    cursor.position += count;
    return size;
}

std::int64_t seekAt(void* opaque, std::int64_t offset, int whence)
{
    auto& cursor = *static_cast<Cursor*>(opaque);
    return seekInMemory(cursor.position, cursor.file.size(), offset, whence);
}

/// An MP4 file in memory with one track.
class Mp4 {
public:
    Mp4()
        : m_io(makeIo(&m_writing, { readAt, writeAt, seekAt }))
    {
        AVFormatContext* output = nullptr;
        avformat_alloc_output_context2(&output, nullptr, "mp4", nullptr);
        m_output = owned<OutputPtr>(output);
        m_output->pb = m_io.get();
        m_output->opaque = this;
        m_output->io_open = openAgain;
        m_output->io_close2 = close;
        m_output->flags |= AVFMT_FLAG_BITEXACT;
    }
    Mp4(const Mp4&) = delete;
    Mp4& operator=(const Mp4&) = delete;

    Result<> begin(const AVCodecContext& encoder, const std::string& comment)
    {
        m_track = avformat_new_stream(m_output.get(), nullptr);
        if (!m_track || avcodec_parameters_from_context(m_track->codecpar, &encoder) < 0)
            throw std::bad_alloc();
        m_track->time_base = encoder.time_base;
        av_dict_set(&m_output->metadata, "comment", comment.c_str(), 0);
        if (auto set = checked(av_opt_set(m_output->priv_data, "movflags", "+faststart", 0)); !set)
            return set;
        return checked(avformat_write_header(m_output.get(), nullptr));
    }

    Result<> add(AVPacket& packet, AVRational timeBase)
    {
        // Without a duration decoders drop the last frame.
        packet.duration = 1;
        packet.stream_index = m_track->index;
        av_packet_rescale_ts(&packet, timeBase, m_track->time_base);
        return checked(av_write_frame(m_output.get(), &packet));
    }

    Result<std::string> finish()
    {
        return checked(av_write_trailer(m_output.get())).map([this] { return std::move(m_file); });
    }

private:
    static int openAgain(
        AVFormatContext* output, AVIOContext** io, const char*, int flags, AVDictionary**)
    {
        if ((flags & AVIO_FLAG_WRITE) != 0)
            return AVERROR(EACCES);
        auto& self = *static_cast<Mp4*>(output->opaque);
        self.m_reading.position = 0;
        try {
            *io = makeIo(&self.m_reading, { readAt, nullptr, seekAt }).release();
        } catch (const std::bad_alloc&) {
            return AVERROR(ENOMEM);
        }
        return 0;
    }

    static int close(AVFormatContext*, AVIOContext* io)
    {
        ReleaseIo()(io);
        return 0;
    }

    static Result<> checked(int code)
    {
        if (code < 0)
            return avFailure("the MP4 file could not be written", code);
        return {};
    }

    std::string m_file;
    Cursor m_writing{ m_file };
    Cursor m_reading{ m_file };
    IoPtr m_io;
    OutputPtr m_output;
    AVStream* m_track = nullptr;
};

} // namespace

Result<Blob> encodeVideo(const VideoSource& source)
{
    const auto encoder = openX264(source.width, source.height);
    if (!encoder)
        return tl::make_unexpected(encoder.error());
    AVCodecContext& context = **encoder;
    Mp4 file;
    if (auto begun = file.begin(context, source.comment); !begun)
        return tl::make_unexpected(begun.error());

    const auto take = [&](AVPacket& packet) {
        dropVersionMessage(packet);
        return file.add(packet, context.time_base);
    };
    for (int i = 0; i < source.frames; ++i) {
        const auto pixels = source.draw(i);
        if (!pixels)
            return tl::make_unexpected(pixels.error());
        const auto frame = makeFrame(*pixels, context.pix_fmt);
        if (!frame)
            return tl::make_unexpected(frame.error());
        (*frame)->pts = i;
        if (auto encoded = encode(context, frame->get(), take); !encoded)
            return tl::make_unexpected(encoded.error());
    }
    if (auto flushed = encode(context, nullptr, take); !flushed)
        return tl::make_unexpected(flushed.error());
    return file.finish().map([](std::string bytes) {
        return Blob{ std::move(bytes), "video/mp4" };
    });
}

std::string x264Version()
{
    constexpr int side = 16;
    constexpr std::string_view before = "x264 - ";
    std::string version;
    const auto take = [&](const AVPacket& packet) -> Result<> {
        const std::string_view bytes = view(packet);
        const std::size_t at = bytes.find(before);
        if (at != std::string_view::npos) {
            const std::string_view rest = bytes.substr(at + before.size());
            version = rest.substr(0, rest.find(" - "));
        }
        return {};
    };
    const auto encoder = openX264(side, side);
    if (!encoder)
        return version;
    Bitmap black{ side, side, {} };
    black.pixels.resize(std::size_t{ side } * side);
    const auto frame = makeFrame(black, AV_PIX_FMT_YUV420P);
    if (frame && encode(**encoder, frame->get(), take))
        std::ignore = encode(**encoder, nullptr, take);
    return version;
}

} // namespace poolscope::media
