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
BENCHMARK(drawWeights)->Arg(100)->Arg(10'000)->Arg(1'000'000);

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
BENCHMARK(drawStandardLibrary)->Arg(100)->Arg(10'000)->Arg(1'000'000);

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
