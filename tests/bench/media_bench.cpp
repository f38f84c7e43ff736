// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/media/preview.h"
#include "core/media/render.h"
#include "core/media/store.h"

#include <benchmark/benchmark.h>

#include <vector>

using namespace poolscope;

namespace {

media::ItemSpec spec(media::Format format, int width, int height)
{
    media::ItemSpec result;
    result.format = format;
    result.width = width;
    result.height = height;
    result.frames = 1;
    result.seed = 42;
    if (format == media::Format::mp4) {
        result.modality = base::Modality::video;
        result.frames = 32;
    }
    if (format == media::Format::wav) {
        result.modality = base::Modality::audio;
        result.seconds = 5;
    }
    return result;
}

void render(benchmark::State& state, media::ItemSpec item)
{
    std::uint64_t bytes = 0;
    for (auto _ : state) {
        ++item.item;
        const auto blobs = media::render(item);
        bytes += blobs->front().bytes.size();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["bytes/item"]
        = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}
BENCHMARK_CAPTURE(render, png720p, spec(media::Format::png, 1280, 720))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render, png1080p, spec(media::Format::png, 1920, 1080))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render, jpeg720p, spec(media::Format::jpeg, 1280, 720))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render, mp4x32at720p, spec(media::Format::mp4, 1280, 720))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render, wav5s, spec(media::Format::wav, 0, 0))->Unit(benchmark::kMillisecond);

/// A whole pool on all cores, base64 and hashes included.
void renderPool(benchmark::State& state)
{
    std::vector<media::ItemSpec> items;
    for (std::uint64_t i = 0; i < 64; ++i) {
        items.push_back(spec(media::Format::jpeg, 1280, 720));
        items.back().item = i;
    }
    for (auto _ : state) {
        media::PoolStore store(1U << 30U);
        const auto done = store.render(items, static_cast<unsigned>(state.range(0)), {}, {});
        benchmark::DoNotOptimize(done);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items.size()));
}
BENCHMARK(renderPool)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void thumbnail(benchmark::State& state)
{
    const auto blobs = media::render(spec(media::Format::jpeg, 1280, 720));
    for (auto _ : state)
        benchmark::DoNotOptimize(media::thumbnail(blobs->front().bytes, 110, 62));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(thumbnail)->Unit(benchmark::kMillisecond);

} // namespace
