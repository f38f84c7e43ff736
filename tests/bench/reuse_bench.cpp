// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_simulation.h"
#include "core/reuse/policy/stack_distance.h"
#include "core/sampling/index_distribution.h"

#include <benchmark/benchmark.h>

#include <list>
#include <map>
#include <string>
#include <unordered_map>

using namespace poolscope;
using reuse::ItemIndex;

namespace {

constexpr ItemIndex items = 1'000'000;
constexpr std::size_t capacity = items / 10;

/// Requests of one item each, zipf 1.0 over a million items; drawn once.
const reuse::RequestList& requests(std::int64_t draws)
{
    static std::map<std::int64_t, reuse::RequestList> drawn;
    auto& list = drawn[draws];
    if (list.size() == 0) {
        config::Pool pool;
        pool.size = items;
        pool.sampling = { { 0, std::int64_t{ items } - 1 }, config::ZipfSampling{ 1.0 } };
        const sampling::IndexDistribution law(pool);
        const base::RandomStream stream(42, base::Purpose::item);
        for (std::int64_t i = 0; i < draws; ++i) {
            const auto item
                = static_cast<ItemIndex>(law.draw(stream, static_cast<std::uint64_t>(i), 0));
            list.add({ &item, 1 });
        }
    }
    return list;
}

void countAccesses(benchmark::State& state)
{
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void simulate(benchmark::State& state, const std::string& spec)
{
    const auto parsed = reuse::parseCacheSpec(spec).value();
    const auto& list = requests(state.range(0));
    reuse::ItemTable table;
    table.items = items;
    if (parsed.unit == reuse::CacheUnit::bytes)
        for (std::uint64_t item = 0; item < items; ++item)
            table.bytes.push_back(1000 + item * 7919 % 1000);
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::simulateCache(parsed, table, list));
    countAccesses(state);
}

BENCHMARK_CAPTURE(simulate, lru, "lru:100000")->Arg(1'000'000)->Arg(10'000'000);
BENCHMARK_CAPTURE(simulate, lruBytes, "lru:150MB")->Arg(10'000'000);
BENCHMARK_CAPTURE(simulate, vllm, "vllm:100000")->Arg(10'000'000);
BENCHMARK_CAPTURE(simulate, clock, "clock:100000")->Arg(10'000'000);
BENCHMARK_CAPTURE(simulate, sieve, "sieve:100000")->Arg(10'000'000);
BENCHMARK_CAPTURE(simulate, s3fifo, "s3fifo:100000")->Arg(10'000'000);

/// The alternative: the textbook's list and hash map.
void lruOfListAndHashMap(benchmark::State& state)
{
    const auto accesses = requests(state.range(0)).items();
    for (auto _ : state) {
        std::list<ItemIndex> order;
        std::unordered_map<ItemIndex, std::list<ItemIndex>::iterator> index;
        std::uint64_t hits = 0;
        for (const ItemIndex item : accesses) {
            if (const auto found = index.find(item); found != index.end()) {
                order.splice(order.end(), order, found->second);
                ++hits;
                continue;
            }
            if (index.size() == capacity) {
                index.erase(order.front());
                order.pop_front();
            }
            index.emplace(item, order.insert(order.end(), item));
        }
        benchmark::DoNotOptimize(hits);
    }
    countAccesses(state);
}
BENCHMARK(lruOfListAndHashMap)->Arg(1'000'000)->Arg(10'000'000);

/// All capacities at once.
void stackDistances(benchmark::State& state)
{
    const auto accesses = requests(state.range(0)).items();
    for (auto _ : state) {
        reuse::HitCurve curve(items);
        benchmark::DoNotOptimize(curve.feed(accesses));
        benchmark::DoNotOptimize(curve.hits());
    }
    countAccesses(state);
}
BENCHMARK(stackDistances)->Arg(1'000'000)->Arg(10'000'000);

void stackDistancesInBytes(benchmark::State& state)
{
    const auto accesses = requests(state.range(0)).items();
    std::vector<std::uint64_t> sizes;
    for (std::uint64_t item = 0; item < items; ++item)
        sizes.push_back(1000 + item * 7919 % 1000);
    std::vector<std::uint64_t> capacities;
    for (std::uint64_t bytes = 1 << 20U; bytes < std::uint64_t{ 1 } << 31U; bytes += bytes / 20)
        capacities.push_back(bytes);
    for (auto _ : state) {
        reuse::HitCurve curve(items, { sizes, capacities });
        benchmark::DoNotOptimize(curve.feed(accesses));
        benchmark::DoNotOptimize(curve.bySize());
    }
    countAccesses(state);
}
BENCHMARK(stackDistancesInBytes)->Arg(1'000'000)->Arg(10'000'000);

} // namespace
