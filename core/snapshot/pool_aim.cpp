// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/pool_aim.h"

#include "core/config/schema/tables.h"

#include <cmath>

namespace poolscope::snapshot {

namespace {

/// How many items the zipf law that is looked for is over: the range that stays in the text.
std::int64_t rangeOf(const plan::MediaPlan& media)
{
    const auto& law = media.law();
    const bool keepsRange = law.form() != "weights" && law.form() != "fixed";
    return keepsRange ? law.highest() - law.lowest() + 1 : media.poolSize();
}

} // namespace

PoolAim aimForSkew(const reuse::Aim& aim, const plan::MediaPlan& media)
{
    const std::int64_t items = rangeOf(media);
    PoolAim answer{ reuse::aimSkew(aim, items), {} };
    if (answer.found.isPossible) {
        answer.found.value = std::ceil(answer.found.value * 1e4 - 1e-6) / 1e4;
        answer.found.estimate
            = reuse::zipfEstimate(aim, static_cast<double>(items), answer.found.value);
    }
    answer.change.law = config::ZipfLaw{ answer.found.value };
    if (media.origin() != plan::Origin::pool) // one that the text does not write out
        answer.change.size = media.poolSize();
    return answer;
}

std::optional<PoolAim> aimForSize(const reuse::Aim& aim, const plan::MediaPlan& media)
{
    const auto& law = media.law();
    if (law.form() != "zipf" && law.form() != "uniform")
        return std::nullopt;
    constexpr double largest = config::schema::maxPoolSize;
    PoolAim answer{ reuse::aimPoolSize(aim, law.skew()), {} };
    if (answer.found.value > largest)
        answer.found = { false, largest, reuse::zipfEstimate(aim, largest, law.skew()),
            "Even a pool of 10 000 000 items, the largest there is, hits more often; take a "
            "smaller skew or cache." };
    answer.change.size = static_cast<std::int64_t>(answer.found.value);
    return answer;
}

config::PoolChange changeOf(const reuse::Recommendation& recommendation)
{
    config::PoolChange change;
    change.size = recommendation.size;
    if (recommendation.law == reuse::Model::zipf)
        change.law = config::ZipfLaw{ recommendation.skew };
    else if (recommendation.law == reuse::Model::weights)
        change.law = config::WeightsLaw{ recommendation.weights };
    else
        change.law = config::UniformLaw{};
    return change;
}

} // namespace poolscope::snapshot
