// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/media_input.h"

#include "core/media/sniff.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace poolscope::media {

namespace {

using base::Code;
using base::fail;
using base::Result;

constexpr std::size_t maxBytes = std::size_t{ 256 } << 20U;
/// Checked by libav before it allocates a picture.
constexpr std::int64_t maxPixels = 100'000'000;

} // namespace

struct MediaInput::Kind {
    std::string_view mime;
    AVMediaType type;
    const char* demuxer; ///< none: the whole file is one packet
    std::array<AVCodecID, 8> codecs; ///< the rest is AV_CODEC_ID_NONE
};

const MediaInput::Kind* MediaInput::kindOf(std::string_view mime)
{
    static constexpr std::array kinds{
        Kind{ "image/png", AVMEDIA_TYPE_VIDEO, nullptr, { AV_CODEC_ID_PNG } },
        Kind{ "image/jpeg", AVMEDIA_TYPE_VIDEO, nullptr, { AV_CODEC_ID_MJPEG } },
        Kind{ "image/webp", AVMEDIA_TYPE_VIDEO, nullptr, { AV_CODEC_ID_WEBP } },
        Kind{ "image/gif", AVMEDIA_TYPE_VIDEO, "gif", { AV_CODEC_ID_GIF } },
        Kind{ "video/mp4", AVMEDIA_TYPE_VIDEO, "mov",
            { AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1, AV_CODEC_ID_VP9,
                AV_CODEC_ID_MPEG4 } },
        Kind{ "audio/wav", AVMEDIA_TYPE_AUDIO, "wav",
            { AV_CODEC_ID_PCM_U8, AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S24LE,
                AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_F32LE, AV_CODEC_ID_PCM_F64LE,
                AV_CODEC_ID_PCM_ALAW, AV_CODEC_ID_PCM_MULAW } },
        Kind{ "audio/mpeg", AVMEDIA_TYPE_AUDIO, "mp3", { AV_CODEC_ID_MP3 } },
    };
    const auto* const kind = std::find_if(
        kinds.begin(), kinds.end(), [&](const Kind& known) { return known.mime == mime; });
    return kind == kinds.end() ? nullptr : kind;
}

MediaInput::MediaInput(std::string_view bytes, std::stop_token stop)
    : m_bytes(bytes)
    , m_stop(std::move(stop))
{
}

Result<std::unique_ptr<MediaInput>> MediaInput::open(
    std::string_view bytes, AVMediaType type, std::stop_token stop)
{
    silenceLibav();
    const std::string_view wanted = type == AVMEDIA_TYPE_AUDIO ? "sound" : "picture";
    const Kind* kind = kindOf(sniffMime(bytes));
    if (!kind || kind->type != type)
        return fail(
            Code::unsupported, "This is no " + std::string(wanted) + " file of a known kind");
    if (bytes.size() > maxBytes)
        return fail(Code::unsupported, "The file is larger than 256 MiB");
    std::unique_ptr<MediaInput> input(new MediaInput(bytes, std::move(stop)));
    if (kind->demuxer)
        if (auto opened = input->openContainer(kind->demuxer, type); !opened)
            return tl::make_unexpected(opened.error());
    if (auto opened = input->openDecoder(*kind); !opened)
        return tl::make_unexpected(opened.error());
    return input;
}

Result<> MediaInput::openContainer(const char* demuxer, AVMediaType type)
{
    m_io = makeIo(this, { readSome, nullptr, seek });
    AVFormatContext* container = avformat_alloc_context();
    if (!container)
        throw std::bad_alloc();
    container->pb = m_io.get();
    // A file may name others; it gets none.
    container->io_open = [](AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
        return AVERROR(EACCES);
    };
    const int code
        = avformat_open_input(&container, nullptr, av_find_input_format(demuxer), nullptr);
    m_container.reset(container);
    if (m_stop.stop_requested())
        return base::cancelled();
    if (code < 0)
        return avFailure("The file cannot be read", code);
    // Not av_find_best_stream: it wants a sample rate, which the MP3 reader does not know yet.
    for (unsigned i = 0; i < m_container->nb_streams; ++i) {
        AVStream* stream = m_container->streams[i];
        if (!m_stream && stream->codecpar->codec_type == type)
            m_stream = stream;
        else
            stream->discard = AVDISCARD_ALL;
    }
    if (!m_stream)
        return fail(Code::media, "There is nothing to show in the file");
    return {};
}

Result<> MediaInput::openDecoder(const Kind& kind)
{
    const AVCodecID id = m_stream ? m_stream->codecpar->codec_id : kind.codecs.front();
    const bool isKnown = id != AV_CODEC_ID_NONE
        && std::find(kind.codecs.begin(), kind.codecs.end(), id) != kind.codecs.end();
    const AVCodec* codec = isKnown ? avcodec_find_decoder(id) : nullptr;
    if (!codec)
        return fail(Code::unsupported, "The file's codec is not supported");
    m_decoder = owned<CodecPtr>(avcodec_alloc_context3(codec));
    if (m_stream)
        if (const int code = avcodec_parameters_to_context(m_decoder.get(), m_stream->codecpar);
            code < 0)
            return avFailure("The file cannot be decoded", code);
    m_decoder->thread_count = 1;
    m_decoder->max_pixels = maxPixels;
    if (const int code = avcodec_open2(m_decoder.get(), codec, nullptr); code < 0)
        return avFailure("The file cannot be decoded", code);
    return {};
}

bool MediaInput::readWhole(AVPacket& packet)
{
    if (m_position != 0)
        return false;
    m_position = m_bytes.size();
    if (av_new_packet(&packet, static_cast<int>(m_bytes.size())) < 0)
        throw std::bad_alloc();
    std::memcpy(packet.data, m_bytes.data(), m_bytes.size());
    return true;
}

Result<bool> MediaInput::read(AVPacket& packet)
{
    av_packet_unref(&packet);
    for (;;) {
        if (m_stop.stop_requested())
            return base::cancelled();
        if (!m_container)
            return readWhole(packet);
        if (av_read_frame(m_container.get(), &packet) < 0)
            return m_stop.stop_requested() ? Result<bool>(base::cancelled()) : false;
        if (packet.stream_index == m_stream->index)
            return true;
        av_packet_unref(&packet);
    }
}

int MediaInput::readSome(void* opaque, std::uint8_t* buffer, int size)
{
    auto& self = *static_cast<MediaInput*>(opaque);
    if (self.m_stop.stop_requested())
        return AVERROR_EXIT;
    if (self.m_position >= self.m_bytes.size())
        return AVERROR_EOF;
    const std::size_t count = self.m_bytes.copy(
        reinterpret_cast<char*>(buffer), static_cast<std::size_t>(size), self.m_position);
    self.m_position += count;
    return static_cast<int>(count);
}

std::int64_t MediaInput::seek(void* opaque, std::int64_t offset, int whence)
{
    auto& self = *static_cast<MediaInput*>(opaque);
    return seekInMemory(self.m_position, self.m_bytes.size(), offset, whence);
}

} // namespace poolscope::media
