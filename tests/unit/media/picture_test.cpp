// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/media/scene/picture.h"
#include "core/media/scene/plate.h"
#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <thread>

using namespace poolscope;
using media::Bitmap;
using media::Format;
using media::ItemSpec;
using media::scene::drawPicture;
using media::scene::Kind;
using media::scene::kindOf;

namespace {

std::string_view bytesOf(const Bitmap& bitmap)
{
    return { reinterpret_cast<const char*>(bitmap.pixels.data()), bitmap.pixels.size() * 4 };
}

Bitmap drawn(const ItemSpec& spec, double time = 0)
{
    auto bitmap = drawPicture(spec, { spec.width, spec.height, time }, {});
    return bitmap ? *bitmap : Bitmap{};
}

std::string hashOf(const ItemSpec& spec, double time = 0)
{
    return base::sha256(bytesOf(drawn(spec, time)));
}

/// Pixels as bright as paper in the lower left quarter.
int brightCorner(const Bitmap& bitmap)
{
    int count = 0;
    for (int y = bitmap.height / 2; y < bitmap.height; ++y) {
        for (int x = 0; x < bitmap.width / 3; ++x) {
            const std::uint32_t pixel
                = bitmap.pixels[static_cast<std::size_t>(y * bitmap.width + x)];
            count += (pixel & 0xc0c0c0U) == 0xc0c0c0U ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

private slots:
    void picturesNeverChange_data()
    {
        // A promise to users, whose caches and reports know these pictures: never update it.
        QTest::addColumn<int>("item");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<QByteArray>("sha256");
        QTest::addRow("beach")
            << 4 << 320 << 180
            << QByteArray("1fb7f0b8b6b658cde9da82972d6186f086dee50b6045a1f6bef06e2d8b7dd887");
        QTest::addRow("city")
            << 5 << 320 << 180
            << QByteArray("99be42a5d4e9f9e37f80cd0ba258d51db4ebf52519f1d04b44a875fde391c654");
        QTest::addRow("fields")
            << 3 << 320 << 180
            << QByteArray("7c5c36ad36d0d742bb3103d44c5d6d6bbb49c5528dcf2f1e50c3410bb47c45b4");
        QTest::addRow("flower")
            << 1 << 320 << 180
            << QByteArray("cae0cb79bbcdd4470151b3987857a7409c8935cc1c60fe0c258620c668c02044");
        QTest::addRow("fruit")
            << 6 << 320 << 180
            << QByteArray("222e1562973390e5c3e68f6539ac4309be828578fe75fcd69a5fbfb90b0c81f1");
        QTest::addRow("landscape")
            << 7 << 320 << 180
            << QByteArray("f6224d35806de3ac5fc4ed46fa074d76fd6e5c8093640e14a3217e9c3c4831d7");
        QTest::addRow("still life")
            << 2 << 320 << 180
            << QByteArray("c5dddc6456f2a04a1693f4a08071bb1ebacc0e8fc65a8f366b6abcf491915b5c");
        QTest::addRow("studio")
            << 0 << 320 << 180
            << QByteArray("12dd5a79f5c8f7de4a72ddd48b2b05d808cb811f452def6e4de564442cdef16c");
        QTest::addRow("document")
            << 0 << 180 << 320
            << QByteArray("6d2b8c711300d93b26df1b374c5740df1db0a2554e257b16bc4524d6bf4c301c");
    }

    void picturesNeverChange()
    {
        QFETCH(int, item);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(QByteArray, sha256);
        const ItemSpec spec
            = testing::picture(Format::png, width, height, static_cast<std::uint64_t>(item));
        COMPARE_TEXT(hashOf(spec, 0.25), sha256.toStdString());
    }

    void thousandItemsHaveDistinctPixels()
    {
        std::set<std::string> hashes;
        for (std::uint64_t item = 0; item < 1000; ++item)
            hashes.insert(hashOf(testing::picture(Format::png, 64, 64, item)));
        QCOMPARE(hashes.size(), 1000U);
    }

    void pixelsDifferBySideSeedAndModalityToo()
    {
        const ItemSpec spec = testing::picture(Format::png, 64, 64, 3);
        ItemSpec prefix = spec;
        prefix.side = media::Side::prefix;
        ItemSpec fresh = spec;
        fresh.side = media::Side::fresh;
        ItemSpec video = spec;
        video.modality = base::Modality::video;
        ItemSpec reseeded = spec;
        reseeded.seed = 43;
        std::set<std::string> hashes;
        for (const ItemSpec& each : { spec, prefix, fresh, video, reseeded })
            hashes.insert(hashOf(each));
        QCOMPARE(hashes.size(), 5U);
    }

    void eightItemsInARowShowEightScenes()
    {
        for (std::uint64_t block = 0; block < 20; ++block) {
            std::set<Kind> seen;
            for (std::uint64_t item = 0; item < 8; ++item)
                seen.insert(kindOf(testing::picture(Format::png, 160, 90, block * 8 + item)));
            QCOMPARE(seen.size(), 8U);
            QVERIFY(!seen.contains(Kind::document));
        }
    }

    void uprightPicturesAreDocuments()
    {
        QVERIFY(kindOf(testing::picture(Format::png, 90, 160, 0)) == Kind::document);
        QVERIFY(kindOf(testing::picture(Format::png, 90, 90, 0)) != Kind::document);
    }

    void everySizeCanBePainted_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        for (const auto& [width, height] : { std::pair(1, 1), { 2, 1 }, { 1, 2 }, { 3, 3 },
                 { 7, 5 }, { 16, 16 }, { 2000, 1 }, { 1, 2000 }, { 1500, 20 }, { 20, 1500 } })
            QTest::addRow("%dx%d", width, height) << width << height;
    }

    void everySizeCanBePainted()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        for (std::uint64_t item = 0; item < 8; ++item) {
            const Bitmap bitmap = drawn(testing::picture(Format::png, width, height, item));
            QCOMPARE(bitmap.pixels.size(), static_cast<std::size_t>(width * height));
            for (const std::uint32_t pixel : bitmap.pixels)
                QCOMPARE(pixel >> 24U, 255U);
        }
    }

    void framesOfAVideoDiffer()
    {
        for (std::uint64_t item = 0; item < 8; ++item) {
            std::set<std::string> hashes;
            for (int frame = 0; frame < 8; ++frame)
                hashes.insert(hashOf(testing::picture(Format::png, 320, 180, item), frame / 8.0));
            QCOMPARE(hashes.size(), 8U);
        }
    }

    void aThumbnailShowsTheNumber()
    {
        // A dark flower bed leaves the digits as the only white there.
        ItemSpec spec = testing::picture(Format::png, 110, 62, 0);
        while (kindOf(spec) != Kind::flower)
            ++spec.item;
        QVERIFY(brightCorner(drawn(spec)) > 12);
        spec.width = 44;
        spec.height = 25;
        QVERIFY(brightCorner(drawn(spec)) < 4);
    }

    void thePlateNamesTheItem()
    {
        ItemSpec spec = testing::picture(Format::png, 64, 64, 17);
        COMPARE_TEXT(media::scene::plateText(spec), "17");
        spec.side = media::Side::fresh;
        spec.item = 17U << 24U | 2U;
        COMPARE_TEXT(media::scene::plateText(spec), "17-2");
    }

    void aStopEndsAPictureEarly()
    {
        std::stop_source source;
        source.request_stop();
        const auto picture = drawPicture(
            testing::picture(Format::png, 64, 64, 3), { 64, 64, 0 }, source.get_token());
        QVERIFY(!picture.has_value());
        QCOMPARE(picture.error().code, base::Code::cancelled);
    }

    void aStopIsHeardWhilePainting()
    {
        for (std::uint64_t item = 0; item < 9; ++item) {
            // Large enough that nobody paints it within 20 ms.
            const int width = item == 8 ? 4000 : 8000;
            const int height = item == 8 ? 8000 : 4000;
            std::stop_source source;
            std::jthread stopper([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                source.request_stop();
            });
            const auto picture = drawPicture(testing::picture(Format::png, width, height, item),
                { width, height, 0 }, source.get_token());
            QVERIFY(!picture.has_value());
        }
    }
};

POOLSCOPE_TEST(PictureTest)
#include "picture_test.moc"
