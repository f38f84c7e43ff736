// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/prefix_cache.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using sim::PrefixCache;
using sim::TokenRun;

namespace {

/// `count` words that start with word number `first`.
std::vector<TokenRun> words(std::uint64_t first, std::uint64_t count)
{
    std::vector<TokenRun> runs;
    for (std::uint64_t i = 0; i < count; ++i)
        runs.push_back({ first + i, 1 });
    return runs;
}

std::vector<TokenRun> joined(std::vector<TokenRun> head, const std::vector<TokenRun>& tail)
{
    head.insert(head.end(), tail.begin(), tail.end());
    return head;
}

} // namespace

class PrefixCacheTest : public QObject {
    Q_OBJECT

private slots:
    void fullBlocksFromTheStartAreHeld()
    {
        PrefixCache cache(1024);
        QCOMPARE(cache.request(words(0, 40)), 0);
        QCOMPARE(cache.request(words(0, 40)), 32);
        QCOMPARE(cache.request(joined(words(0, 20), words(900, 20))), 16);
        QCOMPARE(cache.request(words(1, 40)), 0);
        QCOMPARE(cache.queryTokens(), 160U);
        QCOMPARE(cache.hitTokens(), 48U);
    }

    void atLeastOneTokenIsComputedAnew()
    {
        PrefixCache cache(1024);
        cache.request(words(0, 32));
        QCOMPARE(cache.request(words(0, 32)), 16);
        QCOMPARE(cache.request(words(0, 33)), 32);
        QCOMPARE(cache.request({}), 0);
    }

    void aMediaItemCountsWithAllItsTokens()
    {
        PrefixCache cache(1024);
        const std::vector<TokenRun> image{ { 7, 100 } };
        cache.request(joined(image, words(0, 20)));
        QCOMPARE(cache.request(joined(image, words(0, 20))), 112);
        QCOMPARE(cache.request(joined(image, words(500, 20))), 96);
        // The same item behind other text begins elsewhere.
        QCOMPARE(cache.request(joined(words(500, 1), image)), 0);
    }

    void theBlocksUsedLongestAgoGoFirstAndTailsBeforeHeads()
    {
        PrefixCache cache(64);
        cache.request(words(0, 48));
        cache.request(words(100, 32)); // takes the place of the first prompt's last block
        QCOMPARE(cache.request(words(0, 48)), 32);
        QCOMPARE(cache.request(words(100, 33)), 16);
    }

    void aPromptLargerThanTheCacheKeepsItsStart()
    {
        PrefixCache cache(64);
        cache.request(words(0, 1000));
        QCOMPARE(cache.request(words(0, 1000)), 64);
    }

    void aCapacityOfZeroCountsNothing()
    {
        PrefixCache cache(0);
        cache.request(words(0, 40));
        QCOMPARE(cache.request(words(0, 40)), 0);
        QCOMPARE(cache.queryTokens(), 0U);
    }

    void clearingKeepsTheCounters()
    {
        PrefixCache cache(1024);
        cache.request(words(0, 40));
        cache.clear();
        QCOMPARE(cache.request(words(0, 40)), 0);
        QCOMPARE(cache.queryTokens(), 80U);
    }
};

POOLSCOPE_TEST(PrefixCacheTest)
#include "prefix_cache_test.moc"
