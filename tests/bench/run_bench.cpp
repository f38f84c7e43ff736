// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/run.h"
#include "core/sim/server.h"
#include "core/wire/body.h"

#include <benchmark/benchmark.h>

#include <ctime>
#include <memory>

using namespace poolscope;
using namespace std::chrono_literals;

namespace {

config::Workload workload(std::int64_t side, std::int64_t requests)
{
    config::Workload result;
    result.api.type = config::ApiType::chat;
    result.data.type = config::DataType::synthetic;
    result.data.inputDistribution = config::fixedDistribution(20);
    result.data.outputDistribution = config::fixedDistribution(1);
    result.load.type = config::LoadType::concurrent;
    result.load.stages = { config::ConcurrencyStage{ requests, 32 } };
    config::Server server;
    server.modelName = "bench";
    result.server = server;
    config::ImageSettings image;
    image.count = config::fixedDistribution(1);
    image.resolutions = { { { side, side }, 1 } };
    image.pool = config::Pool{ 16, { { 0, 15 }, config::UniformSampling{} }, {} };
    result.data.multimodal = config::Multimodal{ image, {}, {} };
    return result;
}

/// A store that has every item of the plan's pool.
std::shared_ptr<media::PoolStore> warmStore(const plan::Plan& plan)
{
    auto store = std::make_shared<media::PoolStore>(1U << 30U);
    const plan::MediaPlan& images = *plan.media(base::Modality::image);
    for (std::int64_t i = 0; i < images.poolSize(); ++i)
        store->get(images.item(static_cast<std::uint64_t>(i)));
    return store;
}

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Requests per second against the simulated endpoint in the same process with all its times at 0,
/// and CPU seconds per GB sent: sender and endpoint together.
void requests(benchmark::State& state)
{
    sim::Options options;
    options.overheadMs = options.decodeMsPerToken = options.encodeMsPerMediaToken = 0;
    options.prefillMsPerToken = 0;
    const auto server = sim::Server::start(options);
    constexpr std::int64_t count = 1000;
    const auto plan = *plan::Plan::create(workload(state.range(0), count), 42);
    const auto store = warmStore(*plan);
    double bytes = 0;
    double cpu = 0;
    for (auto _ : state) {
        run::Options runOptions;
        runOptions.endpoint = run::endpointOf((*server)->url(), "", {});
        const double before = processSeconds();
        const auto run = run::Run::start(plan, store, runOptions);
        while (!run->waitFor(1s)) { }
        cpu += processSeconds() - before;
        bytes += static_cast<double>(run->snapshot()->bytesSent);
        state.SetIterationTime(run->snapshot()->elapsed);
    }
    state.counters["requests/s"] = benchmark::Counter(
        static_cast<double>(state.iterations() * count), benchmark::Counter::kIsRate);
    state.counters["kB/request"] = bytes / static_cast<double>(state.iterations() * count) / 1000;
    state.counters["CPU s/GB"] = cpu / (bytes / 1e9);
}
BENCHMARK(requests)
    ->Arg(64)
    ->Arg(512)
    ->Arg(1024)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->MinTime(1.0);

/// A body as we make it: the base64 of the item is shared.
void bodyShared(benchmark::State& state)
{
    const auto plan = *plan::Plan::create(workload(1024, 1000), 42);
    const auto store = warmStore(*plan);
    const auto source = [&](const media::ItemSpec& item) { return store->get(item); };
    std::uint64_t request = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            wire::makeBody(plan->settings(), plan->request(request++), source));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(bodyShared);

/// The alternative: a string of its own for every request.
void bodyCopied(benchmark::State& state)
{
    const auto plan = *plan::Plan::create(workload(1024, 1000), 42);
    const auto store = warmStore(*plan);
    const auto source = [&](const media::ItemSpec& item) { return store->get(item); };
    std::uint64_t request = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            wire::makeBody(plan->settings(), plan->request(request++), source)->text());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(bodyCopied);

} // namespace
