// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/aim_text.h"

#include "app/cli/json.h"
#include "core/base/format.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

using base::formatCount;
using base::formatNumber;
using base::formatShare;
using nlohmann::ordered_json;

std::string_view nameOf(Solve solve)
{
    switch (solve) {
    case Solve::skew:
        return "skew";
    case Solve::size:
        return "size";
    case Solve::capacity:
        break;
    }
    return "capacity";
}

std::string whole(double value)
{
    return formatCount(static_cast<std::uint64_t>(std::llround(value)));
}

/// The cache of an answer: the asked one, or with the capacity found.
reuse::CacheSpec cacheOf(const Question& question, const Answer& answer)
{
    reuse::CacheSpec cache = question.aim.cache;
    if (question.solve == Solve::capacity)
        cache.capacity = static_cast<std::uint64_t>(answer.found.value);
    return cache;
}

std::string cacheText(const reuse::CacheSpec& cache)
{
    const std::string spec = reuse::printCacheSpec(cache);
    return cache.replicas == 1 ? spec
                               : fmt::format("{} on each of {} replicas, {}", spec, cache.replicas,
                                   reuse::printCacheRouting(cache.routing));
}

std::string capacityText(const reuse::CacheSpec& cache)
{
    const auto capacity = static_cast<double>(cache.capacity);
    switch (cache.unit) {
    case reuse::CacheUnit::items:
        return fmt::format("{} item{}", whole(capacity), cache.capacity == 1 ? "" : "s");
    case reuse::CacheUnit::tokens:
        return whole(capacity) + " tokens";
    case reuse::CacheUnit::bytes:
        break;
    }
    constexpr double gib = 1073741824;
    return capacity >= gib ? fmt::format("{} GiB", formatNumber(capacity / gib))
                           : fmt::format("{} MiB", formatNumber(capacity / 1048576));
}

/// The answer in words: "skew 1.04", "a pool of 310 items".
std::string valueText(const Question& question, const Answer& answer)
{
    switch (question.solve) {
    case Solve::skew:
        return fmt::format("skew {:.6g}", answer.found.value);
    case Solve::size:
        return fmt::format(
            "a pool of {} item{}", whole(answer.found.value), answer.found.value == 1 ? "" : "s");
    case Solve::capacity:
        break;
    }
    const reuse::CacheSpec cache = cacheOf(question, answer);
    return fmt::format("{} ({})", capacityText(cache), reuse::printCacheSpec(cache));
}

std::string lawText(const plan::MediaPlan& media)
{
    const auto& law = media.law();
    const std::string size = whole(static_cast<double>(media.poolSize()));
    return law.form() == "zipf" ? fmt::format("pool of {}, zipf {:.4g}", size, law.skew())
                                : fmt::format("pool of {}, {}", size, law.form());
}

ordered_json valueJson(const config::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value.data))
        return *number;
    if (const auto* number = std::get_if<double>(&value.data))
        return *number;
    if (const auto* text = std::get_if<std::string>(&value.data))
        return *text;
    return config::writeFlow(value);
}

ordered_json settingsJson(const Answer& answer)
{
    ordered_json settings = ordered_json::array();
    for (const auto& [path, value] : answer.settings)
        settings.push_back({ { "path", path }, { "value", valueJson(value) } });
    return settings;
}

} // namespace

void showAim(const Console& console, const Question& question, const plan::MediaPlan& media,
    const Answer& answer)
{
    const auto line = [&](std::string_view label, const std::string& text, Ink ink = Ink::plain) {
        console.out << "  " << inked(console.colorOut, Ink::dim, fmt::format("{:<11}", label))
                    << inked(console.colorOut, ink, text) << '\n';
    };
    const reuse::AimAnswer& found = answer.found;
    const reuse::CacheEstimate& estimate = found.estimate;
    console.out << inked(console.colorOut, Ink::strong, question.file)
                << fmt::format("  {} · {} per request · {} · {} requests\n",
                       base::name(question.modality), formatNumber(media.meanCount()),
                       lawText(media), whole(question.aim.requests));
    line("Wanted",
        question.solve == Solve::capacity
            ? fmt::format("{} hits, {}", formatShare(question.aim.hitRate),
                question.aim.cache.replicas == 1
                    ? "one server"
                    : fmt::format("{} replicas, {}", question.aim.cache.replicas,
                        reuse::printCacheRouting(question.aim.cache.routing)))
            : fmt::format(
                "{} hits in {}", formatShare(question.aim.hitRate), cacheText(question.aim.cache)));
    if (!found.isPossible)
        line("Impossible", std::string(found.reason), Ink::bad);
    if (estimate.method.empty())
        return;
    line(found.isPossible ? "Answer" : "Nearest", valueText(question, answer),
        found.isPossible ? Ink::strong : Ink::plain);
    line("Predicted",
        fmt::format("{} of slots over the run, {} in the long run", formatShare(estimate.hitRate),
            formatShare(estimate.steadyHitRate)));
    line("Method",
        estimate.documentedError > 0 ? fmt::format("{}, off by at most {} where measured",
            estimate.method, formatShare(estimate.documentedError))
                                     : fmt::format("{}, exact", estimate.method));
    line("Assumes", std::string(estimate.assumes));
    if (!estimate.isCovered)
        line("Caution", std::string(estimate.caution), Ink::warning);
    for (const auto& [path, value] : answer.settings)
        line(answer.isApplied ? "Written" : "Set", path + ": " + config::writeFlow(value));
}

ordered_json aimJson(const Question& question, const Answer& answer)
{
    const reuse::AimAnswer& found = answer.found;
    const reuse::CacheEstimate& estimate = found.estimate;
    const bool isKnown = !estimate.method.empty();
    const auto figure
        = [&](double value) { return isKnown ? orNull(value) : ordered_json(nullptr); };
    const auto words = [](std::string_view text) {
        return text.empty() ? ordered_json(nullptr) : ordered_json(text);
    };
    return { { "file", question.file }, { "modality", base::name(question.modality) },
        { "solve", nameOf(question.solve) }, { "wanted_hit_rate", question.aim.hitRate },
        { "requests", std::llround(question.aim.requests) },
        { "cache", reuse::printCacheSpec(cacheOf(question, answer)) },
        { "replicas", question.aim.cache.replicas },
        { "routing", reuse::printCacheRouting(question.aim.cache.routing) },
        { "possible", found.isPossible }, { "reason", words(found.reason) },
        { "answer", figure(found.value) }, { "predicted_hit_rate", figure(estimate.hitRate) },
        { "predicted_byte_hit_rate", figure(estimate.byteHitRate) },
        { "predicted_token_hit_rate", figure(estimate.tokenHitRate) },
        { "steady_hit_rate", figure(estimate.steadyHitRate) }, { "method", words(estimate.method) },
        { "assumes", words(estimate.assumes) },
        { "documented_error", figure(estimate.documentedError) },
        { "covered", isKnown ? ordered_json(estimate.isCovered) : ordered_json(nullptr) },
        { "caution", words(estimate.caution) }, { "set", settingsJson(answer) },
        { "applied", answer.isApplied } };
}

} // namespace poolscope::cli
