// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_figures.h"
#include "core/reuse/formula/characteristic_time.h"
#include "core/reuse/formula/exact_cache.h"
#include "core/reuse/formula/hit_curve.h"
#include "core/reuse/law/distinct.h"
#include "tests/unit/reuse/laws.h"

#include <list>
#include <optional>

using namespace poolscope;
using reuse::CachedPool;
using reuse::CachePolicy;
using reuse::CacheRouting;
using reuse::CacheSpec;
using reuse::CacheUnit;
using reuse::endless;
using reuse::Eviction;
using testing::isClose;
using testing::isNear;
using testing::lawOf;
using testing::vectors;
using testing::zipf;

namespace {

const reuse::RequestCounts one({ 0, 1 });

double weightOf(const std::string& fraction)
{
    const std::size_t slash = fraction.find('/');
    return slash == std::string::npos
        ? std::stod(fraction)
        : std::stod(fraction.substr(0, slash)) / std::stod(fraction.substr(slash + 1));
}

CacheSpec cacheOf(CachePolicy policy, std::uint64_t capacity, CacheUnit unit = CacheUnit::items)
{
    CacheSpec spec;
    spec.policy = policy;
    spec.unit = unit;
    spec.capacity = capacity;
    return spec;
}

CacheSpec lru(std::uint64_t items, std::uint32_t replicas = 1,
    CacheRouting routing = CacheRouting::roundRobin)
{
    CacheSpec spec = cacheOf(CachePolicy::lru, items);
    spec.replicas = replicas;
    spec.routing = routing;
    return spec;
}

reuse::CacheEstimate estimateOf(const CachedPool& pool, const reuse::RequestCounts& counts,
    double requests, const CacheSpec& cache)
{
    return reuse::cacheEstimate(pool, counts, requests, cache).value();
}

} // namespace

class CacheFiguresTest : public QObject {
    Q_OBJECT

private slots:
    void characteristicTimesAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["che"]["rows"]) {
            const auto law = zipf(row["N"].get<std::int64_t>(), row["s"].get<double>());
            const auto grid = reuse::rankGrid(law);
            const double capacity = row["C"].get<double>();
            const double time = reuse::characteristicTime(grid, Eviction::lru, capacity);
            QVERIFY(isClose(time, row["T_exp"].get<double>(), 1e-11));
            QVERIFY(isClose(
                reuse::hitShare(grid, Eviction::lru, time), row["hit_exp"].get<double>(), 1e-11));
            const std::pair<const char*, Eviction> others[]{
                { "hit_fifo", Eviction::fifo },
                { "hit_clock0", Eviction::clock },
            };
            for (const auto& [key, eviction] : others)
                if (row.contains(key))
                    QVERIFY(isClose(reuse::hitShare(grid, eviction,
                                        reuse::characteristicTime(grid, eviction, capacity)),
                        row[key].get<double>(), 1e-11));
            if (capacity <= 16) // the estimate is better than Che there
                continue;
            const double draws = row["M"].get<double>();
            const auto estimate = estimateOf(
                CachedPool(law), one, draws, lru(static_cast<std::uint64_t>(capacity)));
            QVERIFY(isClose(estimate.hitRate * draws, row["cold_hits"].get<double>(), 1e-9));
        }
    }

    void smallCachesAreExact()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["exact_small"]["rows"]) {
            std::vector<config::IndexWeight> weights;
            for (const auto& weight : row["weights"])
                weights.push_back({ static_cast<std::int64_t>(weights.size()),
                    weightOf(weight.get<std::string>()) });
            const auto size = static_cast<std::int64_t>(weights.size());
            const auto grid = reuse::rankGrid(lawOf(size, config::WeightsSampling{ weights }));
            for (std::size_t capacity = 1; capacity <= weights.size(); ++capacity) {
                const auto exact = reuse::exactLruHitRate(grid, capacity);
                QVERIFY(exact.has_value());
                QVERIFY(isNear(*exact, row["lru_hit_C1..N"][capacity - 1].get<double>(), 1e-10));
                const auto fifo = reuse::exactFifoHitRate(grid, capacity);
                QVERIFY(fifo.has_value());
                QVERIFY(isNear(*fifo, row["fifo_hit_C1..N"][capacity - 1].get<double>(), 1e-12));
            }
        }
    }

    void theLruIntegralAgreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["exact_lru_integral"]["rows"]) {
            const double skew = row[1].get<double>();
            const auto size = row[0].get<std::int64_t>();
            const auto capacity = row[2].get<std::size_t>();
            // Every row of the small pool; of the others those that are quick.
            if (skew == 0 || (size > 100 && (capacity != 5 || skew == 0.9)))
                continue;
            const auto hit = reuse::exactLruHitRate(reuse::rankGrid(zipf(size, skew)), capacity);
            QVERIFY(hit.has_value());
            QVERIFY(isNear(*hit, row[3].get<double>(), 1e-10));
        }
    }

    void theFifoFormulaAgreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["exact_fifo"]["rows"]) {
            const auto hit = reuse::exactFifoHitRate(
                reuse::rankGrid(zipf(row[0].get<std::int64_t>(), row[1].get<double>())),
                row[2].get<std::size_t>());
            QVERIFY(hit.has_value());
            QVERIFY(isClose(*hit, row[3].get<double>(), 1e-12));
        }
        // A wide pool: within the formula's own error of the approximation (0.3428 simulated).
        const auto wide = reuse::exactFifoHitRate(reuse::rankGrid(zipf(10000, 1)), 100);
        QVERIFY(wide.has_value());
        QVERIFY(isNear(*wide, 0.3428, 3e-4));
    }

    void sizesOfOneClassCountWholeItems()
    {
        const CachedPool pool(zipf(10000, 1), { { 1, 12e6, 1024 } });
        const auto bytes
            = estimateOf(pool, one, 1e5, cacheOf(CachePolicy::lru, 4294967296, CacheUnit::bytes));
        const auto items = estimateOf(pool, one, 1e5, lru(357));
        QCOMPARE(bytes.hitRate, items.hitRate);
        QCOMPARE(bytes.byteHitRate, bytes.hitRate);
        QCOMPARE(bytes.tokenHitRate, bytes.hitRate);
        const auto tokens
            = estimateOf(pool, one, 1e5, cacheOf(CachePolicy::lru, 8 * 1024, CacheUnit::tokens));
        QCOMPARE(tokens.method, std::string_view("exact-integral-finite"));
        QCOMPARE(tokens.hitRate, estimateOf(pool, one, 1e5, lru(8)).hitRate);
    }

    void itemsThatDoNotFitAlwaysMiss()
    {
        // A quarter of the items is larger than the cache; all of the others fit.
        const CachedPool pool(zipf(1000, 0.8), { { 0.25, 1e9, 10 }, { 0.75, 1000, 1 } });
        const auto estimate
            = estimateOf(pool, one, endless, cacheOf(CachePolicy::lru, 2000000, CacheUnit::bytes));
        QCOMPARE(estimate.method, std::string_view("unlimited"));
        QVERIFY(isClose(estimate.hitRate, 0.75, 1e-12));
        QVERIFY(isClose(estimate.byteHitRate, 0.75 * 1000 / (0.25 * 1e9 + 750), 1e-12));
        QVERIFY(isClose(estimate.tokenHitRate, 0.75 / 3.25, 1e-12));
        const auto none
            = estimateOf(pool, one, 1e4, cacheOf(CachePolicy::lru, 999, CacheUnit::bytes));
        QCOMPARE(none.method, std::string_view("off"));
        QCOMPARE(none.hitRate, 0.0);
    }

    void everyCaseSaysItsMethodAndWhetherItWasMeasured()
    {
        const CachedPool pool(zipf(100000, 1), { { 0.5, 10, 1 }, { 0.5, 30, 1 } });
        const auto estimate = [&](CachePolicy policy, std::uint64_t capacity, double requests) {
            return estimateOf(pool, one, requests, cacheOf(policy, capacity));
        };
        using E = CachePolicy;
        QCOMPARE(estimate(E::unlimited, 0, 1e4).method, std::string_view("unlimited"));
        QCOMPARE(estimate(E::lru, 0, 1e4).method, std::string_view("off"));
        QCOMPARE(estimate(E::lru, 50000, 1e4).method, std::string_view("filling"));
        QCOMPARE(estimate(E::lru, 1000, endless).method, std::string_view("che"));
        QCOMPARE(estimate(E::lru, 1000, 1e6).method, std::string_view("che-finite"));
        QCOMPARE(estimate(E::fifo, 1000, endless).method, std::string_view("fifo-che"));
        QCOMPARE(estimate(E::fifo, 100, endless).method, std::string_view("fifo-exact"));
        QCOMPARE(estimate(E::clock, 1000, endless).method, std::string_view("clock-che"));
        for (const E eviction : { E::lru, E::fifo, E::clock })
            QVERIFY(estimate(eviction, 1000, endless).isCovered);
        QVERIFY(!estimate(E::clock, 20, endless).isCovered);
        QVERIFY(!estimate(E::fifo, 1000, 1e4).isCovered); // the start-up counts
        QVERIFY(!estimate(E::clock, 20, endless).caution.empty());
        const auto mixed = [&](std::uint64_t bytes) {
            return estimateOf(pool, one, endless, cacheOf(E::lru, bytes, CacheUnit::bytes));
        };
        QVERIFY(mixed(2000).isCovered);
        QVERIFY(!mixed(200).isCovered);
        QVERIFY(!estimate(E::lru, 1000, 1e6).assumes.empty());
    }

    void policiesWithoutAFormulaHaveNoEstimate()
    {
        const CachedPool pool(zipf(1000, 1), { { 1, 1000, 10 } });
        const auto has = [&](CachePolicy policy, CacheUnit unit) {
            return reuse::cacheEstimate(pool, one, 1e4, cacheOf(policy, 50000, unit)).has_value();
        };
        for (const auto policy :
            { CachePolicy::sieve, CachePolicy::s3fifo, CachePolicy::vllmShm }) {
            QVERIFY(!reuse::hasFormula(policy));
            QVERIFY(!has(policy, CacheUnit::bytes));
        }
        for (const auto policy : { CachePolicy::unlimited, CachePolicy::lru, CachePolicy::fifo,
                 CachePolicy::clock, CachePolicy::vllm }) {
            QVERIFY(reuse::hasFormula(policy));
            QVERIFY(has(policy, CacheUnit::bytes));
        }
        QCOMPARE(estimateOf(pool, one, 1e4, cacheOf(CachePolicy::vllm, 50)).hitRate,
            estimateOf(pool, one, 1e4, cacheOf(CachePolicy::lru, 50)).hitRate);
    }

    void hitRatesAgreeWithACacheThatIsPlayed_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("stdDev");
        QTest::addColumn<int>("capacity");
        using config::RoundedType;
        QTest::addRow("normal, exact") << static_cast<int>(RoundedType::normal) << 40.0 << 12;
        QTest::addRow("normal") << static_cast<int>(RoundedType::normal) << 900.0 << 400;
        QTest::addRow("lognormal") << static_cast<int>(RoundedType::lognormal) << 2500.0 << 300;
    }

    void hitRatesAgreeWithACacheThatIsPlayed()
    {
        QFETCH(int, type);
        QFETCH(double, stdDev);
        QFETCH(int, capacity);
        const auto law = lawOf(4000,
            config::RoundedSampling{ static_cast<config::RoundedType>(type), 2000, stdDev, 0 });
        // Least recently used, newest first.
        constexpr int draws = 20000;
        double hits = 0;
        const base::RandomStream stream(11, base::Purpose::item);
        std::list<std::int64_t> order;
        std::vector<std::optional<std::list<std::int64_t>::iterator>> places(4000);
        for (std::uint64_t draw = 0; draw < draws; ++draw) {
            const std::int64_t item = law.draw(stream, draw, 0);
            auto& place = places[static_cast<std::size_t>(item)];
            if (place) {
                ++hits;
                order.erase(*place);
            } else if (order.size() == static_cast<std::size_t>(capacity)) {
                places[static_cast<std::size_t>(order.back())].reset();
                order.pop_back();
            }
            order.push_front(item);
            place = order.begin();
        }
        const auto estimate
            = estimateOf(CachedPool(law), one, draws, lru(static_cast<std::uint64_t>(capacity)));
        QVERIFY(estimate.isCovered);
        QVERIFY(isNear(hits / draws, estimate.hitRate, 4 * std::sqrt(0.25 / draws)));
    }

    void startUpMissesAreThoseOfTheFormula()
    {
        const auto law = zipf(10000, 1);
        const CachedPool pool(law);
        const auto steady = estimateOf(pool, one, endless, lru(500));
        const auto run = estimateOf(pool, one, 20000, lru(500));
        QVERIFY(isClose(steady.hitRate, steady.steadyHitRate, 1e-15));
        QVERIFY(isClose((steady.hitRate - run.hitRate) * 20000, run.coldMisses, 1e-9));
        QVERIFY(run.coldMisses > 0 && run.coldMisses < 500);
        // Two items a request, half as many requests: the same draws.
        const auto pairs = estimateOf(pool, reuse::RequestCounts({ 0, 0, 1 }), 10000, lru(500));
        QVERIFY(isClose(pairs.hitRate, run.hitRate, 1e-15));
    }

    void lawsOfEquallyLikelyItemsAreExactForEveryPolicy()
    {
        const CachedPool pool(zipf(5000, 0));
        for (const auto policy : { CachePolicy::lru, CachePolicy::fifo, CachePolicy::clock }) {
            const auto estimate = estimateOf(pool, one, endless, cacheOf(policy, 50));
            QCOMPARE(estimate.hitRate, 0.01);
            QCOMPARE(estimate.method, std::string_view("uniform"));
        }
    }

    void replicasMultiplyTheColdMissesOrShareTheItems()
    {
        const auto law = zipf(100, 1);
        const CachedPool pool(law);
        const double expected[]{ 0.2464954373120072, 0.4269426212583056, 0.6521656264396827,
            0.9546727236255182 };
        constexpr auto affinity = CacheRouting::affinity;
        for (int i = 0; i < 4; ++i)
            QVERIFY(isClose(
                estimateOf(pool, one, 1e4, lru(5, 2U << i, affinity)).loadSd, expected[i], 1e-13));
        const auto alone = estimateOf(pool, one, 1e4, lru(20));
        const auto four = estimateOf(pool, one, 1e4, lru(20, 4));
        QVERIFY(isClose(four.coldMisses, 4 * alone.coldMisses, 1e-12));
        QCOMPARE(four.draws, 1e4);
        QCOMPARE(four.steadyHitRate, alone.steadyHitRate);
        QVERIFY(isClose(four.hitRate, alone.steadyHitRate - 4 * alone.coldMisses / 1e4, 1e-12));
        QCOMPARE(estimateOf(pool, one, 1e4, lru(5, 4, affinity)).hitRate, alone.hitRate);
        // Nothing is evicted: every replica misses each of its items once.
        const auto whole = estimateOf(pool, one, 1000, lru(100, 4));
        QVERIFY(isClose(whole.hitRate, 1 - reuse::distinctAfterDraws(pool.grid, 250) / 250, 1e-12));
        // An item has to fit into one replica.
        const CachedPool large(law, { { 0.5, 10, 1 }, { 0.5, 30, 1 } });
        CacheSpec bytes = lru(20, 100, affinity);
        bytes.unit = CacheUnit::bytes;
        const auto split = estimateOf(large, one, endless, bytes);
        QVERIFY(isClose(split.hitRate, 0.5, 1e-12));
    }

    void theCurveOfAllCapacitiesPassesThroughTheEstimates()
    {
        const auto law = zipf(1000000, 1);
        const CachedPool pool(law);
        for (const double draws : { 1e5, 1e7, endless }) {
            const auto curve = reuse::lruHitCurve(pool, draws);
            QCOMPARE(curve.size(), std::size_t{ 256 });
            QCOMPARE(curve.back().capacity, 1e6);
            for (std::size_t i = 1; i < curve.size(); ++i) {
                QVERIFY(curve[i].capacity > curve[i - 1].capacity);
                QVERIFY(curve[i].hitRate >= curve[i - 1].hitRate - 1e-12);
            }
            for (const std::size_t i : { 80U, 120U, 200U, 250U }) {
                const auto low = static_cast<std::uint64_t>(curve[i].capacity);
                const auto estimate = estimateOf(pool, one, draws, lru(low));
                QVERIFY(isNear(curve[i].hitRate, estimate.hitRate, 2e-3));
            }
        }
        // A law that never reaches most of its pool.
        const CachedPool narrow(
            lawOf(1000000, config::RoundedSampling{ config::RoundedType::normal, 400000, 100, 0 }));
        QVERIFY(narrow.items < 2000);
        const auto curve = reuse::lruHitCurve(narrow, 1e6);
        for (std::size_t i = 1; i < curve.size(); ++i) {
            QVERIFY(std::isfinite(curve[i].capacity) && curve[i].hitRate <= 1);
            QVERIFY(curve[i].capacity >= curve[i - 1].capacity);
        }
        const CachedPool single(zipf(1, 1));
        QVERIFY(!reuse::lruHitCurve(single, 10).empty());
    }
};

POOLSCOPE_TEST(CacheFiguresTest)
#include "cache_figures_test.moc"
