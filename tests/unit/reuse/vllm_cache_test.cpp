// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/vllm_cache.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>

using namespace poolscope;
using reuse::CachedItem;
using reuse::VllmProcessorCache;

namespace {

constexpr std::uint64_t small = 75288; // a 112 x 112 image

CachedItem item(int number, std::uint64_t bytes = small)
{
    return { std::to_string(number), bytes };
}

/// The items 0 .. count-1, one per request.
void pass(VllmProcessorCache& cache, int count)
{
    for (int i = 0; i < count; ++i)
        cache.request({ item(i) });
}

bool holds(const VllmProcessorCache& cache, int number)
{
    return cache.holds(item(number).key);
}

/// One request of small images and what vLLM answered: status and how far its counters moved.
struct Step {
    std::vector<int> items;
    int status;
    std::uint64_t queries;
    std::uint64_t hits;
};

void compare(const std::vector<Step>& steps)
{
    VllmProcessorCache cache(2 * small);
    std::string expected;
    std::string actual;
    for (const Step& step : steps) {
        std::vector<CachedItem> items;
        for (const int number : step.items)
            items.push_back(number == 9 ? item(9, 677400) : item(number));
        const std::uint64_t queries = cache.queries();
        const std::uint64_t hits = cache.hits();
        const int status = cache.request(items).refused ? 500 : 200;
        expected += fmt::format("{} {} {}\n", step.status, step.queries, step.hits);
        actual += fmt::format("{} {} {}\n", status, cache.queries() - queries, cache.hits() - hits);
    }
    COMPARE_TEXT(actual, expected);
}

} // namespace

class VllmCacheTest : public QObject {
    Q_OBJECT

private slots:
    void capacityIsExactToTheByte()
    {
        VllmProcessorCache fits(20 * small);
        pass(fits, 20);
        pass(fits, 20);
        QCOMPARE(fits.queries(), 40U);
        QCOMPARE(fits.hits(), 20U);

        VllmProcessorCache overflows(20 * small);
        pass(overflows, 21);
        pass(overflows, 21);
        QCOMPARE(overflows.queries(), 42U);
        QCOMPARE(overflows.hits(), 0U);

        VllmProcessorCache short1(50 * small - 1);
        pass(short1, 50);
        QCOMPARE(short1.heldItems(), 49U);
        QCOMPARE(short1.heldBytes(), 49 * small);
    }

    void aLargerItemEvictsTheOldestAsBytesSay()
    {
        VllmProcessorCache cache(50 * small - 1);
        pass(cache, 49);
        cache.request({ item(0) });
        cache.request({ item(100, reuse::processedBytes(224, 224, 1)) });
        QVERIFY(holds(cache, 0));
        QVERIFY(!holds(cache, 1) && !holds(cache, 2) && !holds(cache, 3));
        QVERIFY(holds(cache, 4));
        QCOMPARE(cache.heldItems(), 47U);
    }

    void anItemAboveTheCapacityIsServedAndNeverStored()
    {
        VllmProcessorCache cache(small);
        const auto answer = cache.request({ item(0, small + 1), item(0, small + 1) });
        QVERIFY(!answer.refused);
        QCOMPARE(answer.hits, (std::vector<bool>{ false, false }));
        QCOMPARE(cache.queries(), 2U);
        QCOMPARE(cache.heldItems(), 0U);
    }

    void anItemThatRepeatsInItsFirstRequestHitsOnce()
    {
        VllmProcessorCache cache(4 * small);
        QCOMPARE(cache.request({ item(0), item(0) }).hits, (std::vector<bool>{ false, true }));
        QCOMPARE(cache.request({ item(0), item(0) }).hits, (std::vector<bool>{ true, true }));
        QCOMPARE(cache.queries(), 4U);
        QCOMPARE(cache.hits(), 3U);
    }

    void cachedItemsAreMovedToNewestBeforeMissesAreInserted()
    {
        VllmProcessorCache cache(2 * small);
        cache.request({ item(0) });
        cache.request({ item(1) });
        // One by one, the miss would evict item 0 just before its own lookup.
        const auto answer = cache.request({ item(2), item(0) });
        QVERIFY(!answer.refused);
        QCOMPARE(answer.hits, (std::vector<bool>{ false, true }));
        QVERIFY(!holds(cache, 1));
    }

    void aCapacityOfZeroCountsNothing()
    {
        VllmProcessorCache cache(0);
        pass(cache, 3);
        const auto answer = cache.request({ item(0), item(1) });
        QVERIFY(!answer.refused);
        QCOMPARE(answer.hits, (std::vector<bool>{ false, false }));
        QCOMPARE(cache.queries(), 0U);
    }

    void clearingKeepsTheCounters()
    {
        VllmProcessorCache cache(4 * small);
        cache.request({ item(0), item(0) });
        cache.clear();
        QCOMPARE(cache.hits(), 1U);
        QCOMPARE(cache.heldBytes(), 0U);
        QCOMPARE(cache.request({ item(0) }).hits, std::vector<bool>{ false });
    }

    // The next three were recorded on vLLM 0.32.0 with room for two images; 9 is a large one.

    void anItemEvictedByItsOwnRequestIsRefused()
    {
        compare({ { { 0, 1, 2 }, 200, 3, 0 }, { { 0, 1, 2 }, 500, 0, 0 },
            { { 0, 1, 2 }, 500, 0, 0 }, { { 0, 1, 2 }, 500, 8, 3 } });
    }

    void aRequestThatEvictsOnlyWhatItHasUsedIsServed()
    {
        compare({ { { 0 }, 200, 1, 0 }, { { 0, 1, 2 }, 200, 3, 1 }, { { 0 }, 200, 1, 0 } });
        compare({ { { 1, 0 }, 200, 2, 0 }, { { 0, 1, 2 }, 200, 3, 2 } });
        compare({ { { 0 }, 200, 1, 0 }, { { 9, 0 }, 200, 2, 1 }, { { 0, 9 }, 200, 2, 1 },
            { { 9, 9 }, 200, 2, 0 } });
        compare({ { { 0, 1, 2, 0 }, 200, 4, 0 }, { { 0 }, 200, 1, 1 }, { { 2 }, 200, 1, 1 } });
    }

    void refusedLookupsShowUpWithTheNextRequestWithMedia()
    {
        // Afterwards the front end believes that the engine holds 0, and the engine does not.
        compare({ { { 1, 2 }, 200, 2, 0 }, { { 0, 1, 2 }, 500, 0, 0 }, { {}, 200, 0, 0 },
            { { 0 }, 500, 3, 1 }, { { 0, 3 }, 200, 2, 0 }, { { 0 }, 200, 1, 1 },
            { { 2 }, 200, 1, 0 } });
        compare({ { { 2 }, 200, 1, 0 }, { { 0, 1, 2 }, 500, 0, 0 }, { { 0 }, 500, 4, 1 },
            { { 1 }, 500, 1, 1 }, { { 2 }, 200, 1, 0 } });
    }

    void sizesAreThoseThatVllmReports_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<qint64>("tokens");
        QTest::addColumn<quint64>("bytes");
        QTest::addRow("112") << 112 << 112 << qint64{ 16 } << quint64{ 75288 };
        QTest::addRow("100") << 100 << 100 << qint64{ 16 } << quint64{ 75288 };
        QTest::addRow("224") << 224 << 224 << qint64{ 64 } << quint64{ 301080 };
        QTest::addRow("336") << 336 << 336 << qint64{ 144 } << quint64{ 677400 };
        QTest::addRow("vga") << 640 << 480 << qint64{ 391 } << quint64{ 1839288 };
        QTest::addRow("360p") << 640 << 360 << qint64{ 299 } << quint64{ 299 * 4704 + 24 };
        QTest::addRow("512") << 512 << 512 << qint64{ 324 } << quint64{ 324 * 4704 + 24 };
        QTest::addRow("720p") << 1280 << 720 << qint64{ 1196 } << quint64{ 1196 * 4704 + 24 };
        QTest::addRow("1080p") << 1920 << 1080 << qint64{ 2691 } << quint64{ 2691 * 4704 + 24 };
        QTest::addRow("4k") << 3840 << 2160 << qint64{ 10549 } << quint64{ 10549 * 4704 + 24 };
        // Halves of a 28-pixel cell go to the even number.
        QTest::addRow("70") << 70 << 280 << qint64{ 2 * 10 } << quint64{ 20 * 4704 + 24 };
        QTest::addRow("98") << 98 << 280 << qint64{ 4 * 10 } << quint64{ 40 * 4704 + 24 };
        QTest::addRow("126") << 126 << 280 << qint64{ 4 * 10 } << quint64{ 40 * 4704 + 24 };
        // A side that rounds to 0 is lifted only by the minimum number of pixels.
        QTest::addRow("sliver") << 10 << 500 << qint64{ 15 } << quint64{ 15 * 4704 + 24 };
        QTest::addRow("dot") << 1 << 1 << qint64{ 4 } << quint64{ 4 * 4704 + 24 };
        QTest::addRow("above the maximum")
            << 8000 << 4000 << qint64{ 181 * 90 } << quint64{ 181 * 90 * 4704 + 24 };
    }

    void sizesAreThoseThatVllmReports()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(qint64, tokens);
        QFETCH(quint64, bytes);
        QCOMPARE(qint64{ reuse::visionTokens(width, height, 1) }, tokens);
        QCOMPARE(quint64{ reuse::processedBytes(width, height, 1) }, bytes);
    }

    void twoFramesShareTheirTokensAndAnOddOneIsPadded()
    {
        QCOMPARE(reuse::visionTokens(336, 336, 2), 144);
        QCOMPARE(reuse::visionTokens(336, 336, 3), 288);
        QCOMPARE(reuse::visionTokens(336, 336, 32), 16 * 144);
        QCOMPARE(reuse::processedBytes(336, 336, 2), reuse::processedBytes(336, 336, 1));
        QCOMPARE(reuse::processedBytes(336, 336, 3), reuse::processedBytes(336, 336, 4));
        QCOMPARE(reuse::processedBytes(336, 336, 4), 2 * 677376U + 24);
    }

    void impossibleSizesGiveFiniteFigures()
    {
        constexpr auto huge = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(reuse::visionTokens(0, -5, -1), reuse::visionTokens(1, 1, 1));
        QVERIFY(reuse::visionTokens(huge, huge, huge) > 0);
        QVERIFY(reuse::visionTokens(1, huge, 1) > 0);
        QVERIFY(reuse::processedBytes(huge, 1, huge) > 0);
    }

    void audioCostsTwentyFiveTokensPerSecond()
    {
        for (const int seconds : { 1, 5, 10, 30, 60 })
            QCOMPARE(reuse::audioTokens(seconds), 25 * seconds);
        QCOMPARE(reuse::audioTokens(0.29), 7); // 29 mel frames, though 0.29 * 100 is below 29
        QCOMPARE(reuse::audioTokens(0.001), 0);
        QCOMPARE(reuse::audioTokens(-1), 0);
        QCOMPARE(reuse::audioTokens(std::nan("")), 0);
        QVERIFY(reuse::audioTokens(std::numeric_limits<double>::infinity()) > 0);
        QCOMPARE(reuse::processedAudioBytes(10), 128U * 1000 * 4);
    }
};

POOLSCOPE_TEST(VllmCacheTest)
#include "vllm_cache_test.moc"
