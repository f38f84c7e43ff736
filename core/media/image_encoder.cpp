// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/image_encoder.h"

#include "core/media/av.h"

extern "C" {
#include <libavutil/crc.h>
}

#include <string>

namespace poolscope::media {

namespace {

/// The quantiser that gives photos the size of Pillow's quality 85.
constexpr int jpegQuantiser = 2;

/// Signature and IHDR, behind which other chunks may stand.
constexpr std::size_t pngHead = 8 + 25;

std::string bigEndian(std::uint32_t value, unsigned bytes)
{
    std::string text;
    while (bytes-- > 0)
        text.push_back(static_cast<char>(value >> (8 * bytes) & 255U));
    return text;
}

std::string textChunk(std::string_view comment)
{
    std::string body = "tEXtComment";
    body.push_back('\0');
    body += comment;
    const std::uint32_t crc = av_crc(av_crc_get_table(AV_CRC_32_IEEE_LE), 0xFFFFFFFFU,
                                  reinterpret_cast<const std::uint8_t*>(body.data()), body.size())
        ^ 0xFFFFFFFFU;
    return bigEndian(static_cast<std::uint32_t>(body.size() - 4), 4) + body + bigEndian(crc, 4);
}

/// A COM segment belongs behind the JFIF header, which must come first.
std::size_t behindJfif(std::string_view file)
{
    constexpr std::size_t start = 2;
    if (file.size() < 6 || file.substr(start, 2) != "\xFF\xE0")
        return start;
    const auto byte
        = [&](std::size_t i) { return std::size_t{ static_cast<unsigned char>(file[i]) }; };
    return start + 2 + 256 * byte(4) + byte(5);
}

std::string commentSegment(std::string_view comment)
{
    std::string segment = "\xFF\xFE";
    segment += bigEndian(static_cast<std::uint32_t>(comment.size() + 2), 2);
    segment += comment;
    return segment;
}

base::Result<std::string> encodeOne(AVCodecContext& encoder, Options options, const Bitmap& bitmap)
{
    if (auto opened = openEncoder(encoder, options); !opened)
        return tl::make_unexpected(opened.error());
    const auto frame = makeFrame(bitmap, encoder.pix_fmt);
    if (!frame)
        return tl::make_unexpected(frame.error());
    (*frame)->quality = encoder.global_quality;
    std::string file;
    const auto take = [&](const AVPacket& packet) -> base::Result<> {
        file.append(
            reinterpret_cast<const char*>(packet.data), static_cast<std::size_t>(packet.size));
        return {};
    };
    return encode(encoder, frame->get(), take).map([&] { return std::move(file); });
}

} // namespace

base::Result<Blob> encodePng(const Bitmap& bitmap, std::string_view comment)
{
    auto encoder = makeEncoder("png", bitmap.width, bitmap.height, AV_PIX_FMT_RGB24);
    if (!encoder)
        return tl::make_unexpected(encoder.error());
    // Level 3 takes twice the time for a tenth fewer bytes. The prediction is the smallest at this
    // level, and as fast as none.
    const Options options{ { "compression_level", "1" }, { "pred", "sub" } };
    return encodeOne(**encoder, options, bitmap).map([&](std::string file) {
        file.insert(pngHead, textChunk(comment));
        return Blob{ std::move(file), "image/png" };
    });
}

base::Result<Blob> encodeJpeg(const Bitmap& bitmap, std::string_view comment)
{
    auto encoder = makeEncoder("mjpeg", bitmap.width, bitmap.height, AV_PIX_FMT_YUVJ420P);
    if (!encoder)
        return tl::make_unexpected(encoder.error());
    (*encoder)->flags |= AV_CODEC_FLAG_QSCALE;
    (*encoder)->global_quality = jpegQuantiser * FF_QP2LAMBDA;
    // The faster transforms differ between processors.
    const Options options{ { "dct", "int" }, { "huffman", "default" } };
    return encodeOne(**encoder, options, bitmap).map([&](std::string file) {
        file.insert(behindJfif(file), commentSegment(comment));
        return Blob{ std::move(file), "image/jpeg" };
    });
}

} // namespace poolscope::media
