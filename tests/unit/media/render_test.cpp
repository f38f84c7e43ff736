// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/media/store.h"
#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

extern "C" {
#include <libavutil/cpu.h>
}

#include <QRegularExpression>

#include <cmath>
#include <limits>
#include <set>
#include <thread>

using namespace poolscope;
using namespace poolscope::testing;
using media::Format;
using media::ItemSpec;

namespace {

/// How many of the first `count` items differ.
template <class Make> std::size_t distinctFiles(std::size_t count, Make make)
{
    std::vector<ItemSpec> specs;
    for (std::size_t i = 0; i < count; ++i)
        specs.push_back(make(i));
    media::PoolStore store(std::size_t{ 1 } << 30U);
    if (!store.render(specs, 0, {}, {}))
        return 0;
    std::set<std::string> hashes;
    for (const ItemSpec& spec : specs)
        hashes.insert(store.find(spec)->blobs[0].sha256);
    return hashes.size();
}

/// One of every format, small.
std::vector<ItemSpec> oneOfEach()
{
    return { picture(Format::png, 40, 30), picture(Format::jpeg, 40, 30),
        picture(Format::mp4, 40, 30, 0, 4), picture(Format::pngFrames, 40, 30, 0, 3),
        picture(Format::jpegFrames, 40, 30, 0, 3), clip(0.2) };
}

std::uint32_t bigEndian(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string errorOf(const ItemSpec& spec)
{
    const auto files = media::render(spec);
    return files ? "rendered" : files.error().message;
}

} // namespace

class RenderTest : public QObject {
    Q_OBJECT

private slots:
    void distinctItemsHaveDistinctBytes()
    {
        const auto of = [](Format format, int side, int frames) {
            return [=](std::size_t i) { return picture(format, side, side, i, frames); };
        };
        QCOMPARE(distinctFiles(1000, of(Format::png, 64, 1)), std::size_t{ 1000 });
        QCOMPARE(distinctFiles(1000, of(Format::jpeg, 64, 1)), std::size_t{ 1000 });
        QCOMPARE(distinctFiles(20, of(Format::mp4, 64, 4)), std::size_t{ 20 });
        QCOMPARE(
            distinctFiles(200, [](std::size_t i) { return clip(0.5, i); }), std::size_t{ 200 });
        // Where there is no room for distinct content.
        QCOMPARE(distinctFiles(300, of(Format::png, 1, 1)), std::size_t{ 300 });
        QCOMPARE(distinctFiles(300, of(Format::jpeg, 1, 1)), std::size_t{ 300 });
        QCOMPARE(distinctFiles(20, of(Format::mp4, 2, 1)), std::size_t{ 20 });
        QCOMPARE(
            distinctFiles(300, [](std::size_t i) { return clip(1e-6, i); }), std::size_t{ 300 });
    }

    void framesOfAnItemAreDistinctFiles()
    {
        for (const Format format : { Format::pngFrames, Format::jpegFrames }) {
            const auto files = media::render(picture(format, 1, 1, 0, 50));
            REQUIRE_VALUE(files);
            std::set<std::string> distinct;
            for (const media::Blob& blob : *files)
                distinct.insert(blob.bytes);
            QCOMPARE(distinct.size(), std::size_t{ 50 });
        }
    }

    void modalitySideItemAndSeedEachChangeTheBytes()
    {
        for (ItemSpec spec : { picture(Format::png, 8, 8), clip(0.1) }) {
            std::set<std::string> distinct{ bytesOf(spec) };
            spec.side = media::Side::prefix;
            distinct.insert(bytesOf(spec));
            spec.side = media::Side::fresh;
            distinct.insert(bytesOf(spec));
            spec.item = (std::uint64_t{ 7 } << 24U) | 1U;
            distinct.insert(bytesOf(spec));
            spec.seed = 43;
            distinct.insert(bytesOf(spec));
            spec.modality = base::Modality::video;
            distinct.insert(bytesOf(spec));
            QCOMPARE(distinct.size(), std::size_t{ 6 });
        }
    }

    void equalSpecsGiveEqualBytesOnAnyThread()
    {
        std::vector<std::string> expected;
        for (const ItemSpec& spec : oneOfEach())
            expected.push_back(bytesOf(spec));
        for (const std::size_t threads : { 2, 8 }) {
            std::vector<std::vector<std::string>> found(threads);
            {
                std::vector<std::jthread> workers;
                for (auto& mine : found)
                    workers.emplace_back([&mine] {
                        for (const ItemSpec& spec : oneOfEach())
                            mine.push_back(bytesOf(spec));
                    });
            }
            for (const auto& files : found)
                QVERIFY(files == expected);
        }
    }

    void theProcessorsInstructionSetDoesNotShow()
    {
        std::vector<std::string> expected;
        for (const ItemSpec& spec : oneOfEach())
            expected.push_back(bytesOf(spec));
        av_force_cpu_flags(0);
        std::vector<std::string> plain;
        for (const ItemSpec& spec : oneOfEach())
            plain.push_back(bytesOf(spec));
        av_force_cpu_flags(-1);
        QVERIFY(plain == expected);
    }

    void melodiesAreTheSameOnEveryMachine()
    {
        COMPARE_TEXT(base::sha256(bytesOf(clip(2, 3))),
            "00001a8778881b0c722601cf1d13488f3348bbecafa1d0ade4f7dc611b45ea44");
    }

    void filesSayWhatTheyAre()
    {
        const std::vector<std::string> mimes{ "image/png", "image/jpeg", "video/mp4", "image/png",
            "image/jpeg", "audio/wav" };
        const auto specs = oneOfEach();
        for (std::size_t i = 0; i < specs.size(); ++i) {
            const auto files = media::render(specs[i]);
            REQUIRE_VALUE(files);
            const bool isFrames
                = specs[i].format == Format::pngFrames || specs[i].format == Format::jpegFrames;
            QCOMPARE(files->size(), std::size_t{ isFrames ? 3U : 1U });
            for (const media::Blob& blob : *files)
                COMPARE_TEXT(blob.mime, mimes[i]);
        }
    }

    void noFileNamesItsEncoder()
    {
        for (const ItemSpec& spec : oneOfEach()) {
            const std::string bytes = bytesOf(spec);
            QVERIFY(bytes.find("poolscope " + std::string(base::name(spec.modality)))
                != std::string::npos);
            for (const char* name : { "Lavc", "Lavf", "x264" })
                QVERIFY2(bytes.find(name) == std::string::npos, name);
        }
    }

    void picturesHaveTheirSize()
    {
        for (const Format format : { Format::png, Format::jpeg })
            for (const auto& [width, height] :
                { std::pair(1, 1), { 2, 3 }, { 63, 65 }, { 1, 200 }, { 700, 1 }, { 320, 180 } }) {
                const Decoded found = decoded(bytesOf(picture(format, width, height)));
                QCOMPARE(found.width, width);
                QCOMPARE(found.height, height);
                QCOMPARE(found.frames, 1);
            }
    }

    void videosHaveTheirSizeFramesAndDuration()
    {
        // Sides are rounded down to even ones, at least 2, as upstream's.
        struct Case {
            int width, height, frames, decodedWidth, decodedHeight;
        };
        for (const Case& wanted : { Case{ 64, 48, 32, 64, 48 }, { 63, 65, 3, 62, 64 },
                 { 1, 1, 1, 2, 2 }, { 640, 2, 5, 640, 2 } }) {
            const std::string bytes
                = bytesOf(picture(Format::mp4, wanted.width, wanted.height, 0, wanted.frames));
            const Decoded found = decoded(bytes);
            QCOMPARE(found.width, wanted.decodedWidth);
            QCOMPARE(found.height, wanted.decodedHeight);
            QCOMPARE(found.frames, wanted.frames);
            QVERIFY(found.keyFrames >= 1);

            const std::size_t header = bytes.find("mvhd");
            QVERIFY(header < bytes.find("mdat"));
            const double seconds
                = double(bigEndian(bytes, header + 20)) / bigEndian(bytes, header + 16);
            QCOMPARE(seconds, wanted.frames / double(media::videoFrameRate));
            QCOMPARE(bigEndian(bytes, header + 8), 0U); // no creation time
        }
    }

    void aFramesVideoIsOneFilePerFrame()
    {
        for (const Format format : { Format::pngFrames, Format::jpegFrames }) {
            const auto files = media::render(picture(format, 33, 20, 5, 7));
            REQUIRE_VALUE(files);
            QCOMPARE(files->size(), std::size_t{ 7 });
            for (const media::Blob& blob : *files) {
                QCOMPARE(decoded(blob.bytes).width, 33);
                QCOMPARE(decoded(blob.bytes).height, 20);
            }
        }
    }

    void impossibleItemsAreErrorsThatNameItemAndReason()
    {
        const auto refused = [](const ItemSpec& spec, const char* message) {
            COMPARE_TEXT(errorOf(spec), message);
        };
        refused(picture(Format::png, 0, 5, 3),
            "Cannot render image 3: a side of 0 pixels is not positive");
        refused(picture(Format::jpeg, 5, -1, 3),
            "Cannot render image 3: a side of -1 pixels is not positive");
        refused(picture(Format::jpeg, 65501, 1),
            "Cannot render image 0: a side of 65501 pixels is more than the 65500 of JPEG");
        refused(picture(Format::png, 1, 1'000'001),
            "Cannot render image 0: a side of 1000001 pixels is more than the 1000000 of PNG");
        refused(picture(Format::png, 8001, 8000),
            "Cannot render image 0: 8001 x 8000 pixels are more than 64 megapixels");
        refused(picture(Format::mp4, 16385, 2),
            "Cannot render video 0: a side of 16385 pixels is more than the 16384 of MP4");
        refused(
            picture(Format::mp4, 64, 64, 1, 0), "Cannot render video 1: 0 frames are not a video");
        refused(picture(Format::pngFrames, 64, 64, 1, -3),
            "Cannot render video 1: -3 frames are not a video");
        refused(picture(Format::mp4, 64, 64, 1, 1'000'000),
            "Cannot render video 1: 1000000 frames are more than 24 hours");
        refused(clip(0, 2), "Cannot render audio 2: a duration of 0 s is not positive");
        refused(clip(-1.5, 2), "Cannot render audio 2: a duration of -1.5 s is not positive");
        refused(clip(std::numeric_limits<double>::quiet_NaN()),
            "Cannot render audio 0: a duration of nan s is not positive");
        refused(clip(std::numeric_limits<double>::infinity()),
            "Cannot render audio 0: inf s are more than 24 hours");
        refused(clip(86401), "Cannot render audio 0: 86401 s are more than 24 hours");
        ItemSpec fresh = clip(0, (std::uint64_t{ 17 } << 24U) | 2U);
        fresh.side = media::Side::fresh;
        refused(fresh, "Cannot render audio 2 of request 17: a duration of 0 s is not positive");
    }

    void extremeShapesAreRendered()
    {
        QCOMPARE(decoded(bytesOf(picture(Format::jpeg, 65500, 1))).width, 65500);
        QCOMPARE(decoded(bytesOf(picture(Format::png, 1, 1'000'000))).height, 1'000'000);
        QCOMPARE(decoded(bytesOf(picture(Format::mp4, 16384, 2))).width, 16384);
    }

    void aStopEndsTheRendering()
    {
        std::stop_source stopped;
        stopped.request_stop();
        for (const ItemSpec& spec : oneOfEach())
            QVERIFY(media::render(spec, stopped.get_token()).error().code == base::Code::cancelled);
    }

    void aStopIsNoticedSoon()
    {
        for (const ItemSpec& spec : { clip(3600), picture(Format::mp4, 320, 180, 0, 100'000),
                 picture(Format::pngFrames, 320, 180, 0, 100'000) }) {
            std::stop_source source;
            const std::jthread stopper([&source] {
                std::this_thread::sleep_for(std::chrono::milliseconds(30));
                source.request_stop();
            });
            const auto begin = std::chrono::steady_clock::now();
            const auto files = media::render(spec, source.get_token());
            QVERIFY(!files);
            QVERIFY(files.error().code == base::Code::cancelled);
            QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
        }
    }

    void theLibrariesHaveVersions()
    {
        const std::string version = media::libraryVersion();
        const QRegularExpression form(R"(^FFmpeg libavcodec \d+\.\d+\.\d+, libx264 core \d+ .*$)");
        QVERIFY2(form.match(text(version)).hasMatch(), version.c_str());
    }
};

POOLSCOPE_TEST(RenderTest)
#include "render_test.moc"
