// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/aim.h"
#include "tests/unit/reuse/laws.h"

using namespace poolscope;
using reuse::Aim;
using reuse::CachePolicy;
using reuse::CacheSpec;
using reuse::CacheUnit;
using reuse::endless;
using testing::isNear;
using testing::lawOf;
using testing::zipf;

namespace {

Aim aimFor(
    double hitRate, std::uint64_t capacity, double requests, CachePolicy policy = CachePolicy::lru)
{
    Aim aim;
    aim.hitRate = hitRate;
    aim.requests = requests;
    aim.cache.policy = policy;
    aim.cache.capacity = capacity;
    return aim;
}

double hitRate(const Aim& aim, const sampling::IndexDistribution& law, double capacity)
{
    CacheSpec cache = aim.cache;
    cache.capacity = static_cast<std::uint64_t>(capacity);
    return reuse::cacheEstimate(reuse::CachedPool(law, aim.sizes), aim.counts, aim.requests, cache)
        .value()
        .hitRate;
}

} // namespace

class AimTest : public QObject {
    Q_OBJECT

private slots:
    void aSkewGivesTheHitRateItWasSolvedFor()
    {
        for (const auto policy : { CachePolicy::lru, CachePolicy::fifo, CachePolicy::clock })
            for (const double wanted : { 0.3, 0.8, 0.95 }) {
                const Aim aim = aimFor(wanted, 300, 50000, policy);
                const auto found = reuse::aimSkew(aim, 20000);
                QVERIFY(found.isPossible);
                QVERIFY(isNear(hitRate(aim, zipf(20000, found.value), 300), wanted, 1e-7));
                QVERIFY(isNear(found.estimate.hitRate, wanted, 1e-7));
            }
        // An unlimited cache, three items a request.
        Aim aim = aimFor(0.6, 0, 1000, CachePolicy::unlimited);
        aim.counts = reuse::RequestCounts({ 0, 0, 0, 1 });
        const auto found = reuse::aimSkew(aim, 100000);
        QVERIFY(found.isPossible);
        QVERIFY(isNear(hitRate(aim, zipf(100000, found.value), 0), 0.6, 1e-9));
    }

    void aSmallCacheIsSolvedExactly()
    {
        const Aim aim = aimFor(0.5, 4, endless);
        const auto found = reuse::aimSkew(aim, 100);
        QVERIFY(found.isPossible);
        QCOMPARE(found.estimate.method, std::string_view("exact-integral"));
        QVERIFY(isNear(hitRate(aim, zipf(100, found.value), 4), 0.5, 1e-8));
    }

    void skewsOutOfReachAreSaid()
    {
        // 10 of 100 equally likely items: a tenth hits at least.
        const auto low = reuse::aimSkew(aimFor(0.05, 10, endless), 100);
        QVERIFY(!low.isPossible);
        QCOMPARE(low.value, 0.0);
        QVERIFY(isNear(low.estimate.hitRate, 0.1, 1e-12));
        QVERIFY(!low.reason.empty());
        // 10 requests: the first of them misses.
        const auto high = reuse::aimSkew(aimFor(0.95, 50, 10), 100);
        QVERIFY(!high.isPossible);
        QVERIFY(isNear(high.estimate.hitRate, 0.9, 1e-3));
        QVERIFY(!high.reason.empty());
        const auto exact = reuse::aimSkew(aimFor(0.1, 10, endless), 100);
        QVERIFY(exact.isPossible);
        QCOMPARE(exact.value, 0.0);
    }

    void aPoolSizeIsTheNearestThereIs()
    {
        for (const double skew : { 0.0, 0.9 }) {
            const Aim aim = aimFor(0.4, 500, 1e5);
            const auto found = reuse::aimPoolSize(aim, skew);
            QVERIFY(found.isPossible);
            QCOMPARE(found.value, std::round(found.value));
            const auto size = static_cast<std::int64_t>(found.value);
            const double off = std::fabs(hitRate(aim, zipf(size, skew), 500) - 0.4);
            QVERIFY(off < 1e-3);
            QVERIFY(std::fabs(hitRate(aim, zipf(size - 1, skew), 500) - 0.4) >= off);
            QVERIFY(std::fabs(hitRate(aim, zipf(size + 1, skew), 500) - 0.4) >= off);
        }
    }

    void poolSizesOutOfReachAreSaid()
    {
        // A steep law hits however large its pool is.
        const auto steep = reuse::aimPoolSize(aimFor(0.2, 500, endless), 2);
        QVERIFY(!steep.isPossible);
        QCOMPARE(steep.value, 1e9);
        QVERIFY(steep.estimate.hitRate > 0.9);
        // Five requests cannot hit more than four times.
        const auto brief = reuse::aimPoolSize(aimFor(0.9, 500, 5), 1);
        QVERIFY(!brief.isPossible);
        QCOMPARE(brief.value, 1.0);
        QVERIFY(isNear(brief.estimate.hitRate, 0.8, 1e-12));
    }

    void aCapacityIsTheLeastThatReachesTheHitRate()
    {
        const auto law = zipf(50000, 1);
        for (const double wanted : { 0.02, 0.5, 0.85 }) {
            const Aim aim = aimFor(wanted, 0, endless);
            const auto found = reuse::aimCapacity(aim, law);
            QVERIFY(found.isPossible);
            QVERIFY(hitRate(aim, law, found.value) >= wanted);
            QVERIFY(hitRate(aim, law, found.value - 1) < wanted);
        }
        Aim bytes = aimFor(0.5, 0, 1e6);
        bytes.cache.unit = CacheUnit::bytes;
        bytes.sizes = { { 0.5, 1e6, 100 }, { 0.5, 3e6, 300 } };
        const auto found = reuse::aimCapacity(bytes, law);
        QVERIFY(found.isPossible);
        QVERIFY(isNear(hitRate(bytes, law, found.value), 0.5, 1e-6));
        // Other laws than zipf have capacities too.
        const auto normal
            = lawOf(100000, config::RoundedSampling{ config::RoundedType::normal, 50000, 5000, 0 });
        const auto spread = reuse::aimCapacity(aimFor(0.5, 0, endless), normal);
        QVERIFY(spread.isPossible);
        QVERIFY(spread.value > 1000 && spread.value < 10000);
    }

    void capacitiesOutOfReachAreSaid()
    {
        const auto law = zipf(1000, 0.5);
        const auto found = reuse::aimCapacity(aimFor(0.9, 0, 100), law);
        QVERIFY(!found.isPossible);
        QCOMPARE(found.value, 1000.0);
        QVERIFY(found.estimate.hitRate < 0.3);
        QVERIFY(!found.reason.empty());
        const auto nothing = reuse::aimCapacity(aimFor(0, 0, 100), law);
        QVERIFY(nothing.isPossible);
        QCOMPARE(nothing.value, 0.0);
    }

    void cachesThatCannotBeSolvedForAreSaid()
    {
        const Aim aim = aimFor(0.5, 50, 1000, CachePolicy::sieve);
        for (const auto& found :
            { reuse::aimSkew(aim, 1000), reuse::aimPoolSize(aim, 1),
                reuse::aimCapacity(aim, zipf(1000, 1)),
                reuse::aimCapacity(aimFor(0.5, 0, 1000, CachePolicy::unlimited), zipf(1000, 1)) }) {
            QVERIFY(!found.isPossible);
            QVERIFY(!found.reason.empty());
        }
    }
};

POOLSCOPE_TEST(AimTest)
#include "aim_test.moc"
