// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/av.h"

#include "core/media/spec.h"

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
}

#include <array>
#include <fmt/format.h>

namespace poolscope::media {

namespace {

/// The same on every machine: no approximations that differ between instruction sets.
constexpr int exactConversion = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP;

FramePtr emptyFrame(const Bitmap& size, AVPixelFormat format)
{
    auto frame = owned<FramePtr>(av_frame_alloc());
    frame->width = size.width;
    frame->height = size.height;
    frame->format = format;
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        throw std::bad_alloc();
    return frame;
}

} // namespace

void ReleaseIo::operator()(AVIOContext* io) const
{
    av_freep(&io->buffer);
    avio_context_free(&io);
}

void silenceLibav()
{
    [[maybe_unused]] static const bool isSilent = [] {
        av_log_set_level(AV_LOG_QUIET);
        return true;
    }();
}

tl::unexpected<base::Error> avFailure(std::string_view what, int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> reason{};
    av_strerror(code, reason.data(), reason.size());
    return base::fail(base::Code::media, fmt::format("{}: {}", what, reason.data()));
}

base::Result<CodecPtr> makeEncoder(const char* name, int width, int height, AVPixelFormat format)
{
    silenceLibav();
    const AVCodec* codec = avcodec_find_encoder_by_name(name);
    if (!codec)
        return base::fail(
            base::Code::unsupported, fmt::format("FFmpeg has no \"{}\" encoder here", name));
    auto encoder = owned<CodecPtr>(avcodec_alloc_context3(codec));
    encoder->width = width;
    encoder->height = height;
    encoder->pix_fmt = format;
    encoder->time_base = { 1, videoFrameRate };
    encoder->sample_aspect_ratio = { 1, 1 };
    encoder->thread_count = 1;
    encoder->flags |= AV_CODEC_FLAG_BITEXACT;
    return encoder;
}

base::Result<> openEncoder(AVCodecContext& encoder, Options options)
{
    for (const auto& [name, value] : options)
        if (const int code = av_opt_set(&encoder, name, value, AV_OPT_SEARCH_CHILDREN); code < 0)
            return avFailure(fmt::format("the encoder has no option \"{}\"", name), code);
    if (const int code = avcodec_open2(&encoder, nullptr, nullptr); code < 0)
        return avFailure("the encoder refused the size", code);
    return {};
}

base::Result<> encode(AVCodecContext& encoder, const AVFrame* frame,
    const std::function<base::Result<>(AVPacket&)>& take)
{
    if (const int code = avcodec_send_frame(&encoder, frame); code < 0)
        return avFailure("the encoder refused a picture", code);
    const auto packet = owned<PacketPtr>(av_packet_alloc());
    for (;;) {
        const int code = avcodec_receive_packet(&encoder, packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return avFailure("the encoder failed", code);
        if (auto taken = take(*packet); !taken)
            return taken;
        av_packet_unref(packet.get());
    }
}

base::Result<FramePtr> makeFrame(const Bitmap& bitmap, AVPixelFormat format)
{
    // A copy, because libav reads beyond the end of a buffer of ours.
    const auto words = emptyFrame(bitmap, AV_PIX_FMT_RGB32);
    const int row = 4 * bitmap.width;
    av_image_copy_plane(words->data[0], words->linesize[0],
        reinterpret_cast<const std::uint8_t*>(bitmap.pixels.data()), row, row, bitmap.height);
    const ScalerPtr scaler(sws_getContext(bitmap.width, bitmap.height, AV_PIX_FMT_RGB32,
        bitmap.width, bitmap.height, format, exactConversion, nullptr, nullptr, nullptr));
    if (!scaler)
        return base::fail(base::Code::media, "FFmpeg cannot convert a picture of this size");
    auto converted = emptyFrame(bitmap, format);
    const int rows = sws_scale(scaler.get(), words->data, words->linesize, 0, bitmap.height,
        converted->data, converted->linesize);
    if (rows != bitmap.height)
        return avFailure("FFmpeg cannot convert the picture", rows);
    return converted;
}

IoPtr makeIo(void* opaque, const IoCalls& calls)
{
    constexpr int bufferBytes = 1 << 16U;
    auto* buffer = static_cast<unsigned char*>(av_malloc(bufferBytes));
    if (!buffer)
        throw std::bad_alloc();
    const int isForWriting = calls.write ? 1 : 0;
    AVIOContext* io = avio_alloc_context(
        buffer, bufferBytes, isForWriting, opaque, calls.read, calls.write, calls.seek);
    if (!io)
        av_free(buffer);
    return owned<IoPtr>(io);
}

std::int64_t seekInMemory(std::size_t& position, std::size_t size, std::int64_t offset, int whence)
{
    const auto length = static_cast<std::int64_t>(size);
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return length;
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += static_cast<std::int64_t>(position);
        break;
    case SEEK_END:
        offset += length;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0)
        return AVERROR(EINVAL);
    position = static_cast<std::size_t>(offset);
    return offset;
}

} // namespace poolscope::media
