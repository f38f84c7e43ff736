// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/av.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string_view>

namespace poolscope::media {

/// A media file in memory, opened for decoding its picture or its sound. Only the kinds of file
/// that are sent, each with the few codecs it may hold; nothing outside `bytes` is ever read.
class MediaInput {
public:
    /// `type` says whether a picture (AVMEDIA_TYPE_VIDEO) or sound is wanted. `bytes` must outlive
    /// the input.
    static base::Result<std::unique_ptr<MediaInput>> open(
        std::string_view bytes, AVMediaType type, std::stop_token stop);

    MediaInput(const MediaInput&) = delete;
    MediaInput& operator=(const MediaInput&) = delete;

    /// The next packet of the stream; false at the end, which is also where damage begins.
    base::Result<bool> read(AVPacket& packet);

    AVCodecContext& decoder() { return *m_decoder; }

private:
    struct Kind;

    MediaInput(std::string_view bytes, std::stop_token stop);
    base::Result<> openContainer(const char* demuxer, AVMediaType type);
    base::Result<> openDecoder(const Kind& kind);
    bool readWhole(AVPacket& packet);

    static const Kind* kindOf(std::string_view mime);
    static int readSome(void* opaque, std::uint8_t* buffer, int size);
    static std::int64_t seek(void* opaque, std::int64_t offset, int whence);

    std::string_view m_bytes;
    std::size_t m_position = 0;
    std::stop_token m_stop;
    IoPtr m_io;
    InputPtr m_container; ///< none where the whole file is one packet
    AVStream* m_stream = nullptr;
    CodecPtr m_decoder;
};

} // namespace poolscope::media
