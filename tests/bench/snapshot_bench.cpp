// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"
#include "core/snapshot/snapshot.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

using namespace poolscope;

namespace {

std::string text(std::int64_t size)
{
    return "api: {type: chat, streaming: true}\n"
           "data:\n"
           "  type: synthetic\n"
           "  input_distribution: {type: fixed, min: 10, max: 10, mean: 10}\n"
           "  output_distribution: {type: fixed, min: 10, max: 10, mean: 10}\n"
           "  multimodal:\n"
           "    image:\n"
           "      count: {type: fixed, min: 2, max: 2, mean: 2}\n"
           "      resolutions: 720p\n"
           "      pool:\n"
           "        size: "
        + std::to_string(size)
        + "\n        sampling: {type: zipf, min: 0, max: " + std::to_string(size - 1)
        + ", skew: 1.1}\nload:\n  type: constant\n  base_seed: 42\n"
          "  stages: [{rate: 40, duration: 25}]\n";
}

/// What a step of the skew slider costs: text to Snapshot.
void derive(benchmark::State& state)
{
    const std::string yaml = text(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(snapshot::derive(yaml, {}));
}
BENCHMARK(derive)
    ->Arg(100)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

/// The YAML part of it.
void loadConfig(benchmark::State& state)
{
    std::string yaml = text(100);
    while (yaml.size() < static_cast<std::size_t>(state.range(0)))
        yaml += "# a comment as people write them, to make the file as long as real ones are\n";
    for (auto _ : state)
        benchmark::DoNotOptimize(config::load(yaml));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(yaml.size()));
}
BENCHMARK(loadConfig)->Arg(1 << 10)->Arg(32 << 10)->Arg(1 << 20)->Unit(benchmark::kMillisecond);

void figuresOnTheGrid(benchmark::State& state)
{
    config::Pool pool;
    pool.size = state.range(0);
    pool.sampling = { { 0, pool.size - 1 }, config::ZipfSampling{ 1.1 } };
    const sampling::IndexDistribution law(pool);
    for (auto _ : state) {
        benchmark::DoNotOptimize(reuse::lawFigures(law));
        benchmark::DoNotOptimize(reuse::runFigures(law, { 0, 0, 1 }, 1000));
    }
}
BENCHMARK(figuresOnTheGrid)
    ->Arg(100)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

/// The alternative: the same figures by summing over every item.
void figuresItemByItem(benchmark::State& state)
{
    const std::int64_t size = state.range(0);
    for (auto _ : state) {
        double total = 0;
        for (std::int64_t i = 1; i <= size; ++i)
            total += std::pow(static_cast<double>(i), -1.1);
        double entropy = 0;
        double distinct = 0;
        for (std::int64_t i = 1; i <= size; ++i) {
            const double p = std::pow(static_cast<double>(i), -1.1) / total;
            entropy -= p * std::log(p);
            distinct -= std::expm1(2000 * std::log1p(-p));
        }
        benchmark::DoNotOptimize(entropy);
        benchmark::DoNotOptimize(distinct);
    }
}
BENCHMARK(figuresItemByItem)->Arg(100)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

} // namespace
