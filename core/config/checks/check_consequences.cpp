// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/schema/tables.h"

#include <cmath>
#include <fmt/format.h>

// Settings that are sound each for itself, but make a run come out other than meant.

namespace poolscope::config::checks {

namespace {

using bind::BlockReader;

/// What the HTTP client of inference-perf allows a request when request_timeout is absent.
constexpr double hiddenTimeout = 300;
/// Answers that need more tokens per second than this to come in time are told of.
constexpr double slowServer = 10;
constexpr std::int64_t videosPerWorker = 4;

BlockReader loadOf(const Context& context)
{
    return { context.tree, context.tree.find({ "load" }), schema::load };
}

void checkRetries(const Context& context)
{
    const auto retries = loadOf(context).integerIfAny("request_retries");
    if (context.findings.reading() == Reading::inferencePerf061 || !retries || *retries <= 0)
        return;
    context.findings.warning(codes::retriesBlur, { "load", "request_retries" },
        "Requests that are sent again count from their first attempt: latencies and times to the "
        "first token include the failed ones, and a server may see a request twice",
        "Set it to 0 where latencies matter.");
}

void checkLongAnswers(const Context& context)
{
    const auto& law = context.workload.data.outputDistribution;
    const BlockReader load = loadOf(context);
    if (!law || load.numberIfAny("request_timeout").value_or(0) > 0)
        return;
    const double longest = largestOf(*law);
    const bool isBounded = law->type == DistributionType::fixed
        || context.has({ "data", "output_distribution", "max" });
    if (!isBounded || longest / hiddenTimeout < slowServer)
        return;
    context.findings
        .warning(codes::hiddenTimeout, { "load", "request_timeout" },
            fmt::format("Without request_timeout inference-perf ends a request after {:g} s: an "
                        "answer of {:g} tokens must come at {:.0f} tokens/s or more",
                hiddenTimeout, longest, std::ceil(longest / hiddenTimeout)),
            "Give request_timeout in seconds.")
        .offer(context.findings.setFix("Allow an hour", { "load", "request_timeout" }, 3600));
}

void checkFallingRates(const Context& context)
{
    double last = 0;
    const auto& stages = context.workload.load.stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const auto* stage = std::get_if<RateStage>(&stages[i]);
        if (!stage)
            return;
        if (stage->rate < last) {
            context.findings.warning(codes::fallingRates,
                { "load", "stages", std::to_string(i), "rate" },
                fmt::format("The rate falls from {:g} to {:g} requests/s: validation.json of {} "
                            "warns of it, and requests of the stage before may still be under way",
                    last, stage->rate, context.findings.upstream()),
                "Order the stages by their rates, unless the fall is meant.");
            return;
        }
        last = stage->rate;
    }
}

/// With a session timeout the grace is waited for in full.
void checkGrace(const Context& context)
{
    if (context.findings.reading() == Reading::inferencePerf061
        || context.workload.load.type != LoadType::traceSessionReplay
        || context.has({ "load", "stage_teardown_grace_seconds" }))
        return;
    const NodeId list = loadOf(context).node("stages", NodeKind::sequence);
    const auto stages = bind::itemsOf(context.tree, list);
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (context.has({ "load", "stages", std::to_string(i), "timeout" })) {
            context.findings
                .warning(codes::longTeardown, { "load", "stages", std::to_string(i), "timeout" },
                    "A stage that times out waits for stage_teardown_grace_seconds as well: 120 s "
                    "when it is not given",
                    "Give stage_teardown_grace_seconds.")
                .offer(context.findings.setFix(
                    "Set the grace to 10 s", { "load", "stage_teardown_grace_seconds" }, 10));
            return;
        }
}

/// Videos that inference-perf repeats without being asked.
void checkHiddenVideos(const Context& context)
{
    const auto& media = context.workload.data.multimodal;
    const auto workers = loadOf(context).integerIfAny("num_workers");
    if (!media || !media->video || media->video->pool || !media->video->count || !workers
        || *workers < 2 || media->video->representation != VideoRepresentation::mp4)
        return;
    context.findings.add(Severity::info, codes::hiddenVideos, { "data", "multimodal", "video" },
        fmt::format("Each of {} workers of inference-perf repeats {} videos per profile: {} "
                    "distinct ones; Poolscope sends {}",
            *workers, videosPerWorker, *workers * videosPerWorker, videosPerWorker),
        "Give a pool to say how many there are.");
}

/// Clips of silence are equal when they are equally long.
void checkSilence(const Context& context)
{
    const auto& media = context.workload.data.multimodal;
    if (!media || !media->audio || media->audio->pool || !media->audio->count)
        return;
    const std::size_t lengths = media->audio->durations.size();
    context.findings
        .warning(codes::silentAudio, { "data", "multimodal", "audio" },
            fmt::format("inference-perf sends silence: its clips are the same bytes for each of {} "
                        "length{}; Poolscope sends fresh ones each time",
                std::max<std::size_t>(1, lengths), lengths > 1 ? "s" : ""),
            "Give a pool to say how many distinct clips there are.")
        .offer(context.findings.setFix("Add a pool of one",
            { "data", "multimodal", "audio", "pool" }, Value::Map{ { "size", 1 } }));
}

/// What an inference-perf with pools (its pull request 500) makes of the same block: flat colours
/// and silence.
void checkPoolsElsewhere(const Context& context)
{
    const auto& media = context.workload.data.multimodal;
    if (!media)
        return;
    if (media->image && media->image->pool) {
        constexpr double colours = 1 << 24;
        const auto size = static_cast<double>(media->image->pool->size);
        const double alike = size * (size - 1) / 2 / colours;
        if (alike >= 0.5)
            context.findings.add(Severity::info, codes::alikeItems,
                { "data", "multimodal", "image", "pool", "size" },
                fmt::format(
                    "An inference-perf with pools paints each image in one of 2^24 colours: "
                    "about {:.0f} pairs of {:.0f} would be alike there, none here",
                    alike, size),
                "Compare hit rates of the two with that in mind.");
    }
    if (media->audio && media->audio->pool && media->audio->durations.size() == 1)
        context.findings.add(Severity::info, codes::alikeItems,
            { "data", "multimodal", "audio", "pool" },
            fmt::format("An inference-perf with pools sends silence: {} clips of one length are 1 "
                        "distinct file there, {} here",
                media->audio->pool->size, media->audio->pool->size),
            "Give durations of several lengths to have them differ there too.");
    const auto workers = loadOf(context).integerIfAny("num_workers");
    for (const auto modality : base::allModalities) {
        const MediaSettings* settings = media->media(modality);
        if (settings && settings->pool && workers && *workers > 1)
            context.findings.add(Severity::info, codes::poolPerWorker,
                { "data", "multimodal", std::string(base::name(modality)), "pool" },
                fmt::format("Workers that are not forked make the pool anew: up to {} distinct "
                            "items with {} workers of such an inference-perf, {} here",
                    settings->pool->size * *workers, *workers, settings->pool->size),
                {});
    }
}

} // namespace

void checkConsequences(const Context& context)
{
    checkRetries(context);
    checkFallingRates(context);
    checkGrace(context);
    if (!context.knowsType("data"))
        return;
    const DataType type = context.workload.data.type;
    if (type == DataType::synthetic || type == DataType::random)
        checkLongAnswers(context);
    if (type == DataType::synthetic || type == DataType::sharedPrefix) {
        checkHiddenVideos(context);
        checkSilence(context);
        checkPoolsElsewhere(context);
    }
}

} // namespace poolscope::config::checks
