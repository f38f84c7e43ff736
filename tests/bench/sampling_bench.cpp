// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/index_distribution.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

using namespace poolscope;

namespace {

config::Pool pool(std::int64_t size, decltype(config::Sampling::law) law)
{
    config::Pool result;
    result.size = size;
    result.sampling = { { 0, size - 1 }, std::move(law) };
    return result;
}

std::vector<double> zipfWeights(std::int64_t size)
{
    std::vector<double> weights;
    for (std::int64_t i = 1; i <= size; ++i)
        weights.push_back(1 / static_cast<double>(i));
    return weights;
}

void draw(benchmark::State& state, const sampling::IndexDistribution& law)
{
    const base::RandomStream stream(42, base::Purpose::item);
    std::uint64_t request = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(law.draw(stream, request++, 0));
    state.SetItemsProcessed(state.iterations());
}

void drawUniform(benchmark::State& state)
{
    draw(state, sampling::IndexDistribution(pool(state.range(0), config::UniformSampling{})));
}
BENCHMARK(drawUniform)->Arg(100)->Arg(1'000'000);

void drawZipf(benchmark::State& state)
{
    draw(state, sampling::IndexDistribution(pool(state.range(0), config::ZipfSampling{ 1.0 })));
}
BENCHMARK(drawZipf)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);

void drawWeights(benchmark::State& state)
{
    draw(state, sampling::IndexDistribution::ofWeights(zipfWeights(state.range(0))));
}
BENCHMARK(drawWeights)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);

/// What a guide table is compared with: Vose's alias method with the same generator. As fast, but a
/// draw jumps all over the pool when a weight changes a little.
void drawAlias(benchmark::State& state)
{
    const auto weights = zipfWeights(state.range(0));
    const std::size_t size = weights.size();
    double total = 0;
    for (const double weight : weights)
        total += weight;
    std::vector<double> keep(size);
    std::vector<std::uint32_t> other(size);
    std::vector<std::uint32_t> poor;
    std::vector<std::uint32_t> rich;
    for (std::uint32_t i = 0; i < size; ++i) {
        keep[i] = weights[i] / total * static_cast<double>(size);
        (keep[i] < 1 ? poor : rich).push_back(i);
    }
    while (!poor.empty() && !rich.empty()) {
        const std::uint32_t taker = poor.back();
        const std::uint32_t giver = rich.back();
        poor.pop_back();
        other[taker] = giver;
        keep[giver] -= 1 - keep[taker];
        if (keep[giver] < 1) {
            rich.pop_back();
            poor.push_back(giver);
        }
    }
    const base::RandomStream stream(42, base::Purpose::item);
    std::uint64_t request = 0;
    for (auto _ : state) {
        const double at = stream.unit(request++, 0) * static_cast<double>(size);
        const auto column = static_cast<std::size_t>(at);
        benchmark::DoNotOptimize(
            at - std::floor(at) < keep[column] ? column : std::size_t{ other[column] });
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(drawAlias)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);

/// The alternative: the standard library's sampler with a fast generator, tables and all.
void drawStandardLibrary(benchmark::State& state)
{
    const auto weights = zipfWeights(state.range(0));
    std::discrete_distribution<std::int64_t> law(weights.begin(), weights.end());
    std::mt19937_64 generator(42);
    for (auto _ : state)
        benchmark::DoNotOptimize(law(generator));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(drawStandardLibrary)->Arg(100)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);

/// One draw of the generator alone, to see what the law costs.
void philoxWords(benchmark::State& state)
{
    const base::RandomStream stream(42, base::Purpose::item);
    std::uint64_t request = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(stream.words(request++, 0));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(philoxWords);

} // namespace
