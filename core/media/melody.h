// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/media/spec.h"

#include <cstdint>

namespace poolscope::media {

/// What an audio item sounds like: a phrase of plucked notes on a pentatonic scale over a little
/// noise, peaking near -12 dBFS, without end. Integer samples that are the same on every machine.
class Melody {
public:
    explicit Melody(const ItemSpec& spec);

    /// The next sample at audioSampleRate.
    std::int16_t next();

private:
    void startNote();
    std::int32_t noise();

    base::RandomStream m_notes;
    base::RandomStream m_noise;
    std::uint64_t m_item;
    std::uint64_t m_time = 0; ///< samples since the beginning
    std::uint32_t m_note = 0; ///< notes begun
    std::int32_t m_degree = 0; ///< of the scale
    double m_root = 0; ///< frequency of the scale's first note, Hz
    std::uint32_t m_beat = 0; ///< samples

    std::uint32_t m_age = 0; ///< samples since the note began
    std::uint32_t m_length = 0; ///< of the note, samples
    std::uint32_t m_phase = 0; ///< of the period, 2^32 being a whole one
    std::uint32_t m_step = 0; ///< of the phase per sample
    double m_level = 0; ///< of the decaying string
    base::Words m_noiseWords;
};

} // namespace poolscope::media
