// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/sniff.h"
#include "tests/unit/sim/media_headers.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using sim::MediaInfo;
using sim::sniff;
using testing::bigEndian;
using testing::littleEndian;

namespace {

std::string webp(std::string_view chunk)
{
    return "RIFF" + littleEndian(4 + chunk.size(), 4) + "WEBP" + std::string(chunk);
}

std::string jpeg(std::string_view segments)
{
    return "\xFF\xD8\xFF\xE0" + bigEndian(4, 2) + "JF" + std::string(segments);
}

std::string jpegFrame(char code)
{
    return std::string("\xFF") + code + bigEndian(11, 2) + "\x08" + bigEndian(480, 2)
        + bigEndian(640, 2);
}

void compare(const std::string& bytes, const MediaInfo& expected)
{
    const MediaInfo info = sniff(bytes);
    QCOMPARE(info.width, expected.width);
    QCOMPARE(info.height, expected.height);
    QCOMPARE(info.frames, expected.frames);
    QCOMPARE(info.seconds, expected.seconds);
}

} // namespace

class SniffTest : public QObject {
    Q_OBJECT

private slots:
    void stillsGiveTheirSize()
    {
        const MediaInfo vga{ 640, 480, 1, 0 };
        compare(testing::pngHeader(640, 480), vga);
        compare("GIF89a" + littleEndian(640, 2) + littleEndian(480, 2), vga);
        compare(webp("VP8X" + littleEndian(10, 4) + littleEndian(0, 4) + littleEndian(639, 3)
                    + littleEndian(479, 3)),
            vga);
        compare(webp("VP8L" + littleEndian(5, 4) + "\x2F" + littleEndian(639 | 479 << 14, 4)), vga);
        compare(webp("VP8 " + littleEndian(10, 4) + std::string("\0\0\0\x9D\x01\x2A", 6)
                    + littleEndian(640 | 1 << 14, 2) + littleEndian(480, 2)),
            vga);
    }

    void jpegSizesAreFoundBehindOtherSegments()
    {
        const MediaInfo vga{ 640, 480, 1, 0 };
        compare(jpeg(jpegFrame('\xC0')), vga);
        compare(
            jpeg("\xFF\xC4" + bigEndian(3, 2) + "x\xFF\xFF" + jpegFrame('\xC2').substr(1)), vga);
        compare(jpeg("\xFF\xDA" + bigEndian(2, 2) + jpegFrame('\xC0')), MediaInfo{});
    }

    void mp4GivesSizeFramesAndSeconds()
    {
        compare(testing::mp4(1280, 720, 32, 4), MediaInfo{ 1280, 720, 32, 4 });
    }

    void wavGivesSeconds() { compare(testing::wav(32000, 64000, 64000), MediaInfo{ 0, 0, 0, 2 }); }

    void lengthsAreNotBelievedBeyondTheBytes()
    {
        compare(testing::wav(32000, 0xFFFFFFFF, 16000), MediaInfo{ 0, 0, 0, 0.5 });
        compare(testing::mp4(1280, 720, 0xFFFFFFFF, 1), MediaInfo{ 1280, 720, 0, 1 });
        // A box that says it is larger than the file, and one that says it is smaller than itself.
        compare(bigEndian(8, 4) + "ftyp" + bigEndian(0xFFFFFFFF, 4) + "moov", MediaInfo{});
        compare(bigEndian(8, 4) + "ftyp" + bigEndian(3, 4) + "moov", MediaInfo{});
    }

    void cutHeadersGiveNothingFalse()
    {
        const std::string png = testing::pngHeader(640, 480);
        for (std::size_t size = 0; size < png.size() - 4; ++size)
            QCOMPARE(sniff(png.substr(0, size)), MediaInfo{});
        const std::string video = testing::mp4(640, 480, 8, 1);
        for (std::size_t size = 0; size < video.size(); ++size)
            QVERIFY(sniff(video.substr(0, size)).frames <= 8);
    }

    void otherBytesGiveNothing()
    {
        for (const char* bytes :
            { "", "x", "RIFF", "RIFF....WEBP", "RIFF....WAVE", "OggS", "\xFF\xD8" })
            QCOMPARE(sniff(bytes), MediaInfo{});
        QCOMPARE(sniff(testing::pngHeader(0, 480)), MediaInfo{});
    }

    void aRealVideoIsUnderstood()
    {
        POOLSCOPE_NEEDS_SHARED();
        const MediaInfo info = sniff(testing::readAll(testing::shared() / "peers" / "tiny.mp4"));
        QVERIFY(info.width > 0 && info.height > 0);
        QVERIFY(info.frames > 0 && info.seconds > 0);
    }
};

POOLSCOPE_TEST(SniffTest)
#include "sniff_test.moc"
