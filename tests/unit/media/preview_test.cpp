// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "core/media/image_encoder.h"
#include "core/media/preview.h"
#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <cstring>
#include <filesystem>
#include <thread>

using namespace poolscope;
using namespace poolscope::testing;
using media::Format;
using media::thumbnail;
using media::waveform;

namespace {

std::filesystem::path corpus()
{
    return std::filesystem::path(POOLSCOPE_SOURCE) / "tests/fuzz/corpus/media_preview";
}

std::string corpusFile(const char* name)
{
    return readAll(corpus() / name);
}

int channel(std::uint32_t pixel, unsigned shift)
{
    return static_cast<int>(pixel >> shift & 255U);
}

bool isNear(std::uint32_t pixel, std::uint32_t expected, int tolerance)
{
    for (const unsigned shift : { 0U, 8U, 16U, 24U })
        if (std::abs(channel(pixel, shift) - channel(expected, shift)) > tolerance)
            return false;
    return true;
}

template <class Colour> media::Bitmap pixels(int width, int height, Colour colour)
{
    media::Bitmap result{ width, height, {} };
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            result.pixels.push_back(0xff000000U | static_cast<std::uint32_t>(colour(x, y)));
    return result;
}

} // namespace

class PreviewTest : public QObject {
    Q_OBJECT

private slots:
    void thumbnailsFitTheirBoxAndKeepTheShape()
    {
        struct Case {
            int width, height, boxWidth, boxHeight, thumbWidth, thumbHeight;
        };
        for (const Case& c : { Case{ 160, 90, 80, 80, 80, 45 }, { 90, 160, 80, 80, 45, 80 },
                 { 40, 30, 80, 80, 40, 30 }, { 700, 1, 70, 70, 70, 1 }, { 1, 700, 70, 7, 1, 7 },
                 { 33, 33, 32, 64, 32, 32 } }) {
            const auto found = thumbnail(
                bytesOf(picture(Format::png, c.width, c.height)), c.boxWidth, c.boxHeight);
            REQUIRE_VALUE(found);
            QCOMPARE(found->width, c.thumbWidth);
            QCOMPARE(found->height, c.thumbHeight);
            QCOMPARE(found->pixels.size(), std::size_t(c.thumbWidth * c.thumbHeight));
        }
    }

    void coloursSurvive()
    {
        const auto quarters = pixels(64, 64, [](int x, int y) {
            return x < 32 ? (y < 32 ? 0xFF0000U : 0x00FF00U) : (y < 32 ? 0x0000FFU : 0x808080U);
        });
        for (const auto encode : { media::encodePng, media::encodeJpeg }) {
            const auto found = thumbnail(encode(quarters, "").value().bytes, 16, 16);
            REQUIRE_VALUE(found);
            const auto at = [&](std::size_t x, std::size_t y) { return found->pixels[16 * y + x]; };
            QVERIFY(isNear(at(3, 3), 0xFFFF0000, 6));
            QVERIFY(isNear(at(3, 12), 0xFF00FF00, 6));
            QVERIFY(isNear(at(12, 3), 0xFF0000FF, 6));
            QVERIFY(isNear(at(12, 12), 0xFF808080, 6));
        }
    }

    void scalingAverages()
    {
        const auto fine
            = pixels(64, 64, [](int x, int y) { return (x + y) % 2 == 0 ? 0xFFFFFFU : 0U; });
        const auto found = thumbnail(media::encodePng(fine, "").value().bytes, 8, 8);
        REQUIRE_VALUE(found);
        for (const std::uint32_t pixel : found->pixels)
            QVERIFY(isNear(pixel, 0xFF7F7F7F, 4));
    }

    void everyKindOfPictureHasAThumbnail()
    {
        struct Case {
            const char* name;
            int width, height;
        };
        for (const Case& c : { Case{ "png_rgba", 3, 2 }, { "png_palette", 8, 8 }, { "jpeg", 9, 7 },
                 { "jpeg_progressive", 16, 8 }, { "webp_lossless", 4, 4 }, { "webp_lossy", 8, 6 },
                 { "gif_two_frames", 6, 5 }, { "mp4_h264", 16, 16 } }) {
            const auto found = thumbnail(corpusFile(c.name), 100, 100);
            QVERIFY2(found, c.name);
            QCOMPARE(found->width, c.width);
            QCOMPARE(found->height, c.height);
        }
        QCOMPARE(channel(thumbnail(corpusFile("png_rgba"), 9, 9)->pixels[2], 24), 175);
    }

    void aVideoShowsItsFirstFrame()
    {
        // The frames of this file become lighter, the first is black.
        const auto black = thumbnail(corpusFile("mp4_h264"), 4, 4);
        REQUIRE_VALUE(black);
        for (const std::uint32_t pixel : black->pixels)
            QVERIFY(isNear(pixel, 0xFF000000, 12));
        // On the whole as light and as colourful as the picture it was made from.
        auto still = picture(Format::png, 160, 90, 2);
        still.modality = base::Modality::video;
        const auto image = thumbnail(bytesOf(still), 1, 1);
        REQUIRE_VALUE(image);
        const auto video = thumbnail(bytesOf(picture(Format::mp4, 160, 90, 2, 5)), 1, 1);
        REQUIRE_VALUE(video);
        QVERIFY(isNear(video->pixels[0], image->pixels[0], 6));
    }

    void waveformsShowPeaksOfEqualDuration()
    {
        // Silence, then a full swing, in 16 columns of 100 samples.
        std::string wav = bytesOf(clip(0.1));
        std::vector<std::int16_t> samples(1600, 0);
        for (std::size_t i = 800; i < 1600; ++i)
            samples[i] = i % 2 == 0 ? 16384 : -32768;
        std::memcpy(wav.data() + 44, samples.data(), 3200);
        const auto peaks = waveform(wav, 16);
        REQUIRE_VALUE(peaks);
        QCOMPARE(peaks->size(), std::size_t{ 16 });
        for (std::size_t i = 0; i < 16; ++i) {
            QCOMPARE((*peaks)[i].low, i < 8 ? 0.0F : -1.0F);
            QCOMPARE((*peaks)[i].high, i < 8 ? 0.0F : 0.5F);
        }
    }

    void longAndShortSoundsFillTheirColumns()
    {
        for (const double seconds : { 1.0 / 16000, 0.01, 60.0 }) {
            const auto peaks = waveform(bytesOf(clip(seconds)), 300);
            REQUIRE_VALUE(peaks);
            QCOMPARE(peaks->size(), std::size_t{ 300 });
            float loudest = 0;
            for (const media::Peak& peak : *peaks) {
                QVERIFY(peak.low <= peak.high);
                loudest = std::max({ loudest, peak.high, -peak.low });
            }
            QVERIFY(loudest < 0.3F);
            QVERIFY(seconds < 1 || loudest > 0.2F);
        }
    }

    void everyKindOfSoundHasAWaveform()
    {
        struct Case {
            const char* name;
            float low, high;
        };
        for (const Case& c :
            { Case{ "wav_16_mono", -0.5F, 0.5F }, { "wav_8_stereo", -0.47F, 0.47F },
                { "wav_24", -0.95F, 0.95F }, { "wav_float", -1, 1 }, { "mp3", -0.37F, 0.37F } }) {
            const auto peaks = waveform(corpusFile(c.name), 1);
            QVERIFY2(peaks, c.name);
            const media::Peak peak = peaks->front();
            QVERIFY2(std::abs(peak.low - c.low) < 0.06F, c.name);
            QVERIFY2(std::abs(peak.high - c.high) < 0.06F, c.name);
        }
    }

    void hugePicturesAreRefused()
    {
        // The header of a small picture made to claim 20 000 x 20 000 pixels.
        std::string png = bytesOf(picture(Format::png, 4, 4));
        png.replace(16, 8, std::string("\0\0\x4E\x20\0\0\x4E\x20", 8));
        png.replace(29, 4, std::string("\x6C\x12\xD1\x6E", 4));
        const auto found = thumbnail(png, 10, 10);
        QVERIFY(!found);
        QVERIFY(found.error().code == base::Code::media);
    }

    void otherBytesAreErrors()
    {
        QVERIFY(thumbnail("", 10, 10).error().code == base::Code::unsupported);
        QVERIFY(thumbnail("hello", 10, 10).error().code == base::Code::unsupported);
        QVERIFY(thumbnail(corpusFile("wav_16_mono"), 9, 9).error().code == base::Code::unsupported);
        QVERIFY(waveform(corpusFile("png_rgba"), 9).error().code == base::Code::unsupported);
        QVERIFY(thumbnail(corpusFile("jpeg"), 0, 10).error().code == base::Code::invalid);
        QVERIFY(waveform(corpusFile("mp3"), 0).error().code == base::Code::invalid);
        QVERIFY(waveform(corpusFile("mp3"), 1 << 20).error().code == base::Code::invalid);
    }

    void aStopEndsThePreview()
    {
        std::stop_source stopped;
        stopped.request_stop();
        const auto token = stopped.get_token();
        for (const char* name : { "jpeg", "gif_two_frames", "mp4_h264" })
            QVERIFY(thumbnail(corpusFile(name), 9, 9, token).error().code == base::Code::cancelled);
        for (const char* name : { "wav_16_mono", "mp3" })
            QVERIFY(waveform(corpusFile(name), 9, token).error().code == base::Code::cancelled);
    }

    void damagedFilesDoNoHarm()
    {
        // Every file cut short at many places and with bytes changed; the fuzz target goes further.
        const base::RandomStream random(1, base::Purpose::text);
        int shown = 0;
        std::uint64_t file = 0;
        for (const auto& entry : std::filesystem::directory_iterator(corpus())) {
            const std::string whole = readAll(entry.path());
            ++file;
            for (std::uint32_t i = 0; i < 60; ++i) {
                std::string bytes = whole;
                const auto words = random.words(file, i);
                if (i % 2 == 0)
                    bytes.resize(words.first % bytes.size());
                else
                    for (unsigned shift = 0; shift < 64; shift += 16)
                        bytes[(words.first >> shift & 0xFFFFU) % bytes.size()]
                            = static_cast<char>(words.second >> shift);
                shown += thumbnail(bytes, 64, 64) || waveform(bytes, 64) ? 1 : 0;
            }
        }
        QVERIFY(shown > 0);
    }

    void previewsRunInParallel()
    {
        const std::string mp4 = bytesOf(picture(Format::mp4, 64, 36, 0, 3));
        const auto expected = thumbnail(mp4, 20, 20).value().pixels;
        std::vector<std::vector<std::uint32_t>> found(6);
        {
            std::vector<std::jthread> threads;
            for (auto& mine : found)
                threads.emplace_back([&] { mine = thumbnail(mp4, 20, 20).value().pixels; });
        }
        for (const auto& pixelsOfOne : found)
            QVERIFY(pixelsOfOne == expected);
    }
};

POOLSCOPE_TEST(PreviewTest)
#include "preview_test.moc"
