// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/draw_checks.h"
#include "core/snapshot/run_length.h"

#include <benchmark/benchmark.h>

using namespace poolscope;

namespace {

constexpr std::int64_t million = 1'000'000;

plan::PlanPtr millionItems()
{
    config::Workload workload;
    workload.data.type = config::DataType::synthetic;
    workload.data.inputDistribution = config::fixedDistribution(20);
    workload.data.outputDistribution = config::fixedDistribution(1);
    config::ImageSettings image;
    image.count = config::fixedDistribution(2);
    image.pool = config::Pool{ million, { { 0, million - 1 }, config::ZipfSampling{ 0.9 } }, {} };
    workload.data.multimodal = config::Multimodal{ image, {}, {} };
    return *plan::Plan::create(workload, 42);
}

/// What the panel of a live run pays for each pull: so many new draws among a million items are
/// found and counted, and the verdict so far and the bands told.
void looksAtALiveRun(benchmark::State& state)
{
    const auto plan = millionItems();
    report::DrawChecks checks(plan);
    run::RunSnapshot snapshot;
    run::ItemUse& use = snapshot.items[0];
    use.counts.resize(million);
    std::vector<std::uint64_t> drawn;
    std::uint64_t request = 0;
    for (auto _ : state) {
        state.PauseTiming();
        for (drawn.clear(); drawn.size() < static_cast<std::size_t>(state.range(0)); ++request)
            plan->media(base::Modality::image)->drawIndices(request, drawn);
        for (const std::uint64_t item : drawn)
            ++use.counts[item];
        use.sent += drawn.size();
        state.ResumeTiming();
        checks.look(snapshot);
        benchmark::DoNotOptimize(checks.finding(base::Modality::image, reuse::RunStage::live));
        benchmark::DoNotOptimize(checks.counted(base::Modality::image)->bands());
    }
}
BENCHMARK(looksAtALiveRun)->Arg(200)->Arg(4000)->Unit(benchmark::kMicrosecond);

void fixesBins(benchmark::State& state)
{
    const auto plan = millionItems();
    for (auto _ : state)
        benchmark::DoNotOptimize(report::DrawChecks(plan));
}
BENCHMARK(fixesBins)->Unit(benchmark::kMicrosecond);

void advisesOnLength(benchmark::State& state)
{
    const auto plan = millionItems();
    for (auto _ : state)
        benchmark::DoNotOptimize(snapshot::adviseLength(*plan, 400));
}
BENCHMARK(advisesOnLength)->Unit(benchmark::kMicrosecond);

} // namespace
