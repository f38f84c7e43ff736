// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/aim.h"
#include "core/reuse/formula/characteristic_time.h"
#include "core/reuse/formula/hit_curve.h"
#include "core/reuse/law/ranked_law.h"

#include <benchmark/benchmark.h>

using namespace poolscope;

namespace {

sampling::IndexDistribution zipf(std::int64_t size)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, config::ZipfSampling{ 1 } };
    return sampling::IndexDistribution(pool);
}

/// Hit rates of all capacities at once, 256 points: under 1 ms, whatever the pool's size.
void hitCurve(benchmark::State& state)
{
    const reuse::CachedPool pool(zipf(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::lruHitCurve(pool, 1e7));
}
BENCHMARK(hitCurve)->Arg(1000000)->Arg(1000000000)->Unit(benchmark::kMicrosecond);

/// ... and item by item, for one of the 256 points alone.
void hitRateByItems(benchmark::State& state)
{
    std::vector<reuse::RankNode> nodes;
    const auto law = zipf(state.range(0));
    for (std::int64_t i = 0; i < law.size(); ++i)
        nodes.push_back({ law.probability(i), 1 });
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::hitShare(nodes, reuse::Eviction::lru, 1e5));
}
BENCHMARK(hitRateByItems)->Arg(1000000)->Unit(benchmark::kMicrosecond);

/// One cache: the grid, the characteristic time, the start-up.
void cacheEstimate(benchmark::State& state)
{
    const auto law = zipf(1000000);
    const reuse::RequestCounts one({ 0, 1 });
    reuse::CacheSpec cache;
    cache.policy = reuse::CachePolicy::lru;
    cache.capacity = static_cast<std::uint64_t>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::cacheEstimate(reuse::CachedPool(law), one, 1e6, cache));
}
BENCHMARK(cacheEstimate)->Arg(4)->Arg(16)->Arg(10000)->Unit(benchmark::kMicrosecond);

void aimSkew(benchmark::State& state)
{
    reuse::Aim aim;
    aim.hitRate = 0.7;
    aim.requests = 1e6;
    aim.cache.policy = reuse::CachePolicy::lru;
    aim.cache.capacity = 10000;
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::aimSkew(aim, 1000000));
}
BENCHMARK(aimSkew)->Unit(benchmark::kMicrosecond);

/// The Gini index of a wide normal law, which has no closed form.
void giniOfTenMillion(benchmark::State& state)
{
    config::Pool pool;
    pool.size = 10000000;
    pool.sampling = { { 0, pool.size - 1 },
        config::RoundedSampling{ config::RoundedType::normal, 5e6, 1e6, 0 } };
    const sampling::IndexDistribution law(pool);
    for (auto _ : state)
        benchmark::DoNotOptimize(reuse::RankedLaw(law).gini());
}
BENCHMARK(giniOfTenMillion)->Unit(benchmark::kMicrosecond);

} // namespace
