// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/paint/canvas.h"
#include "core/media/paint/path.h"
#include "core/media/paint/raster.h"
#include "tests/unit/testing.h"

#include <vector>

using namespace poolscope;
using namespace poolscope::media::paint;

namespace {

constexpr int side = 8;

/// Coverage of each pixel of a picture of 8 by 8.
std::vector<std::uint32_t> coverage(std::initializer_list<std::vector<Corner>> contours)
{
    Rasterizer rasterizer(side, side);
    for (const auto& contour : contours)
        rasterizer.add(contour);
    std::vector<std::uint32_t> out(side * side);
    for (const Span& span : rasterizer.spans())
        for (int x = span.x; x < span.x + span.length; ++x)
            out[static_cast<std::size_t>(span.y * side + x)] += span.coverage;
    return out;
}

std::uint32_t sum(const std::vector<std::uint32_t>& values)
{
    std::uint32_t total = 0;
    for (const std::uint32_t value : values)
        total += value;
    return total;
}

std::vector<Corner> box(
    std::int32_t left, std::int32_t top, std::int32_t right, std::int32_t bottom)
{
    return { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
}

} // namespace

class RasterTest : public QObject {
    Q_OBJECT

private slots:
    void wholePixelsAreCoveredWholly()
    {
        const auto covered = coverage({ box(512, 512, 1024, 768) });
        QCOMPARE(sum(covered), 2U * 256U);
        QCOMPARE(covered[2 * side + 2], 256U);
        QCOMPARE(covered[2 * side + 3], 256U);
    }

    void partsOfPixelsAreCoveredInPart()
    {
        // Half a pixel wide, a quarter high.
        const auto covered = coverage({ box(640, 512, 768, 576) });
        QCOMPARE(covered[2 * side + 2], 32U);
        QCOMPARE(sum(covered), 32U);
    }

    void aTriangleCoversHalfOfItsBox()
    {
        const auto covered = coverage({ { { 0, 0 }, { 2048, 0 }, { 0, 2048 } } });
        QCOMPARE(sum(covered), 64U * 256U / 2U);
        QCOMPARE(covered[0], 256U);
        QCOMPARE(covered[7], 128U);
        QCOMPARE(covered[side + 7], 0U);
    }

    void windingDoesNotMatter()
    {
        auto reversed = box(300, 300, 900, 900);
        std::reverse(reversed.begin(), reversed.end());
        QCOMPARE(coverage({ reversed }), coverage({ box(300, 300, 900, 900) }));
    }

    void overlapsUnite()
    {
        const auto covered = coverage({ box(0, 0, 1024, 512), box(512, 0, 1536, 512) });
        QCOMPARE(sum(covered), 6U * 2U * 256U);
    }

    void whatLiesOutsideIsCutOff()
    {
        const auto covered = coverage({ box(-100'000, -100'000, 100'000, 100'000) });
        QCOMPARE(sum(covered), 64U * 256U);
        QCOMPARE(sum(coverage({ box(-5000, 0, -1000, 2048) })), 0U);
        QCOMPARE(sum(coverage({ box(3000, 0, 9000, 2048) })), 0U);
    }

    void strokesOfDigitsHaveNoHoles()
    {
        // A loop that crosses itself is covered where it crosses.
        media::Bitmap bitmap{ 64, 64, std::vector<std::uint32_t>(64 * 64, 0xff000000U) };
        Canvas canvas(bitmap, {});
        const std::vector<Point> cross{ { 0.2, 0.2 }, { 0.8, 0.8 }, { 0.8, 0.2 }, { 0.2, 0.8 } };
        fill(canvas, stroke(cross, 0.2), 0xffffffffU);
        QCOMPARE(bitmap.pixels[32 * 64 + 32], 0xffffffffU);
        QCOMPARE(bitmap.pixels[13 * 64 + 13], 0xffffffffU);
        QCOMPARE(bitmap.pixels[32 * 64 + 2], 0xff000000U);
    }
};

POOLSCOPE_TEST(RasterTest)
#include "raster_test.moc"
