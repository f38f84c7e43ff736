// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <cmath>

using namespace poolscope;
using namespace poolscope::testing;
using media::Format;

class SpecTest : public QObject {
    Q_OBJECT

private slots:
    void audioSizesAreExact()
    {
        for (const double seconds : { 1e-9, 0.5, 1.00003, 7.0 })
            for (const auto side :
                { media::Side::payload, media::Side::prefix, media::Side::fresh }) {
                media::ItemSpec spec = clip(seconds, 123456);
                spec.side = side;
                QCOMPARE(media::estimatedBytes(spec), std::uint64_t{ bytesOf(spec).size() });
            }
    }

    void pictureSizesAreEstimated_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("frames");
        struct Size {
            int width, height, frames;
        };
        struct Row {
            const char* name;
            Format format;
            std::vector<Size> sizes;
        };
        const std::vector<Size> still{ { 64, 64, 1 }, { 320, 240, 1 }, { 512, 512, 1 },
            { 1280, 720, 1 }, { 1920, 1080, 1 } };
        const std::vector<Size> moving{ { 64, 64, 4 }, { 160, 120, 8 }, { 320, 240, 8 } };
        for (const Row& row : { Row{ "png", Format::png, still }, { "jpeg", Format::jpeg, still },
                 { "mp4", Format::mp4, moving },
                 { "png frames", Format::pngFrames, { { 64, 64, 3 } } },
                 { "jpeg frames", Format::jpegFrames, { { 64, 64, 3 } } } })
            for (const Size& size : row.sizes)
                QTest::addRow("%s %dx%d x %d", row.name, size.width, size.height, size.frames)
                    << static_cast<int>(row.format) << size.width << size.height << size.frames;
    }

    /// Says what it measured: the curves of spec.cpp come from such figures of many more items.
    void pictureSizesAreEstimated()
    {
        QFETCH(int, format);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, frames);
        const std::uint64_t items = std::int64_t{ width } * height * frames > 700'000 ? 8 : 24;
        double measured = 0;
        double estimated = 0;
        for (std::uint64_t i = 0; i < items; ++i) {
            const auto spec = picture(static_cast<Format>(format), width, height, i, frames);
            measured += static_cast<double>(bytesOf(spec).size());
            estimated += static_cast<double>(media::estimatedBytes(spec));
        }
        const double ratio = measured / estimated;
        qInfo("%.0f bytes on average, ratio to the estimate %.2f",
            measured / static_cast<double>(items), ratio);
        QVERIFY(ratio < 1.5);
        QVERIFY(ratio > 0.67);
    }

    void whatCannotBeKnownIsZero()
    {
        QCOMPARE(media::estimatedBytes(file("/somewhere", 0)), std::uint64_t{ 0 });
        QCOMPARE(media::estimatedBytes(picture(Format::png, -1, 5)), std::uint64_t{ 0 });
        QCOMPARE(media::estimatedBytes(clip(std::nan(""))), std::uint64_t{ 0 });
    }
};

POOLSCOPE_TEST(SpecTest)
#include "spec_test.moc"
