// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/aim.h"

#include "app/cli/aim_text.h"
#include "app/cli/commands.h"
#include "app/cli/edit.h"
#include "app/cli/input.h"
#include "app/cli/json.h"
#include "app/cli/validators.h"
#include "core/config/schema/tables.h"
#include "core/snapshot/pool_sizes.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    InputOptions input;
    std::string hit;
    std::string cache;
    std::string solve;
    std::string modality;
    std::optional<std::uint64_t> requests;
    std::uint32_t replicas = 1;
    std::string routing = "round-robin";
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

base::Result<reuse::CacheSpec> cacheOf(const Options& options, Solve solve)
{
    auto cache = reuse::parseCacheSpec(options.cache);
    // Its capacity is what is looked for: a policy alone counts items.
    if (!cache && solve == Solve::capacity && options.cache.find(':') == std::string::npos)
        if (auto named = reuse::parseCacheSpec(options.cache + ":1"))
            cache = std::move(named);
    if (!cache)
        return cache;
    const auto routing = reuse::parseCacheRouting(options.routing);
    if (!routing)
        return tl::make_unexpected(routing.error());
    cache->replicas = options.replicas;
    cache->routing = *routing;
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

/// How many items the zipf law that is looked for is over: the range that stays in the text.
std::int64_t rangeOf(const plan::MediaPlan& media)
{
    const auto& law = media.law();
    const bool keepsRange = law.form() != "weights" && law.form() != "fixed";
    return keepsRange ? law.highest() - law.lowest() + 1 : media.poolSize();
}

/// The pool's law must be one that the question makes sense for.
base::Result<> checkLaw(const plan::MediaPlan& media, Solve solve)
{
    if (media.isSequence())
        return base::fail(base::Code::invalid, "The requests' items are listed, not drawn",
            "Give the pool a law, as in --set data.multimodal.image.pool.sampling='{type: zipf, "
            "skew: 1}'.");
    const std::string_view form = media.law().form();
    if (solve == Solve::size && form != "zipf" && form != "uniform")
        return base::fail(base::Code::invalid,
            fmt::format("A pool whose law is {} has no size to look for", form),
            "Make it zipf or uniform, or solve for skew or capacity.");
    return {};
}

/// A skew as it is written: rounded up, so that what is wanted is reached.
double writtenSkew(double skew)
{
    return std::ceil(skew * 1e4 - 1e-6) / 1e4;
}

reuse::CacheEstimate estimateAt(const Question& question, std::int64_t size, double skew)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, config::ZipfSampling{ skew } };
    return *reuse::cacheEstimate(
        reuse::CachedPool(sampling::IndexDistribution(pool), question.aim.sizes),
        question.aim.counts, question.aim.requests, question.aim.cache);
}

reuse::AimAnswer aimSize(const Question& question, double skew)
{
    constexpr auto largestPool = static_cast<std::int64_t>(config::schema::maxPoolSize);
    reuse::AimAnswer found = reuse::aimPoolSize(question.aim, skew);
    if (found.value <= static_cast<double>(largestPool))
        return found;
    return { false, static_cast<double>(largestPool), estimateAt(question, largestPool, skew),
        "Even a pool of 10 000 000 items, the largest there is, hits more often; take a smaller "
        "skew or cache." };
}

Answer solve(const Question& question, const plan::MediaPlan& media, std::string_view text)
{
    Answer answer;
    switch (question.solve) {
    case Solve::skew:
        answer.found = reuse::aimSkew(question.aim, rangeOf(media));
        if (answer.found.isPossible) {
            answer.found.value = writtenSkew(answer.found.value);
            answer.found.estimate = estimateAt(question, rangeOf(media), answer.found.value);
        }
        answer.change.law = config::ZipfLaw{ answer.found.value };
        break;
    case Solve::size:
        answer.found = aimSize(question, media.law().skew());
        answer.change.size = static_cast<std::int64_t>(answer.found.value);
        break;
    case Solve::capacity:
        answer.found = reuse::aimCapacity(question.aim, media.law());
        return answer;
    }
    // A pool that the text does not write out is made whole.
    if (media.origin() != plan::Origin::pool && !answer.change.size)
        answer.change.size = media.poolSize();
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
    const auto cache = cacheOf(options, question.solve);
    if (!cache)
        return refuse(console, cache.error(), Exit::usage);
    snapshot::Options derivation;
    derivation.firstRequests = 0;
    derivation.maxCounted = 0;
    derivation.load.requests = options.requests;
    const auto loaded = load(context, options.input, derivation);
    if (!loaded)
        return Exit::failed;
    const plan::Plan& plan = *loaded->snapshot->plan;
    const auto modality = modalityOf(options, plan);
    if (!modality)
        return refuse(console, modality.error(), Exit::failed);
    const plan::MediaPlan& media = *plan.media(*modality);
    if (const auto fits = checkLaw(media, question.solve); !fits)
        return refuse(console, fits.error(), Exit::failed);
    question.file = loaded->input.name;
    question.modality = *modality;
    question.aim.hitRate = *share;
    question.aim.requests = static_cast<double>(loaded->snapshot->requests);
    question.aim.counts = reuse::RequestCounts(media.countProbabilities());
    question.aim.cache = *cache;
    auto sizes = snapshot::poolSizes(media, cache->measure, context.stop);
    if (!sizes)
        return refuse(console, sizes.error(), Exit::interrupted);
    question.aim.sizes = std::move(sizes->classes);
    Answer answer = solve(question, media, loaded->input.text);
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
    addInput(*command, options->input);
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
    command->add_option("--requests", options->requests, "A run of N requests")
        ->type_name("N")
        ->check(wholeNumber());
    command->add_option("--replicas", options->replicas, "Servers with a cache each")
        ->type_name("R")
        ->check(wholeNumber(100'000, 1));
    command->add_option("--routing", options->routing, "round-robin or affinity")->type_name("HOW");
    command->add_flag("--apply", options->apply, "Write the skew or the size into FILE");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli aim hot-product-images.yaml --hit 90% --cache lru:50 "
                    "--solve skew");
    command->callback([options, &action] {
        action = [options](Context& context) { return aim(context, *options); };
    });
}

} // namespace poolscope::cli
