// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/melody.h"

#include "core/base/portable_math.h"
#include "core/media/identity.h"

#include <algorithm>
#include <array>

namespace poolscope::media {

namespace {

namespace portable = base::portable;

constexpr std::array<int, 8> scale{ 0, 2, 4, 7, 9, 12, 14, 16 }; ///< major pentatonic, semitones
constexpr double lowestRoot = 220; ///< Hz
constexpr int roots = 12;
constexpr std::uint32_t shortestBeat = audioSampleRate / 6;
constexpr std::uint32_t beatSpread = audioSampleRate / 6;
constexpr std::uint32_t attack = audioSampleRate / 100;
constexpr std::uint32_t release = audioSampleRate / 50;
constexpr double peak = 8192; ///< -12 dBFS
/// Per sample: the string has lost two thirds after 0.4 s.
constexpr double decay = 1 - 2.5 / audioSampleRate;
constexpr int noiseSpread = 48; ///< about -57 dBFS

/// One period of the string: a fundamental and two overtones, in -peak..peak.
constexpr unsigned periodBits = 11;
using Period = std::array<double, 1U << periodBits>;

const Period& period()
{
    static const Period table = [] {
        Period values{};
        double highest = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double turns = static_cast<double>(i) / static_cast<double>(values.size());
            values[i] = portable::sinTurns(turns) + 0.4 * portable::sinTurns(2 * turns)
                + 0.15 * portable::sinTurns(3 * turns);
            highest = std::max(highest, values[i]);
        }
        for (double& value : values)
            value *= peak / highest;
        return values;
    }();
    return table;
}

double semitones(int count)
{
    constexpr double logTwo = 0.693147180559945309;
    return portable::exp(logTwo * count / 12);
}

} // namespace

Melody::Melody(const ItemSpec& spec)
    : m_notes(contentStream(spec))
    , m_noise(m_notes.seedFor(spec.item, 0), base::Purpose::itemContent)
    , m_item(spec.item)
{
    const base::Words words = m_notes.words(m_item, 1);
    m_root = lowestRoot * semitones(static_cast<int>(words.first % roots));
    m_beat = shortestBeat + static_cast<std::uint32_t>(words.second % beatSpread);
    m_degree = static_cast<std::int32_t>((words.second >> 32U) % scale.size());
}

void Melody::startNote()
{
    constexpr std::uint32_t firstNoteSlot = 2;
    const base::Words words = m_notes.words(m_item, firstNoteSlot + m_note);
    ++m_note;
    constexpr auto top = static_cast<std::int32_t>(scale.size()) - 1;
    m_degree = std::clamp(m_degree + static_cast<std::int32_t>(words.first % 5) - 2, 0, top);
    const double frequency = m_root * semitones(scale[static_cast<std::size_t>(m_degree)]);
    m_step = static_cast<std::uint32_t>(frequency / audioSampleRate * 0x1p32);
    m_length = (words.second & 3U) == 0 ? 2 * m_beat : m_beat;
    m_age = 0;
    m_phase = 0;
    m_level = 1;
}

std::int32_t Melody::noise()
{
    // One draw of the generator is worth eight samples.
    if (m_time % 8 == 0)
        m_noiseWords = m_noise.words(m_time / 8, 0);
    const std::uint64_t word = m_time % 8 < 4 ? m_noiseWords.first : m_noiseWords.second;
    const auto bits = static_cast<std::int32_t>(word >> (16 * (m_time % 4)) & 0xFFFFU);
    return bits * (2 * noiseSpread + 1) / 65536 - noiseSpread;
}

std::int16_t Melody::next()
{
    if (m_age == m_length)
        startNote();
    const double string = period()[m_phase >> (32 - periodBits)] * m_level;
    const std::uint32_t fade = std::min(m_age * release / attack, m_length - m_age);
    const double note = string * std::min(fade, release) / release;
    const std::int32_t sample = static_cast<std::int32_t>(note) + noise();
    ++m_age;
    ++m_time;
    m_phase += m_step;
    m_level *= decay;
    return static_cast<std::int16_t>(sample);
}

} // namespace poolscope::media
