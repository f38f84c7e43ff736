// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/bitmap.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

/// FFmpeg's objects with owners, and the few steps that encoders and decoders share. Where libav
/// has no memory for an object these throw std::bad_alloc, which the doors of the room catch.
namespace poolscope::media {

template <auto release> struct ReleaseByAddress {
    template <class T> void operator()(T* object) const { release(&object); }
};

template <auto release> struct Release {
    template <class T> void operator()(T* object) const { release(object); }
};

struct ReleaseIo {
    void operator()(AVIOContext* io) const;
};

using CodecPtr = std::unique_ptr<AVCodecContext, ReleaseByAddress<avcodec_free_context>>;
using FramePtr = std::unique_ptr<AVFrame, ReleaseByAddress<av_frame_free>>;
using InputPtr = std::unique_ptr<AVFormatContext, ReleaseByAddress<avformat_close_input>>;
using IoPtr = std::unique_ptr<AVIOContext, ReleaseIo>;
using OutputPtr = std::unique_ptr<AVFormatContext, Release<avformat_free_context>>;
using PacketPtr = std::unique_ptr<AVPacket, ReleaseByAddress<av_packet_free>>;
using ScalerPtr = std::unique_ptr<SwsContext, Release<sws_freeContext>>;

/// Takes over what libav allocated; throws std::bad_alloc when that is nothing.
template <class Owner> Owner owned(typename Owner::pointer object)
{
    if (!object)
        throw std::bad_alloc();
    return Owner(object);
}

/// No line of libav's ever reaches stderr. Call before anything else of libav.
void silenceLibav();

/// The Error of a failed call: `what` could not be done, and libav's reason.
tl::unexpected<base::Error> avFailure(std::string_view what, int code);

/// A context of the encoder with one thread and no version strings in what it writes.
base::Result<CodecPtr> makeEncoder(const char* name, int width, int height, AVPixelFormat format);

/// Names and values of an encoder's options.
using Options = std::initializer_list<std::pair<const char*, const char*>>;

/// Sets the options and opens the encoder.
base::Result<> openEncoder(AVCodecContext& encoder, Options options);

/// Hands a frame to the encoder, nothing at the end, and every packet that comes out to `take`.
base::Result<> encode(AVCodecContext& encoder, const AVFrame* frame,
    const std::function<base::Result<>(AVPacket&)>& take);

/// The pixels in another format, converted in integer arithmetic that is the same on every machine.
base::Result<FramePtr> makeFrame(const Bitmap& bitmap, AVPixelFormat format);

/// What libav calls to read, write and seek; without `write` the file is only read.
struct IoCalls {
    int (*read)(void* opaque, std::uint8_t* buffer, int size) = nullptr;
    int (*write)(void* opaque, std::uint8_t* buffer, int size) = nullptr;
    std::int64_t (*seek)(void* opaque, std::int64_t offset, int whence) = nullptr;
};

/// A file behind calls of ours.
IoPtr makeIo(void* opaque, const IoCalls& calls);

/// Moves a place in a file in memory as AVIOContext's seek callback has it.
std::int64_t seekInMemory(std::size_t& position, std::size_t size, std::int64_t offset, int whence);

} // namespace poolscope::media
