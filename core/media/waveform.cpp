// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/media_input.h"
#include "core/media/preview.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace poolscope::media {

namespace {

using base::Code;
using base::fail;
using base::Result;

/// The peaks of a sound of unknown length in bounded memory: blocks of equal length, first of one
/// sample; whenever there are too many, each two become one.
class Blocks {
public:
    void add(float low, float high)
    {
        if (m_filled == 0)
            m_blocks.push_back({ low, high });
        else
            m_blocks.back() = merged(m_blocks.back(), { low, high });
        if (++m_filled < m_length)
            return;
        m_filled = 0;
        if (m_blocks.size() == maxBlocks)
            halve();
    }

    std::vector<Peak> columns(std::size_t count) const
    {
        std::vector<Peak> peaks(count);
        if (m_blocks.empty())
            return peaks;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t begin = i * m_blocks.size() / count;
            const std::size_t end = std::max(begin + 1, (i + 1) * m_blocks.size() / count);
            peaks[i] = m_blocks[begin];
            for (std::size_t block = begin + 1; block < end; ++block)
                peaks[i] = merged(peaks[i], m_blocks[block]);
        }
        return peaks;
    }

private:
    /// Hundreds per column of the widest window.
    static constexpr std::size_t maxBlocks = 1U << 19U;

    static Peak merged(const Peak& a, const Peak& b)
    {
        return { std::min(a.low, b.low), std::max(a.high, b.high) };
    }

    void halve()
    {
        for (std::size_t i = 0; i < maxBlocks / 2; ++i)
            m_blocks[i] = merged(m_blocks[2 * i], m_blocks[2 * i + 1]);
        m_blocks.resize(maxBlocks / 2);
        m_length *= 2;
    }

    std::vector<Peak> m_blocks;
    std::uint64_t m_length = 1; ///< samples per block
    std::uint64_t m_filled = 0; ///< samples in the last block, 0 when it is full
};

/// The sample in -1..1.
template <class Sample> float unit(Sample sample)
{
    if constexpr (std::is_same_v<Sample, std::uint8_t>) {
        constexpr float middle = 128;
        return (static_cast<float>(sample) - middle) / middle;
    } else if constexpr (std::is_integral_v<Sample>) {
        return static_cast<float>(sample) / -static_cast<float>(std::numeric_limits<Sample>::min());
    } else {
        return std::isnan(sample) ? 0 : static_cast<float>(std::clamp<Sample>(sample, -1, 1));
    }
}

template <class Sample> void addFrame(Blocks& blocks, const AVFrame& frame)
{
    const bool isPlanar = av_sample_fmt_is_planar(static_cast<AVSampleFormat>(frame.format)) != 0;
    const int channels = frame.ch_layout.nb_channels;
    for (int i = 0; i < frame.nb_samples; ++i) {
        float low = 1;
        float high = -1;
        for (int channel = 0; channel < channels; ++channel) {
            const auto* samples
                = reinterpret_cast<const Sample*>(frame.extended_data[isPlanar ? channel : 0]);
            const float value = unit(samples[isPlanar ? i : i * channels + channel]);
            low = std::min(low, value);
            high = std::max(high, value);
        }
        blocks.add(low, high);
    }
}

Result<> add(Blocks& blocks, const AVFrame& frame)
{
    switch (frame.format) {
    case AV_SAMPLE_FMT_U8:
        addFrame<std::uint8_t>(blocks, frame);
        return {};
    case AV_SAMPLE_FMT_S16:
    case AV_SAMPLE_FMT_S16P:
        addFrame<std::int16_t>(blocks, frame);
        return {};
    case AV_SAMPLE_FMT_S32:
        addFrame<std::int32_t>(blocks, frame);
        return {};
    case AV_SAMPLE_FMT_FLT:
    case AV_SAMPLE_FMT_FLTP:
        addFrame<float>(blocks, frame);
        return {};
    case AV_SAMPLE_FMT_DBL:
        addFrame<double>(blocks, frame);
        return {};
    default:
        return fail(Code::unsupported, "The sound's sample format is not supported");
    }
}

Result<Blocks> blocksOf(MediaInput& input)
{
    Blocks blocks;
    const auto packet = owned<PacketPtr>(av_packet_alloc());
    const auto frame = owned<FramePtr>(av_frame_alloc());
    for (;;) {
        const auto more = input.read(*packet);
        if (!more)
            return tl::make_unexpected(more.error());
        // A damaged packet is left out.
        avcodec_send_packet(&input.decoder(), *more ? packet.get() : nullptr);
        while (avcodec_receive_frame(&input.decoder(), frame.get()) == 0)
            if (auto added = add(blocks, *frame); !added)
                return tl::make_unexpected(added.error());
        if (!*more)
            return blocks;
    }
}

} // namespace

Result<std::vector<Peak>> waveform(std::string_view bytes, int columns, std::stop_token stop)
{
    constexpr int maxColumns = 1 << 16U;
    if (columns <= 0 || columns > maxColumns)
        return fail(Code::invalid, "There is no room for a waveform");
    try {
        const auto input = MediaInput::open(bytes, AVMEDIA_TYPE_AUDIO, stop);
        if (!input)
            return tl::make_unexpected(input.error());
        return blocksOf(**input).map([&](const Blocks& blocks) {
            return blocks.columns(static_cast<std::size_t>(columns));
        });
    } catch (const std::bad_alloc&) {
        return fail(Code::media, "There is not enough memory for the sound");
    }
}

} // namespace poolscope::media
