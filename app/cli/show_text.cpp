// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/show_text.h"

#include "core/base/format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

using base::formatBytes;
using base::formatCount;
using base::formatNumber;
using base::formatSeconds;
using base::formatShare;
using base::Modality;
using nlohmann::ordered_json;

std::string capitalised(std::string_view text)
{
    std::string result(text);
    result[0] = static_cast<char>(result[0] - 'a' + 'A');
    return result;
}

std::string lawText(const sampling::IndexDistribution& law)
{
    const std::string range = fmt::format(" over {}..{}", law.lowest(), law.highest());
    if (law.form() == "zipf")
        return fmt::format("zipf, skew {:.4g}{}", law.skew(), range);
    if (law.form() == "sequence")
        return "a fixed sequence";
    if (law.form() == "fixed")
        return fmt::format("always item {}", law.lowest());
    return std::string(law.form()) + range;
}

std::string originText(const plan::MediaPlan& media)
{
    switch (media.origin()) {
    case plan::Origin::pool:
        return fmt::format("pool of {}, {}",
            formatCount(static_cast<std::uint64_t>(media.poolSize())), lawText(media.law()));
    case plan::Origin::implied:
        return fmt::format("default: 4 per profile, {} in all", media.poolSize());
    case plan::Origin::group:
        return "items of its own for every group";
    case plan::Origin::fresh:
        return "no pool: fresh bytes for every item";
    }
    return {};
}

void showPool(const Console& console, const snapshot::PoolFigures& pool, std::int64_t size)
{
    const auto line = [&](std::string_view label, const std::string& text) {
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<20}", label))
                    << text << '\n';
    };
    if (pool.itemBytes > 0)
        line("Size",
            fmt::format("about {} an item, {} in all", formatBytes(pool.itemBytes),
                formatBytes(pool.poolBytes)));
    line("Effective items",
        fmt::format("{} (entropy {:.2f} bits)", formatNumber(pool.law.effectiveItems),
            pool.law.entropyBits));
    line("Hottest item", formatShare(pool.hottest.front().probability));
    if (size >= 20)
        line("Hottest tenth", formatShare(pool.law.topTenth));
    if (pool.law.neverSent > 0)
        line("Never sent",
            fmt::format("{} items", formatCount(static_cast<std::uint64_t>(pool.law.neverSent))));
    line("Expected",
        fmt::format("{} draws, {} ± {} distinct, {} repeats", formatNumber(pool.run.draws),
            formatNumber(pool.run.expectedDistinct), formatNumber(pool.run.expectedDistinctSd),
            formatShare(pool.run.expectedRepeatShare)));
    if (pool.isCounted)
        line("This plan",
            fmt::format("{} draws, {} distinct, {} repeats", formatCount(pool.plannedDraws),
                formatCount(pool.planned.size()), formatShare(pool.plannedRepeatShare())));
}

void showModality(const Console& console, Modality modality, const plan::MediaPlan* media,
    const snapshot::PoolFigures* pool, std::string_view label)
{
    if (!media)
        return;
    console.out << '\n'
                << inked(console.colorOut, Ink::strong,
                       std::string(label) + capitalised(base::name(modality)))
                << fmt::format("  {} per request · {}\n", formatNumber(media->meanCount()),
                       originText(*media));
    if (pool)
        showPool(console, *pool, media->poolSize());
}

std::string loadText(const plan::Schedule& schedule)
{
    std::string text;
    for (const auto& stage : schedule.stages()) {
        if (!text.empty())
            text += ", then ";
        text += stage.concurrency > 0
            ? fmt::format("{} requests, {} at a time", formatCount(stage.count), stage.concurrency)
            : fmt::format("{} requests, {}{}/s over {}", formatCount(stage.count),
                stage.poisson ? "poisson " : "", formatNumber(stage.rate),
                formatSeconds(stage.duration));
    }
    return text.empty() ? "no stages" : text;
}

} // namespace

void showFigures(const Console& console, std::string_view name, const snapshot::Snapshot& snapshot)
{
    const plan::Plan& plan = *snapshot.plan;
    console.out << inked(console.colorOut, Ink::strong, name)
                << fmt::format(
                       "  seed {}{}\n", snapshot.seed, snapshot.isSeedDefault ? " (default)" : "")
                << "Load  " << loadText(plan.schedule()) << '\n'
                << fmt::format("Text  {} words per request", formatNumber(plan.meanWords()))
                << (plan.groupCount() > 0 ? fmt::format(
                        ", prefix included; {} groups", formatCount(plan.groupCount()))
                                          : "")
                << fmt::format(" · {} output tokens · body about {}\n",
                       formatNumber(plan.meanOutputTokens()), formatBytes(snapshot.bodyBytes));
    for (const Modality modality : base::allModalities) {
        showModality(console, modality, plan.media(modality), snapshot.pool(modality), "");
        showModality(console, modality, plan.prefixMedia(modality), nullptr, "Prefix: ");
    }
    console.out << fmt::format(
        "\nFigures are for {} requests; draws are independent, with replacement.\n",
        formatCount(snapshot.requests));
}

ordered_json figuresJson(const snapshot::Snapshot& snapshot)
{
    const plan::Plan& plan = *snapshot.plan;
    ordered_json modalities = ordered_json::object();
    for (const Modality modality : base::allModalities) {
        const plan::MediaPlan* media = plan.media(modality);
        if (!media)
            continue;
        ordered_json json{ { "count_mean", media->meanCount() } };
        if (const auto* pool = snapshot.pool(modality)) {
            json["pool_size"] = media->poolSize();
            json["law"] = media->law().form();
            json["min"] = media->law().lowest();
            json["max"] = media->law().highest();
            if (media->law().form() == "zipf")
                json["skew"] = media->law().skew();
            json["slots"] = pool->run.draws;
            json["effective_items"] = pool->law.effectiveItems;
            json["entropy_bits"] = pool->law.entropyBits;
            json["top_share"]
                = { { "0.01", pool->law.topHundredth }, { "0.1", pool->law.topTenth } };
            json["never_sent"] = pool->law.neverSent;
            json["expected_distinct"] = pool->run.expectedDistinct;
            json["expected_distinct_sd"] = pool->run.expectedDistinctSd;
            json["expected_repeat_share"] = pool->run.expectedRepeatShare;
            if (pool->isCounted) {
                json["plan_draws"] = pool->plannedDraws;
                json["plan_distinct"] = pool->planned.size();
                json["plan_repeat_share"] = pool->plannedRepeatShare();
            }
            json["item_bytes"] = pool->itemBytes;
            json["pool_bytes"] = pool->poolBytes;
        } else {
            json["pool_size"] = nullptr;
        }
        modalities[std::string(base::name(modality))] = std::move(json);
    }
    return { { "seed", snapshot.seed }, { "requests", snapshot.requests },
        { "seconds", plan.schedule().seconds() }, { "body_bytes", snapshot.bodyBytes },
        { "groups", plan.groupCount() }, { "modalities", std::move(modalities) } };
}

void showRequest(const Console& console, const plan::Plan& plan, std::uint64_t index,
    const ordered_json& request)
{
    std::string due = "when a place is free";
    if (request["due_s"].is_number())
        due = fmt::format("at {}", formatSeconds(request["due_s"].get<double>()));
    console.out << inked(console.colorOut, Ink::strong, fmt::format("Request {}", index))
                << fmt::format("  stage {} · {} · {} output tokens",
                       request["stage"].get<std::size_t>(), due,
                       request["max_tokens"].get<std::int64_t>());
    if (plan.groupCount() > 0)
        console.out << fmt::format(" · group {}", plan.groupOf(index));
    console.out << '\n';
    for (const auto& block : request["blocks"]) {
        const auto kind = block["kind"].get<std::string>();
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<6}", kind));
        if (kind == "text") {
            const auto text = block["text"].get<std::string>();
            const auto words = text.empty() ? 0 : std::count(text.begin(), text.end(), ' ') + 1;
            constexpr std::size_t shown = 60;
            console.out << fmt::format("{:>4} words  \"{}{}\"\n", words, text.substr(0, shown),
                text.size() > shown ? "..." : "");
            continue;
        }
        const auto item = block["item"].get<std::int64_t>();
        console.out << fmt::format("{:<9}  {:>8}  sha256 {}\n",
            item < 0 ? "fresh" : fmt::format("#{}", item),
            formatBytes(block["bytes"].get<double>()),
            block["sha256"].get<std::string>().substr(0, 16));
    }
}

} // namespace poolscope::cli
