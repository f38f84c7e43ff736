// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/media_input.h"
#include "core/media/preview.h"

#include <algorithm>

namespace poolscope::media {

namespace {

using base::Code;
using base::fail;
using base::Result;

struct Size {
    int width = 0;
    int height = 0;
};

/// The largest size of the same shape that fits the box, at most the picture's own.
Size fitted(Size picture, Size box)
{
    if (picture.width <= box.width && picture.height <= box.height)
        return picture;
    const auto scaled = [](int side, int over, int under) {
        return std::max(1, static_cast<int>(std::int64_t{ side } * over / under));
    };
    const bool isWide
        = std::int64_t{ picture.width } * box.height > std::int64_t{ picture.height } * box.width;
    return isWide ? Size{ box.width, scaled(picture.height, box.width, picture.width) }
                  : Size{ scaled(picture.width, box.height, picture.height), box.height };
}

/// A damaged or strange file may open with packets that hold no picture; it gets a few tries.
Result<FramePtr> firstFrame(MediaInput& input)
{
    constexpr int tries = 8;
    const auto packet = owned<PacketPtr>(av_packet_alloc());
    auto frame = owned<FramePtr>(av_frame_alloc());
    for (int i = 0; i < tries; ++i) {
        const auto more = input.read(*packet);
        if (!more)
            return tl::make_unexpected(more.error());
        if (!*more)
            break;
        // Drained after each packet: otherwise a decoder waits for more to put pictures in order.
        avcodec_send_packet(&input.decoder(), packet.get());
        avcodec_send_packet(&input.decoder(), nullptr);
        if (avcodec_receive_frame(&input.decoder(), frame.get()) == 0)
            return frame;
        avcodec_flush_buffers(&input.decoder());
    }
    return fail(Code::media, "There is no picture in the file, or one of more than 100 megapixels");
}

Result<Bitmap> scaledDown(const AVFrame& frame, Size box)
{
    const Size size = fitted({ frame.width, frame.height }, box);
    const auto format = static_cast<AVPixelFormat>(frame.format);
    const ScalerPtr scaler(sws_getContext(frame.width, frame.height, format, size.width,
        size.height, AV_PIX_FMT_RGB32, SWS_AREA, nullptr, nullptr, nullptr));
    if (!scaler)
        return fail(Code::unsupported, "The picture's format is not supported");
    auto scaled = owned<FramePtr>(av_frame_alloc());
    scaled->width = size.width;
    scaled->height = size.height;
    scaled->format = AV_PIX_FMT_RGB32;
    if (av_frame_get_buffer(scaled.get(), 0) < 0)
        throw std::bad_alloc();
    const int rows = sws_scale(
        scaler.get(), frame.data, frame.linesize, 0, frame.height, scaled->data, scaled->linesize);
    if (rows != size.height)
        return avFailure("The picture cannot be scaled", rows);

    Bitmap bitmap{ size.width, size.height, {} };
    for (int y = 0; y < size.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(
            scaled->data[0] + std::ptrdiff_t{ y } * scaled->linesize[0]);
        bitmap.pixels.insert(bitmap.pixels.end(), row, row + size.width);
    }
    return bitmap;
}

} // namespace

Result<Bitmap> thumbnail(std::string_view bytes, int maxWidth, int maxHeight, std::stop_token stop)
{
    if (maxWidth <= 0 || maxHeight <= 0)
        return fail(Code::invalid, "There is no room for a picture");
    try {
        const auto input = MediaInput::open(bytes, AVMEDIA_TYPE_VIDEO, stop);
        if (!input)
            return tl::make_unexpected(input.error());
        const auto frame = firstFrame(**input);
        if (!frame)
            return tl::make_unexpected(frame.error());
        if (stop.stop_requested())
            return base::cancelled();
        return scaledDown(**frame, { maxWidth, maxHeight });
    } catch (const std::bad_alloc&) {
        return fail(Code::media, "There is not enough memory for the picture");
    }
}

} // namespace poolscope::media
