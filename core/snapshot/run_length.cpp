// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/run_length.h"

#include "core/base/format.h"

#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace poolscope::snapshot {

namespace {

using sampling::IndexDistribution;

std::string inWords(
    const reuse::LengthAdvice& advice, const reuse::Sought& sought, std::uint64_t requests)
{
    const auto count = [](double value) {
        return base::formatCount(static_cast<std::uint64_t>(std::llround(value)));
    };
    const std::string effect = fmt::format("a difference of {} with {} power",
        base::formatShare(soughtDifference), base::formatShare(sought.power));
    if (requests >= plan::Schedule::endless && advice.requests) // a load that lasts for a time
        return fmt::format(
            "About {} requests are needed to show {}", count(*advice.requests), effect);
    const std::string planned = fmt::format("This run of {} request{} sees about {} first-seen and "
                                            "{} repeats",
        base::formatCount(requests), requests == 1 ? "" : "s", count(advice.planned.firstSeen),
        count(advice.planned.repeats));
    if (advice.isEnough)
        return fmt::format("{}: enough to show {}", planned, effect);
    if (advice.requests)
        return fmt::format("{}: too short to show {}, {} requests would be needed", planned, effect,
            count(*advice.requests));
    return fmt::format(
        "{}: no run of these pools shows {}, they are too small or repeat too little", planned,
        effect);
}

} // namespace

std::optional<reuse::LengthAdvice> adviseLength(const plan::Plan& plan, std::uint64_t requests)
{
    std::vector<reuse::ItemSource> sources;
    bool hasPool = false;
    std::optional<IndexDistribution> groups;
    for (const base::Modality modality : base::allModalities) {
        if (const plan::MediaPlan* media = plan.media(modality)) {
            if (media->isSequence())
                return {};
            if (media->meanCount() <= 0)
                continue;
            hasPool = hasPool || media->hasPool();
            sources.push_back({ media->hasPool() ? &media->law() : nullptr,
                reuse::RequestCounts(media->countProbabilities()) });
        }
        if (plan.prefixMedia(modality) && !groups) {
            const auto count = static_cast<std::int64_t>(plan.groupCount());
            groups.emplace(
                config::Pool{ count, { { 0, count - 1 }, config::UniformSampling{} }, {} });
        }
    }
    if (groups)
        sources.push_back({ &*groups, reuse::RequestCounts({ 0, 1 }) });
    if (!hasPool && !groups)
        return {};
    const reuse::Sought sought{ .deviations = soughtDifference / assumedSpread };
    auto advice = reuse::adviseLength(sources, static_cast<double>(requests), sought);
    advice.sentence = inWords(advice, sought, requests);
    return advice;
}

} // namespace poolscope::snapshot
