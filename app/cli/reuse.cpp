// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/reuse_options.h"
#include "app/cli/reuse_plot.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "core/snapshot/shared_cache.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options : ReuseOptions {
    std::vector<std::string> caches;
    bool isExact = false;
    bool json = false;
    std::string plot; ///< the file to write; empty: none
    std::string plotBy = "capacity";
};

base::Result<std::vector<reuse::CacheSpec>> specsOf(const Options& options)
{
    std::vector<reuse::CacheSpec> specs;
    for (const std::string& text : options.caches) {
        const auto spec = cacheOf(text, options);
        if (!spec)
            return tl::make_unexpected(spec.error());
        specs.push_back(*spec);
    }
    return specs;
}

/// Whose unit the curves are drawn in: the first cache with a capacity.
reuse::CacheSpec drawn(const std::vector<reuse::CacheSpec>& specs)
{
    for (const reuse::CacheSpec& spec : specs)
        if (spec.policy != reuse::CachePolicy::unlimited)
            return spec;
    return {};
}

/// Each pool alone and, with --exact, caches that hold everything: empty where that is one pool.
struct Reuse {
    std::vector<PoolReuse> pools;
    std::vector<reuse::CacheTally> shared; ///< by cache
};

base::Result<Reuse> reuseOf(const snapshot::Snapshot& snapshot,
    const std::vector<reuse::CacheSpec>& specs, const Options& options, const std::stop_token& stop)
{
    snapshot::ReuseQuestion question;
    question.caches = specs;
    question.isExact = options.isExact;
    question.withSpread = true;
    question.withCurves = !options.plot.empty();
    question.unit = drawn(specs).unit;
    question.measure = drawn(specs).measure;
    Reuse result;
    for (const base::Modality modality : base::allModalities) {
        const plan::MediaPlan* media = snapshot.plan->media(modality);
        if (!media || !media->hasPool())
            continue;
        auto figures = snapshot::reuseFigures(snapshot, modality, question, stop);
        if (!figures)
            return tl::make_unexpected(figures.error());
        result.pools.push_back(
            { modality, media, snapshot.pool(modality)->law, options.caches, std::move(*figures) });
    }
    if (options.isExact && !specs.empty() && snapshot::hasSharedMedia(*snapshot.plan)) {
        auto shared = snapshot::simulateShared(snapshot, specs, stop);
        if (!shared)
            return tl::make_unexpected(shared.error());
        result.shared = std::move(*shared);
    }
    return result;
}

std::string runText(const snapshot::Snapshot& snapshot)
{
    return fmt::format(
        "{} requests, seed {}", base::formatCount(snapshot.requests), snapshot.plan->seed());
}

void printText(Console& console, const snapshot::Snapshot& snapshot, const Options& options,
    const Reuse& reuse)
{
    console.out << runText(snapshot) << '\n';
    if (reuse.pools.empty())
        console.out << "No modality has a pool: every item is new, and no cache hits.\n";
    for (const PoolReuse& pool : reuse.pools) {
        console.out << '\n';
        showReuse(console, pool);
    }
    if (!reuse.shared.empty()) {
        console.out << '\n';
        showShared(console, options.caches, reuse.shared);
    }
    if (reuse.pools.empty())
        return;
    console.out << '\n'
                << inked(console.colorOut, Ink::dim, "± two standard deviations between seeds");
    if (options.replicas > 1 && !options.caches.empty())
        console.out << inked(console.colorOut, Ink::dim,
            fmt::format("; {} replicas, {}", options.replicas, options.routing));
    console.out << '\n';
}

void printJson(Console& console, const snapshot::Snapshot& snapshot, const Options& options,
    const Reuse& reuse)
{
    ordered_json modalities = ordered_json::object();
    config::Diagnostics diagnostics;
    for (const PoolReuse& pool : reuse.pools) {
        modalities[std::string(base::name(pool.modality))] = reuseJson(pool);
        diagnostics.insert(
            diagnostics.end(), pool.figures.diagnostics.begin(), pool.figures.diagnostics.end());
    }
    ordered_json json{ { "requests", snapshot.requests }, { "seed", snapshot.plan->seed() },
        { "modalities", std::move(modalities) },
        { "diagnostics", toJson(snapshot.text, diagnostics) } };
    if (!reuse.shared.empty())
        json["shared"] = { { "caches", sharedJson(options.caches, reuse.shared) } };
    console.out << written(json);
}

Exit reuse(Context& context, const Options& options)
{
    heedStops();
    const auto specs = specsOf(options);
    if (!specs) {
        report(context.console, specs.error());
        return Exit::usage;
    }
    const auto loaded = loadReuse(context, options);
    if (!loaded)
        return Exit::failed;
    const snapshot::Snapshot& snapshot = *loaded->snapshot;
    const auto figures = reuseOf(snapshot, *specs, options, context.stop);
    if (!figures) {
        report(context.console, figures.error());
        return Exit::failed;
    }
    if (!options.plot.empty()) {
        const auto written = base::writeFile(options.plot,
            reusePlot(figures->pools,
                options.plotBy == "capacity" ? PlotBy::capacity : PlotBy::requests,
                drawn(*specs).unit, runText(snapshot)));
        if (!written) {
            report(context.console, written.error());
            return Exit::failed;
        }
    }
    if (options.json)
        printJson(context.console, snapshot, options, *figures);
    else
        printText(context.console, snapshot, options, *figures);
    bool isServable = true;
    for (const PoolReuse& pool : figures->pools) {
        print(context.console.err, context.console.colorErr, loaded->input.name, loaded->input.text,
            pool.figures.diagnostics);
        isServable = isServable && !config::hasErrors(pool.figures.diagnostics);
    }
    return isServable ? Exit::fine : Exit::failed;
}

} // namespace

void addReuse(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command
        = app.add_subcommand("reuse", "Say how much will repeat, and what caches make of it");
    addReuseOptions(*command, *options);
    command
        ->add_option("--cache", options->caches,
            "unlimited, lru:50, lru:4GiB, lru:8192tok, fifo:50, clock:50, sieve:50, s3fifo:50, "
            "vllm:50, vllm:4GiB, vllm-shm:4GiB, or a server's cache as it comes: vllm-processor, "
            "vllm-encoder, sglang, tensorrt-llm, dynamo (repeatable)")
        ->type_name("SPEC");
    command->add_flag("--exact", options->isExact,
        "Simulate each cache with this very plan, from empty, beside the prediction");
    command->add_option("--plot", options->plot, "Draw the curves into an SVG file")
        ->type_name("FILE");
    command
        ->add_option("--plot-by", options->plotBy,
            "capacity (hit rates, the default) or requests (items sent and repeats)")
        ->check(CLI::IsMember({ "capacity", "requests" }).description(""))
        ->type_name("AXIS");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli reuse hot-product-images.yaml --cache lru:50 --exact");
    command->callback([options, &action] {
        action = [options](Context& context) { return reuse(context, *options); };
    });
}

} // namespace poolscope::cli
