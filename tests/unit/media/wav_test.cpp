// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

using namespace poolscope;
using namespace poolscope::testing;

namespace {

constexpr std::size_t headerBytes = 44;

std::vector<std::int16_t> samplesOf(const std::string& file)
{
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, file.data() + headerBytes - 4, 4);
    std::vector<std::int16_t> samples(bytes / 2);
    std::memcpy(samples.data(), file.data() + headerBytes, bytes);
    return samples;
}

} // namespace

class WavTest : public QObject {
    Q_OBJECT

private slots:
    void theHeaderIsUpstreams()
    {
        const std::string file = bytesOf(clip(1));
        const std::string expected("WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3E\0\0\0\x7D\0\0\2\0\x10\0data"
                                   "\0\x7D\0\0",
            36);
        COMPARE_TEXT(file.substr(0, 4), "RIFF");
        QVERIFY(file.substr(8, 36) == expected);
        std::uint32_t riffBytes = 0;
        std::memcpy(&riffBytes, file.data() + 4, 4);
        QCOMPARE(std::size_t{ riffBytes } + 8, file.size());
        COMPARE_TEXT(file.substr(headerBytes + 32000, 4), "LIST");
    }

    void durationsAreRoundedAsUpstreamDoes()
    {
        struct Case {
            double seconds;
            int samples;
        };
        for (const Case& wanted : { Case{ 1e-12, 1 }, { 0.5 / 16000, 1 }, { 1.5 / 16000, 2 },
                 { 2.5 / 16000, 2 }, { 0.25, 4000 }, { 5, 80000 } })
            QCOMPARE(decoded(bytesOf(clip(wanted.seconds))).samples, wanted.samples);
    }

    void clipsPeakNearMinusTwelveDecibels()
    {
        for (std::uint64_t item = 0; item < 20; ++item) {
            const auto samples = samplesOf(bytesOf(clip(3, item)));
            const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
            const double peak = std::max(-*low, +*high) / 32768.0;
            const double decibels = 20 * std::log10(peak);
            QVERIFY2(decibels > -14 && decibels < -11.5, qPrintable(QString::number(decibels)));
        }
    }

    void clipsHaveNoClicks()
    {
        // The highest note's steepest slope; a click is a jump beyond it.
        constexpr int steepest = 8192;
        for (std::uint64_t item = 0; item < 20; ++item) {
            const auto samples = samplesOf(bytesOf(clip(2.7, item)));
            for (std::size_t i = 1; i < samples.size(); ++i)
                QVERIFY(std::abs(samples[i] - samples[i - 1]) < steepest);
            QVERIFY(std::abs(samples.front()) < 100);
            QVERIFY(std::abs(samples.back()) < 100);
        }
    }

    void soundsDifferAndNotOnlyTheirComments()
    {
        std::set<std::vector<std::int16_t>> distinct;
        for (std::uint64_t item = 0; item < 200; ++item)
            distinct.insert(samplesOf(bytesOf(clip(0.25, item))));
        QCOMPARE(distinct.size(), std::size_t{ 200 });
    }

    void aLongerClipBeginsLikeAShorterOne()
    {
        const auto shorter = samplesOf(bytesOf(clip(1)));
        const auto longer = samplesOf(bytesOf(clip(2)));
        const auto fade = 320;
        QVERIFY(std::equal(shorter.begin(), shorter.end() - fade, longer.begin()));
    }
};

POOLSCOPE_TEST(WavTest)
#include "wav_test.moc"
