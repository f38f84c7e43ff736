// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/aim.h"

#include "app/cli/aim_text.h"
#include "app/cli/commands.h"
#include "app/cli/edit.h"
#include "app/cli/json.h"
#include "app/cli/reuse_options.h"
#include "core/snapshot/pool_aim.h"
#include "core/snapshot/pool_sizes.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options : ReuseOptions {
    std::string hit;
    std::string cache;
    std::string solve;
    std::string modality;
    bool apply = false;
    bool json = false;
};

/// "0.9", "90%", "90 %".
base::Result<double> parseShare(std::string_view text)
{
    const auto trim = [](std::string_view part) {
        while (!part.empty() && part.back() == ' ')
            part.remove_suffix(1);
        return part;
    };
    std::string_view digits = trim(text);
    const bool isPercent = digits.ends_with('%');
    if (isPercent)
        digits = trim(digits.substr(0, digits.size() - 1));
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        return base::fail(base::Code::invalid, fmt::format("\"{}\" is no hit rate", text),
            "Write it as 0.9 or 90%.");
    const double share = isPercent ? value / 100 : value;
    if (share < 0 || share > 1)
        return base::fail(base::Code::invalid,
            fmt::format("A hit rate is from 0 to 1, or to 100 %, not {}", text),
            !isPercent && value > 1 && value <= 100 ? fmt::format("Write it as {}%.", digits) : "");
    return share;
}

/// The cache to aim at. Where its capacity is what is looked for, a policy alone counts items.
base::Result<reuse::CacheSpec> askedCache(const Options& options, Solve solve)
{
    auto cache = cacheOf(options.cache, options);
    if (!cache && solve == Solve::capacity && options.cache.find(':') == std::string::npos)
        if (auto named = cacheOf(options.cache + ":1", options))
            return named;
    return cache;
}

/// The modality that was named, or the only one with a pool.
base::Result<base::Modality> modalityOf(const Options& options, const plan::Plan& plan)
{
    std::vector<base::Modality> pooled;
    for (const base::Modality modality : base::allModalities)
        if (const plan::MediaPlan* media = plan.media(modality); media && media->hasPool())
            pooled.push_back(modality);
    if (pooled.empty())
        return base::fail(base::Code::invalid, "No modality has a pool: every item is new",
            "Give one a pool, as in --set data.multimodal.image.pool.size=100.");
    if (options.modality.empty() && pooled.size() > 1)
        return base::fail(
            base::Code::invalid, "More than one modality has a pool", "Name one with --modality.");
    for (const base::Modality modality : pooled)
        if (options.modality.empty() || base::name(modality) == options.modality)
            return modality;
    return base::fail(base::Code::invalid,
        fmt::format("There is no {} pool: every item is new", options.modality),
        fmt::format(
            "Give it one, as in --set data.multimodal.{}.pool.size=100.", options.modality));
}

base::Result<Answer> solve(
    const Question& question, const plan::MediaPlan& media, std::string_view text)
{
    if (media.isSequence())
        return base::fail(base::Code::invalid, "The requests' items are listed, not drawn",
            "Give the pool a law, as in --set data.multimodal.image.pool.sampling='{type: zipf, "
            "skew: 1}'.");
    Answer answer;
    if (question.solve == Solve::capacity) {
        answer.found = reuse::aimCapacity(question.aim, media.law());
        return answer;
    }
    const auto aimed = question.solve == Solve::skew ? snapshot::aimForSkew(question.aim, media)
                                                     : snapshot::aimForSize(question.aim, media);
    if (!aimed)
        return base::fail(base::Code::invalid,
            fmt::format("A pool whose law is {} has no size to look for", media.law().form()),
            "Make it zipf or uniform, or solve for skew or capacity.");
    answer.found = aimed->found;
    answer.change = aimed->change;
    if (answer.found.isPossible)
        answer.settings = config::poolSettings(text, question.modality, answer.change);
    return answer;
}

Exit refuse(const Console& console, const base::Error& error, Exit exit)
{
    report(console, error);
    return exit;
}

/// What is wrong with the options themselves.
base::Result<> checkUse(const Options& options, Solve solve)
{
    if (options.apply && solve == Solve::capacity)
        return base::fail(base::Code::invalid, "A capacity is the server's: nothing to apply",
            "Leave out --apply.");
    if (options.apply && options.input.file == "-")
        return base::fail(base::Code::invalid, "--apply changes a file, not standard input",
            "Name a config file.");
    if (options.apply && !options.input.overrides.empty())
        return base::fail(base::Code::invalid,
            "--apply writes the answer alone, and the file is not as --set has it",
            "Change the file with config set first.");
    return {};
}

Exit aim(Context& context, const Options& options)
{
    heedStops();
    const Console& console = context.console;
    Question question;
    question.solve = options.solve == "skew" ? Solve::skew
        : options.solve == "size"            ? Solve::size
                                             : Solve::capacity;
    if (const auto use = checkUse(options, question.solve); !use)
        return refuse(console, use.error(), Exit::usage);
    const auto share = parseShare(options.hit);
    if (!share)
        return refuse(console, share.error(), Exit::usage);
    const auto cache = askedCache(options, question.solve);
    if (!cache)
        return refuse(console, cache.error(), Exit::usage);
    const auto loaded = loadReuse(context, options);
    if (!loaded)
        return Exit::failed;
    const plan::Plan& plan = *loaded->snapshot->plan;
    const auto modality = modalityOf(options, plan);
    if (!modality)
        return refuse(console, modality.error(), Exit::failed);
    const plan::MediaPlan& media = *plan.media(*modality);
    question.file = loaded->input.name;
    question.modality = *modality;
    question.aim.hitRate = *share;
    question.aim.requests = static_cast<double>(loaded->snapshot->requests);
    question.aim.counts = reuse::RequestCounts(media.countProbabilities());
    question.aim.cache = *cache;
    auto sizes = snapshot::poolSizes(media, cache->measure, context.stop);
    if (!sizes)
        return refuse(console, sizes.error(), Exit::failed);
    question.aim.sizes = std::move(sizes->pool.sizes);
    auto solved = solve(question, media, loaded->input.text);
    if (!solved)
        return refuse(console, solved.error(), Exit::failed);
    Answer& answer = *solved;
    Exit exit = answer.found.isPossible ? Exit::fine : Exit::failed;
    if (options.apply && answer.found.isPossible) {
        exit = applyPool(context, options.input.file, *modality, answer.change);
        answer.isApplied = exit == Exit::fine;
    }
    if (options.json)
        console.out << written(aimJson(question, answer));
    else
        showAim(console, question, media, answer);
    return exit;
}

} // namespace

void addAim(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "aim", "Find the skew, the pool or the cache that gives a wanted hit rate");
    addReuseOptions(*command, *options);
    command->add_option("--hit", options->hit, "Wanted hit rate of item slots: 0.9 or 90%")
        ->required()
        ->type_name("SHARE");
    command
        ->add_option("--cache", options->cache,
            "As for reuse: lru:4GiB, lru:50, fifo:8192tok; for --solve capacity its unit alone "
            "counts")
        ->required()
        ->type_name("SPEC");
    command->add_option("--solve", options->solve, "What to look for: skew, size or capacity")
        ->required()
        ->check(CLI::IsMember({ "skew", "size", "capacity" }).description(""))
        ->type_name("WHAT");
    command
        ->add_option("--modality", options->modality,
            "image, video or audio, where more than one has a pool")
        ->check(CLI::IsMember({ "image", "video", "audio" }).description(""))
        ->type_name("M");
    command->add_flag("--apply", options->apply, "Write the skew or the size into FILE");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli aim hot-product-images.yaml --hit 90% --cache lru:50 "
                    "--solve skew");
    command->callback([options, &action] {
        action = [options](Context& context) { return aim(context, *options); };
    });
}

} // namespace poolscope::cli
