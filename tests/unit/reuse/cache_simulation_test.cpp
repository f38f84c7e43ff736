// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/vllm_cache.h"
#include "core/sampling/index_distribution.h"
#include "tests/unit/reuse/cache_cases.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

using namespace poolscope;
using namespace poolscope::testing;

namespace {

/// Requests of 0 to 4 items that prefer low indices.
RequestList someRequests(int requests, ItemIndex items, std::uint64_t seed)
{
    const base::RandomStream stream(seed, base::Purpose::item);
    RequestList list;
    for (int request = 0; request < requests; ++request) {
        std::vector<ItemIndex> drawn(static_cast<std::size_t>(request % 5));
        for (std::size_t slot = 0; slot < drawn.size(); ++slot) {
            const double u = stream.unit(
                static_cast<std::uint64_t>(request), static_cast<std::uint32_t>(slot));
            drawn[slot] = static_cast<ItemIndex>(items * u * u);
        }
        list.add(drawn);
    }
    return list;
}

/// Single draws of a zipf law, as requests of one item.
RequestList zipfDraws(ItemIndex items, double skew, std::size_t first, std::size_t draws)
{
    config::Pool pool;
    pool.size = items;
    pool.sampling = { { 0, std::int64_t{ items } - 1 }, config::ZipfSampling{ skew } };
    const sampling::IndexDistribution law(pool);
    const base::RandomStream stream(7, base::Purpose::item);
    RequestList list;
    for (std::size_t request = first; request < first + draws; ++request) {
        const auto item = static_cast<ItemIndex>(law.draw(stream, request, 0));
        list.add({ &item, 1 });
    }
    return list;
}

} // namespace

class CacheSimulationTest : public QObject {
    Q_OBJECT

private slots:
    void totalsAndHitsAreCountedInAllUnits()
    {
        ItemTable table = tableOf({ 10, 20, 30 });
        table.tokens = { 1, 2, 3 };
        const auto requests = requestsOf({ { 0, 1 }, { 0 }, {}, { 2, 2 } });
        const CacheTally tally = run("unlimited", table, requests);
        QCOMPARE(tally.requests, 4U);
        QVERIFY((tally.items == reuse::HitShare{ 5, 2 }));
        QVERIFY((tally.bytes == reuse::HitShare{ 100, 40 }));
        QVERIFY((tally.tokens == reuse::HitShare{ 10, 4 }));
        QCOMPARE(tally.items.rate(), 0.4);
        QCOMPARE(CacheTally{}.items.rate(), 0.0);

        table.bytes.clear();
        table.tokens.clear();
        QVERIFY((run("lru:1", table, requests).items == reuse::HitShare{ 5, 1 }));
        QVERIFY((run("lru:1", table, requests).bytes == reuse::HitShare{}));
    }

    void capacitiesInBytesAndTokensUseTheirOwnSizes()
    {
        ItemTable table = tableOf({ 10, 20, 30 });
        table.tokens = { 3, 2, 1 };
        const auto requests = requestsOf({ { 0 }, { 1 }, { 2 }, { 0 }, { 1 }, { 2 } });
        QCOMPARE(run("lru:59B", table, requests).items.hits, 0U);
        QCOMPARE(run("lru:60B", table, requests).items.hits, 3U);
        QCOMPARE(run("lru:5tok", table, requests).items.hits, 0U);
        QCOMPARE(run("lru:6tok", table, requests).items.hits, 3U);
    }

    void anItemAboveTheCapacityIsNeverStoredAndEvictsNothing()
    {
        const ItemTable table = tableOf({ 4, 11, 4 });
        const auto requests = requestsOf({ { 0 }, { 2 }, { 1 }, { 1 }, { 0 }, { 2 } });
        for (const char* policy : { "lru", "fifo", "clock", "sieve", "s3fifo", "vllm" }) {
            const CacheTally tally = run(std::string(policy) + ":10B", table, requests);
            QVERIFY2((tally.items == reuse::HitShare{ 6, 2 }), policy);
            QVERIFY2((tally.bytes == reuse::HitShare{ 38, 8 }), policy);
        }
    }

    void batchesMakeNoDifference()
    {
        const auto all = someRequests(3000, 40, 3);
        const ItemTable table = tableOf(40);
        for (const char* text :
            { "lru:10", "fifo:10", "clock:10", "sieve:10", "s3fifo:10", "vllm:10", "unlimited" }) {
            auto spec = specOf(text);
            spec.replicas = 3;
            auto simulation = reuse::CacheSimulation::make(spec, table).value();
            for (std::size_t first = 0; first < all.size(); first += 7) {
                RequestList batch;
                for (std::size_t i = first; i < std::min(all.size(), first + 7); ++i)
                    batch.add(all[i]);
                QVERIFY(simulation.feed(batch).has_value());
            }
            QVERIFY(simulation.tally() == reuse::simulateCache(spec, table, all).value());
        }
    }

    void roundRobinGivesEachReplicaItsTurn()
    {
        const auto all = someRequests(4000, 60, 4);
        const ItemTable table = tableOf(60);
        auto spec = specOf("lru:12");
        spec.replicas = 4;
        auto simulation = reuse::CacheSimulation::make(spec, table).value();
        QVERIFY(simulation.feed(all).has_value());
        for (std::size_t replica = 0; replica < 4; ++replica) {
            RequestList own;
            for (std::size_t i = replica; i < all.size(); i += 4)
                own.add(all[i]);
            QVERIFY(simulation.replicas()[replica] == run("lru:12", table, own));
        }
    }

    void affinityFollowsTheFirstItem()
    {
        const auto all = someRequests(4000, 60, 5);
        const ItemTable table = tableOf(60);
        auto spec = specOf("lru:12");
        spec.replicas = 3;
        spec.routing = reuse::CacheRouting::affinity;
        auto simulation = reuse::CacheSimulation::make(spec, table).value();
        QVERIFY(simulation.feed(all).has_value());
        std::uint64_t requests = 0;
        for (std::uint32_t replica = 0; replica < 3; ++replica) {
            RequestList own;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (!all[i].empty() && reuse::affineReplica(all[i].front(), 3) == replica)
                    own.add(all[i]);
            QVERIFY(own.size() > 100);
            QVERIFY(simulation.replicas()[replica].items == run("lru:12", table, own).items);
            requests += simulation.replicas()[replica].requests;
        }
        QCOMPARE(requests, 4000U);
    }

    void replicasGiveTheReferenceRates()
    {
        // reuse-math T6: N = 1000, 50 items each, s = 0.9, 4 replicas, 20 000 draws.
        const auto draws = zipfDraws(1000, 0.9, 0, 20'000);
        const ItemTable table = tableOf(1000);
        auto spec = specOf("lru:50");
        spec.replicas = 4;
        const auto turns = reuse::simulateCache(spec, table, draws).value();
        QVERIFY(std::fabs(turns.items.rate() - 0.35595) < 0.015);
        spec.routing = reuse::CacheRouting::affinity;
        const auto affine = reuse::simulateCache(spec, table, draws).value();
        QVERIFY(std::fabs(affine.items.rate() - 0.609) < 0.015);
    }

    void policiesGiveTheReferenceRates_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<double>("skew");
        QTest::addColumn<int>("capacity");
        QTest::addColumn<std::vector<double>>("rates");
        // reuse-math T4: FIFO, CLOCK with bit 0, LRU, SIEVE, S3-FIFO by simulation.
        const auto row = [](int items, double skew, int capacity, std::vector<double> rates) {
            QTest::addRow("%d %g %d", items, skew, capacity)
                << items << skew << capacity << std::move(rates);
        };
        row(100, 1.0, 5, { 0.2247, 0.2621, 0.2489, 0.3524, 0.3970 });
        row(100, 1.0, 10, { 0.3503, 0.4151, 0.3983, 0.5055, 0.5239 });
        row(100, 1.0, 50, { 0.7628, 0.8158, 0.8099, 0.8447, 0.8371 });
        row(10000, 0.9, 500, { 0.4103, 0.4686, 0.4554, 0.5701, 0.5549 });
        row(10000, 1.0, 100, { 0.3428, 0.4046, 0.3906, 0.5118, 0.5066 });
        row(10000, 1.0, 500, { 0.5396, 0.5988, 0.5868, 0.6816, 0.6688 });
    }

    void policiesGiveTheReferenceRates()
    {
        QFETCH(int, items);
        QFETCH(double, skew);
        QFETCH(int, capacity);
        QFETCH(std::vector<double>, rates);
        constexpr std::array<const char*, 5> policies{ "fifo", "clock", "lru", "sieve", "s3fifo" };
        constexpr std::size_t warmUp = 150'000;
        constexpr std::size_t counted = 250'000;
        static std::map<std::pair<int, double>, std::pair<RequestList, RequestList>> drawn;
        auto& [before, after] = drawn[{ items, skew }];
        if (before.size() == 0) {
            before = zipfDraws(static_cast<ItemIndex>(items), skew, 0, warmUp);
            after = zipfDraws(static_cast<ItemIndex>(items), skew, warmUp, counted);
        }
        const ItemTable table = tableOf(static_cast<ItemIndex>(items));
        for (std::size_t i = 0; i < policies.size(); ++i) {
            const auto spec = specOf(std::string(policies[i]) + ":" + std::to_string(capacity));
            auto simulation = reuse::CacheSimulation::make(spec, table).value();
            QVERIFY(simulation.feed(before).has_value());
            const std::uint64_t hits = simulation.tally().items.hits;
            QVERIFY(simulation.feed(after).has_value());
            const double rate = static_cast<double>(simulation.tally().items.hits - hits) / counted;
            // Four standard deviations of the draws.
            const double tolerance = 4 * 1.35 * std::sqrt(rate * (1 - rate) / counted);
            QVERIFY2(std::fabs(rate - rates[i]) < tolerance,
                qPrintable(QString("%1: %2").arg(policies[i]).arg(rate)));
        }
    }

    void vllmEqualsTheProcessorCacheRefusalsIncluded()
    {
        for (const std::uint64_t capacity : { 3U, 7U, 12U, 25U }) {
            std::vector<std::uint64_t> bytes;
            for (ItemIndex item = 0; item < 20; ++item)
                bytes.push_back(1 + item * 7 % 5);
            const ItemTable table = tableOf(bytes);
            const auto requests = someRequests(3000, 20, capacity);
            reuse::VllmProcessorCache cache(capacity);
            std::uint64_t refused = 0;
            for (std::size_t i = 0; i < requests.size(); ++i) {
                std::vector<reuse::CachedItem> items;
                for (const ItemIndex item : requests[i])
                    items.push_back({ std::to_string(item), bytes[item] });
                refused += cache.request(items).refused ? 1 : 0;
            }
            const auto tally = run("vllm:" + std::to_string(capacity) + "B", table, requests);
            QCOMPARE(tally.refused, refused);
            if (capacity < 10)
                QVERIFY(refused > 0);
            // A last request that gets past the front end shows all lookups.
            const auto queries = cache.queries();
            cache.request({ { "never stored", 100 } });
            QCOMPARE(tally.items.total, cache.queries() - 1);
            QCOMPARE(tally.items.hits, cache.hits());
            QVERIFY(queries <= tally.items.total);
        }
    }

    void whatCannotBeSimulatedIsSaid()
    {
        const ItemTable table = tableOf(5);
        const auto failure = [&](const char* spec) {
            return reuse::simulateCache(specOf(spec), table, {}).error();
        };
        COMPARE_TEXT(failure("lru:4GiB").message,
            "Cannot simulate a cache of bytes: the items' bytes are not known");
        COMPARE_TEXT(failure("lru:9tok").hint, "Give a capacity in items");
        COMPARE_TEXT(failure("vllm-shm:4GiB").message,
            "Cannot simulate a cache of bytes: the items' bytes are not known");

        auto spec = specOf("lru:50");
        spec.replicas = 1000;
        const auto large = reuse::CacheSimulation::make(spec, tableOf(1'000'000));
        QCOMPARE(large.error().code, base::Code::unsupported);
        QVERIFY(testing::text(large.error().message).contains("1000 replicas"));
        spec.replicas = std::numeric_limits<std::uint32_t>::max();
        const auto most = std::numeric_limits<ItemIndex>::max();
        QVERIFY(reuse::CacheSimulation::neededBytes(spec, most)
            > std::numeric_limits<std::uint64_t>::max() / 2);

        const auto beyond = reuse::simulateCache(specOf("lru:2"), table, requestsOf({ { 5 } }));
        QCOMPARE(beyond.error().code, base::Code::internal);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto requests = requestsOf({ { 0 } });
        const auto tally
            = reuse::simulateCache(specOf("lru:2"), tableOf(5), requests, stop.get_token());
        QCOMPARE(tally.error().code, base::Code::cancelled);
    }
};

POOLSCOPE_TEST(CacheSimulationTest)
#include "cache_simulation_test.moc"
