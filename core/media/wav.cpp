// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/wav.h"

#include "core/base/portable_math.h"
#include "core/media/identity.h"
#include "core/media/melody.h"

#include <algorithm>
#include <string>

namespace poolscope::media {

namespace {

constexpr std::uint32_t sampleBytes = 2;
constexpr std::uint32_t headerBytes = 44;
/// LIST, its size, INFO, ICMT, its size.
constexpr std::uint32_t commentHeadBytes = 20;

/// As upstream counts, Python's round included.
std::uint32_t sampleCount(double seconds)
{
    return static_cast<std::uint32_t>(
        std::max(1.0, base::portable::roundHalfEven(seconds * audioSampleRate)));
}

void append(std::string& file, std::uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i)
        file.push_back(static_cast<char>(value >> (8 * i) & 255U));
}

/// Chunks have an even number of bytes.
std::uint32_t paddedBytes(const std::string& comment)
{
    return static_cast<std::uint32_t>((comment.size() + 1) / 2 * 2);
}

void appendHeader(std::string& file, std::uint32_t dataBytes, std::uint32_t fileBytes)
{
    constexpr std::uint32_t pcm = 1;
    constexpr std::uint32_t channels = 1;
    file += "RIFF";
    append(file, fileBytes - 8, 4);
    file += "WAVEfmt ";
    append(file, 16, 4);
    append(file, pcm, 2);
    append(file, channels, 2);
    append(file, audioSampleRate, 4);
    append(file, audioSampleRate * channels * sampleBytes, 4);
    append(file, channels * sampleBytes, 2);
    append(file, 8 * sampleBytes, 2);
    file += "data";
    append(file, dataBytes, 4);
}

void appendComment(std::string& file, const std::string& comment)
{
    const std::uint32_t padded = paddedBytes(comment);
    file += "LIST";
    append(file, commentHeadBytes - 8 + padded, 4);
    file += "INFOICMT";
    append(file, static_cast<std::uint32_t>(comment.size()), 4);
    file += comment;
    file.append(padded - comment.size(), '\0');
}

} // namespace

std::uint64_t wavBytes(const ItemSpec& spec)
{
    return headerBytes + std::uint64_t{ sampleBytes } * sampleCount(spec.seconds) + commentHeadBytes
        + paddedBytes(identityOf(spec));
}

base::Result<Blob> encodeWav(const ItemSpec& spec, const std::stop_token& stop)
{
    constexpr std::uint32_t samplesPerCheck = audioSampleRate;
    constexpr std::uint32_t fade = audioSampleRate / 50;
    const std::uint32_t samples = sampleCount(spec.seconds);
    const std::uint64_t bytes = wavBytes(spec);
    Blob blob{ {}, "audio/wav" };
    blob.bytes.reserve(bytes);
    appendHeader(blob.bytes, samples * sampleBytes, static_cast<std::uint32_t>(bytes));
    Melody melody(spec);
    for (std::uint32_t i = 0; i < samples; ++i) {
        if (i % samplesPerCheck == 0 && stop.stop_requested())
            return base::cancelled();
        // The end may cut a note: fade it out.
        const auto gain = static_cast<std::int32_t>(std::min(samples - i, fade));
        const std::int32_t sample = melody.next() * gain / static_cast<std::int32_t>(fade);
        append(blob.bytes, static_cast<std::uint16_t>(sample), sampleBytes);
    }
    appendComment(blob.bytes, identityOf(spec));
    return blob;
}

} // namespace poolscope::media
