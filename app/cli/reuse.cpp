// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/validators.h"
#include "core/base/format.h"
#include "core/snapshot/reuse_figures.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    InputOptions input;
    std::optional<std::uint64_t> requests;
    std::vector<std::string> caches;
    std::uint32_t replicas = 1;
    std::string routing = "round-robin";
    bool isExact = false;
    bool json = false;
};

/// A modality with its figures.
struct Part {
    base::Modality modality;
    const plan::MediaPlan* media = nullptr;
    snapshot::ReuseFigures figures;
};

base::Result<std::vector<reuse::CacheSpec>> specsOf(const Options& options)
{
    const auto routing = reuse::parseCacheRouting(options.routing);
    if (!routing)
        return tl::make_unexpected(routing.error());
    std::vector<reuse::CacheSpec> specs;
    for (const std::string& text : options.caches) {
        auto spec = reuse::parseCacheSpec(text);
        if (!spec)
            return tl::make_unexpected(spec.error());
        spec->replicas = options.replicas;
        spec->routing = *routing;
        specs.push_back(*spec);
    }
    return specs;
}

ordered_json toJson(const Part& part)
{
    const snapshot::ReuseFigures& figures = part.figures;
    ordered_json caches = ordered_json::array();
    for (const auto& cache : figures.caches) {
        ordered_json json{ { "cache", reuse::printCacheSpec(cache.spec) } };
        if (cache.predicted) {
            json["predicted_hit_rate"] = cache.predicted->hitRate;
            json["predicted_byte_hit_rate"] = cache.predicted->byteHitRate;
            json["predicted_token_hit_rate"] = cache.predicted->tokenHitRate;
            json["method"] = cache.predicted->method;
            json["assumes"] = cache.predicted->assumes;
            json["documented_error"] = cache.predicted->documentedError;
            json["covered"] = cache.predicted->isCovered;
        } else {
            json["predicted_hit_rate"] = nullptr;
            json["method"] = "simulation";
        }
        if (cache.exact) {
            json["exact_hit_rate"] = cache.exact->items.rate();
            json["exact_byte_hit_rate"] = cache.exact->bytes.rate();
            json["exact_token_hit_rate"] = cache.exact->tokens.rate();
            json["refused_requests"] = cache.exact->refused;
        }
        caches.push_back(std::move(json));
    }
    return { { "pool_size", part.media->poolSize() }, { "law", part.media->law().form() },
        { "slots", figures.run.draws }, { "effective_items", figures.law.effectiveItems },
        { "entropy_bits", figures.law.entropyBits }, { "gini", figures.gini },
        { "top_share", { { "0.01", figures.law.topHundredth }, { "0.1", figures.law.topTenth } } },
        { "expected_distinct", figures.run.expectedDistinct },
        { "expected_distinct_sd", figures.run.expectedDistinctSd },
        { "expected_repeat_share", figures.run.expectedRepeatShare },
        { "plan_distinct", figures.planDistinct },
        { "plan_repeat_share", figures.planRepeatShare() }, { "caches", std::move(caches) } };
}

std::string percent(double share)
{
    return fmt::format("{:.2f} %", share * 100);
}

void print(Console& console, const Part& part)
{
    const snapshot::ReuseFigures& figures = part.figures;
    const auto line = [&](std::string_view name, const std::string& value) {
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<22}", name))
                    << value << '\n';
    };
    console.out << inked(console.colorOut, Ink::strong, base::name(part.modality)) << '\n';
    line("pool", fmt::format("{} items, {}", part.media->poolSize(), part.media->law().form()));
    line("effective items", fmt::format("{:.1f}", figures.law.effectiveItems));
    line("hottest 1 % / 10 %",
        percent(figures.law.topHundredth) + " / " + percent(figures.law.topTenth)
            + " of the draws");
    line("draws",
        fmt::format("{:.0f} expected, {} in this plan", figures.run.draws, figures.planDraws));
    line("distinct items",
        fmt::format("{:.1f} ± {:.1f} expected, {} in this plan", figures.run.expectedDistinct,
            figures.run.expectedDistinctSd, figures.planDistinct));
    line("repeats",
        fmt::format("{} expected, {} in this plan", percent(figures.run.expectedRepeatShare),
            percent(figures.planRepeatShare())));
    if (figures.caches.empty())
        return;
    console.out << '\n'
                << inked(console.colorOut, Ink::dim,
                       fmt::format("  {:<22}{:>10}{:>12}  {}", "hit rate of slots", "predicted",
                           "this plan", "method"))
                << '\n';
    for (const auto& cache : figures.caches) {
        console.out << fmt::format("  {:<22}{:>10}{:>12}  {}{}\n",
            reuse::printCacheSpec(cache.spec),
            cache.predicted ? percent(cache.predicted->hitRate) : "-",
            cache.exact ? percent(cache.exact->items.rate()) : "-",
            cache.predicted ? cache.predicted->method : "simulation",
            cache.exact && cache.exact->refused > 0
                ? fmt::format(", {} requests answered with 500", cache.exact->refused)
                : "");
        if (cache.predicted && !cache.predicted->isCovered)
            console.out << "    " << cache.predicted->caution << '\n';
    }
}

Exit reuse(Context& context, const Options& options)
{
    heedStops();
    const auto specs = specsOf(options);
    if (!specs) {
        report(context.console, specs.error());
        return Exit::usage;
    }
    snapshot::Options derivation;
    derivation.firstRequests = 0;
    derivation.maxCounted = 0;
    derivation.load.requests = options.requests;
    const auto loaded = load(context, options.input, derivation);
    if (!loaded)
        return Exit::failed;
    const plan::Plan& plan = *loaded->snapshot->plan;
    const std::uint64_t requests = loaded->snapshot->requests;
    const auto exactness
        = options.isExact ? snapshot::Exactness::simulated : snapshot::Exactness::predicted;
    std::vector<Part> parts;
    for (const base::Modality modality : base::allModalities) {
        const plan::MediaPlan* media = plan.media(modality);
        if (!media || !media->hasPool())
            continue;
        auto figures
            = snapshot::reuseFigures(plan, modality, requests, *specs, exactness, context.stop);
        if (!figures) {
            report(context.console, figures.error());
            return Exit::failed;
        }
        parts.push_back({ modality, media, std::move(*figures) });
    }
    if (options.json) {
        ordered_json modalities = ordered_json::object();
        for (const Part& part : parts)
            modalities[std::string(base::name(part.modality))] = toJson(part);
        context.console.out << ordered_json{
            { "requests", requests }, { "modalities", std::move(modalities) }
        }.dump(2) << '\n';
        return Exit::fine;
    }
    context.console.out << requests << " requests, seed " << plan.seed() << "\n";
    if (parts.empty())
        context.console.out << "No modality has a pool: every item is new.\n";
    for (const Part& part : parts) {
        context.console.out << '\n';
        print(context.console, part);
    }
    return Exit::fine;
}

} // namespace

void addReuse(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command
        = app.add_subcommand("reuse", "Say how much will repeat, and what caches make of it");
    addInput(*command, options->input);
    command->add_option("--requests", options->requests, "A run of N requests")
        ->type_name("N")
        ->check(wholeNumber());
    command
        ->add_option("--cache", options->caches,
            "unlimited, lru:50, lru:4GiB, lru:8192tok, fifo:50, clock:50, sieve:50, s3fifo:50, "
            "vllm:50, vllm:4GiB, or a preset such as sglang (repeatable)")
        ->type_name("SPEC");
    command->add_option("--replicas", options->replicas, "Servers with a cache each")
        ->type_name("R")
        ->check(wholeNumber(100'000))
        ->check(CLI::PositiveNumber);
    command->add_option("--routing", options->routing, "round-robin or affinity")->type_name("HOW");
    command->add_flag("--exact", options->isExact,
        "Simulate each cache with this very plan, from empty, beside the prediction");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli reuse hot-product-images.yaml --cache lru:50 --exact");
    command->callback([options, &action] {
        action = [options](Context& context) { return reuse(context, *options); };
    });
}

} // namespace poolscope::cli
