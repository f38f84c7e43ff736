// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/base/result.h"
#include "core/config/config.h"
#include "core/plan/item_counts.h"
#include "core/plan/plan.h"
#include "core/reuse/figures.h"
#include "core/snapshot/bins.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::snapshot {

/// What the shells ask for beyond the text.
struct Options {
    std::optional<std::uint64_t> seed; ///< instead of load.base_seed
    /// Whose verdict is shown. What is planned is always Poolscope's own reading.
    config::Reading reading = config::Reading::poolscope;
    std::string folder; ///< what relative `pool.source` folders start from; empty: the current one
    plan::LoadOverrides load;
    std::size_t firstRequests = 12; ///< how many requests are listed
    std::size_t maxBins = 256; ///< of a histogram
    std::size_t hottest = 200; ///< how many items are listed
    /// Items are counted in plans of at most this many requests and expected draws; beyond, the
    /// counts are left out.
    std::uint64_t maxCounted = 400'000;
    /// Figures are for this many requests when the load has none.
    std::uint64_t nominalRequests = 1000;
};

/// One item of a pool as a gallery shows it.
struct HotItem {
    std::int64_t item = 0;
    double probability = 0;
    double expectedUses = 0; ///< over the whole run
    std::uint64_t plannedUses = 0;
};

/// A modality's pool and what the plan makes of it.
struct PoolFigures {
    reuse::LawFigures law;
    reuse::RunFigures run;
    std::vector<Bin> bins;
    std::vector<plan::ItemCount> planned; ///< what the plan's requests draw
    std::vector<double> plannedBins; ///< the same by bin
    std::uint64_t plannedDraws = 0;
    bool isCounted = false; ///< the planned counts are of the whole run
    std::vector<HotItem> hottest; ///< most probable first, equal ones by index
    double itemBytes = 0; ///< expected bytes of an item before base64
    double poolBytes = 0; ///< ... of all items

    double plannedRepeatShare() const
    {
        return plannedDraws == 0
            ? 0
            : 1 - static_cast<double>(planned.size()) / static_cast<double>(plannedDraws);
    }
};

/// Everything derived from one revision of the text. Immutable, shared between panels and threads.
struct Snapshot {
    std::string text;
    config::Config config;
    config::Diagnostics judged; ///< by a release, when one was asked
    config::Reading reading = config::Reading::poolscope;
    std::uint64_t seed = plan::defaultSeed;
    bool isSeedDefault = false; ///< neither the text nor the options name a seed
    /// What is planned: the config's, its source folders found from anywhere.
    config::Workload workload;
    plan::PlanPtr plan; ///< null when the config has errors or is not planned
    std::optional<base::Error> planError; ///< why there is no plan
    std::uint64_t requests = 0; ///< that the figures are for
    std::array<std::optional<PoolFigures>, base::allModalities.size()> pools; ///< of the payload
    std::vector<plan::RequestSpec> first;
    double bodyBytes = 0; ///< expected bytes of a request body

    /// What is wrong or doubtful for the reading that was asked.
    const config::Diagnostics& diagnostics() const
    {
        return reading == config::Reading::poolscope ? config.diagnostics : judged;
    }
    const PoolFigures* pool(base::Modality modality) const
    {
        const auto& figures = pools.at(static_cast<std::size_t>(modality));
        return figures ? &*figures : nullptr;
    }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// What `requests` requests make of a pool: from its law, or counted where a sequence lists it.
reuse::RunFigures runFigures(
    const plan::Plan& plan, const plan::MediaPlan& media, std::uint64_t requests);

/// Text -> Snapshot. Pure: no disk, no network, no clock. An Error only after a stop; a text that
/// cannot be understood gives a Snapshot with Diagnostics.
base::Result<SnapshotPtr> derive(
    std::string_view text, const Options& options, std::stop_token stop = {});

} // namespace poolscope::snapshot
