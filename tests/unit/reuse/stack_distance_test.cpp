// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "core/reuse/cache_simulation.h"
#include "core/reuse/policy/stack_distance.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace poolscope;
using reuse::HitCurve;
using reuse::ItemIndex;

namespace {

/// Draws that prefer low indices.
std::vector<ItemIndex> stream(std::size_t accesses, ItemIndex items, std::uint64_t seed)
{
    const base::RandomStream random(seed, base::Purpose::item);
    std::vector<ItemIndex> drawn(accesses);
    for (std::size_t i = 0; i < accesses; ++i) {
        const double u = random.unit(i, 0);
        drawn[i] = static_cast<ItemIndex>(items * u * u * u);
    }
    return drawn;
}

/// By its definition: a list of items, newest first.
struct Stack {
    std::vector<ItemIndex> items;

    reuse::StackDistances::Distance access(ItemIndex item, const std::vector<std::uint64_t>& sizes)
    {
        reuse::StackDistances::Distance distance;
        const auto found = std::find(items.begin(), items.end(), item);
        if (found != items.end()) {
            distance.items = static_cast<std::uint64_t>(found - items.begin()) + 1;
            for (auto above = items.begin(); above <= found; ++above)
                distance.size += sizes[*above];
            items.erase(found);
        }
        items.insert(items.begin(), item);
        return distance;
    }
};

std::vector<std::uint64_t> someSizes(ItemIndex items)
{
    std::vector<std::uint64_t> sizes;
    for (ItemIndex item = 0; item < items; ++item)
        sizes.push_back(1 + std::uint64_t{ item } * 7919 % 97);
    return sizes;
}

reuse::CacheTally simulate(const reuse::CacheSpec& spec, const std::vector<std::uint64_t>& sizes,
    const std::vector<ItemIndex>& accesses)
{
    reuse::ItemTable table;
    table.items = static_cast<ItemIndex>(sizes.size());
    table.bytes = sizes;
    reuse::RequestList requests;
    for (const ItemIndex& item : accesses)
        requests.add({ &item, 1 });
    return reuse::simulateCache(spec, table, requests).value();
}

} // namespace

class StackDistanceTest : public QObject {
    Q_OBJECT

private slots:
    void aSmallTrace()
    {
        const std::vector<std::uint64_t> sizes{ 5, 3, 8, 2, 7, 4 };
        reuse::StackDistances distances(6, sizes);
        std::vector<std::uint64_t> items;
        std::vector<std::uint64_t> bytes;
        for (const ItemIndex item : { 0U, 1U, 2U, 0U, 3U, 1U, 1U, 4U, 2U, 0U, 5U, 3U }) {
            const auto distance = distances.access(item);
            items.push_back(distance.items);
            bytes.push_back(distance.size);
        }
        QCOMPARE(items, (std::vector<std::uint64_t>{ 0, 0, 0, 3, 0, 4, 1, 0, 5, 5, 0, 6 }));
        QCOMPARE(bytes, (std::vector<std::uint64_t>{ 0, 0, 0, 16, 0, 18, 3, 0, 25, 25, 0, 29 }));
        QCOMPARE(distances.distinct(), 6U);
    }

    void agreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto row = nlohmann::json::parse(testing::readAll(
            testing::shared() / "reference" / "reuse-vectors.json"))["stack_distance"];
        const auto trace = row["trace"].get<std::vector<ItemIndex>>();
        const auto sizes = row["sizes"].get<std::vector<std::uint64_t>>();
        reuse::StackDistances distances(6, sizes);
        for (std::size_t i = 0; i < trace.size(); ++i) {
            const auto distance = distances.access(trace[i]);
            QCOMPARE(
                distance.items, std::max<std::int64_t>(0, row["count"][i].get<std::int64_t>()));
            QCOMPARE(distance.size, std::max<std::int64_t>(0, row["bytes"][i].get<std::int64_t>()));
        }
        HitCurve curve(6);
        QVERIFY(curve.feed(trace).has_value());
        auto expected = row["lru_hits_by_C1..6"].get<std::vector<std::uint64_t>>();
        expected.insert(expected.begin(), 0);
        QCOMPARE(curve.hits(), expected);
    }

    void distancesAreThoseOfTheDefinition()
    {
        for (const ItemIndex items : { 1U, 3U, 70U, 700U }) {
            const auto sizes = someSizes(items);
            reuse::StackDistances distances(items, sizes);
            Stack stack;
            // Far more accesses than the line has positions.
            for (const ItemIndex item : stream(items == 700 ? 20'000 : 12'000, items, items)) {
                const auto actual = distances.access(item);
                const auto expected = stack.access(item, sizes);
                QCOMPARE(actual.items, expected.items);
                QCOMPARE(actual.size, expected.size);
            }
        }
    }

    void theLineGrowsWithTheDifferentItems()
    {
        constexpr ItemIndex items = 30'000;
        reuse::StackDistances distances(items);
        for (int pass = 0; pass < 3; ++pass)
            for (ItemIndex item = 0; item < items; ++item)
                QCOMPARE(distances.access(item).items, pass == 0 ? 0U : items);
    }

    void theCurveEqualsTheSimulationAtEveryCapacity()
    {
        constexpr ItemIndex items = 60;
        const auto accesses = stream(5000, items, 1);
        HitCurve curve(items);
        QVERIFY(curve.feed(accesses).has_value());
        const auto hits = curve.hits();
        QCOMPARE(curve.accesses(), 5000U);
        QCOMPARE(hits.front(), 0U);
        QCOMPARE(hits.back(), 5000U - curve.distinct());
        for (std::size_t capacity = 1; capacity < hits.size(); ++capacity) {
            reuse::CacheSpec spec;
            spec.policy = reuse::CachePolicy::lru;
            spec.capacity = capacity;
            QCOMPARE(hits[capacity],
                simulate(spec, std::vector<std::uint64_t>(items, 1), accesses).items.hits);
        }
    }

    void chosenSizesEqualTheSimulationAlsoBelowTheLargestItem()
    {
        const auto sizes = someSizes(60);
        const auto accesses = stream(5000, 60, 2);
        std::vector<std::uint64_t> capacities;
        for (std::uint64_t capacity = 3200; capacity > 0; capacity -= 50)
            capacities.push_back(capacity);
        capacities.push_back(3200);
        HitCurve curve(60, { sizes, capacities });
        QVERIFY(curve.feed(accesses).has_value());
        const auto points = curve.bySize();
        QCOMPARE(points.size(), 64U);
        QVERIFY(points[0].capacity < 97);
        for (const auto& point : points) {
            reuse::CacheSpec spec;
            spec.policy = reuse::CachePolicy::lru;
            spec.unit = reuse::CacheUnit::bytes;
            spec.capacity = point.capacity;
            const auto tally = simulate(spec, sizes, accesses);
            QCOMPARE(point.hits, tally.items.hits);
            QCOMPARE(point.hitSize, tally.bytes.hits);
            QCOMPARE(curve.totalSize(), tally.bytes.total);
        }
    }

    void streamsComeInParts()
    {
        const auto accesses = stream(3000, 50, 9);
        HitCurve whole(50);
        QVERIFY(whole.feed(accesses).has_value());
        HitCurve parts(50);
        for (std::size_t first = 0; first < accesses.size(); first += 100)
            QVERIFY(parts.feed(std::span(accesses).subspan(first, 100)).has_value());
        QCOMPARE(parts.hits(), whole.hits());
        QCOMPARE(HitCurve(5).hits(), std::vector<std::uint64_t>{ 0 });
    }

    void stopsWhenAskedAndRefusesForeignItems()
    {
        std::stop_source stop;
        stop.request_stop();
        HitCurve curve(5);
        const std::vector<ItemIndex> accesses{ 0, 5 };
        QCOMPARE(curve.feed(std::span(accesses).first(1), stop.get_token()).error().code,
            base::Code::cancelled);
        QCOMPARE(curve.feed(accesses).error().code, base::Code::internal);
        QCOMPARE(curve.accesses(), 0U);
    }
};

POOLSCOPE_TEST(StackDistanceTest)
#include "stack_distance_test.moc"
