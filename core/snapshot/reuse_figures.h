// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_figures.h"
#include "core/reuse/cache_simulation.h"
#include "core/reuse/formula/hit_curve.h"
#include "core/reuse/law/distinct.h"
#include "core/snapshot/planned_items.h"
#include "core/snapshot/pool_sizes.h"
#include "core/snapshot/snapshot.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace poolscope::snapshot {

/// What is asked of a pool's reuse.
struct ReuseQuestion {
    std::vector<reuse::CacheSpec> caches;
    /// False: nothing that depends on the seed, which takes milliseconds but for the sizes of a
    /// large pool. What is planned or exact is left out.
    bool withPlan = true;
    bool isExact = false; ///< each cache is simulated with the plan as well
    bool withSpread = false; ///< ... and with other seeds
    double spreadDraws = 2e6; ///< that all of those together may cost
    bool withCurves = false;
    reuse::CacheUnit unit = reuse::CacheUnit::items; ///< of the curves' capacities
    reuse::CacheMeasure measure = reuse::CacheMeasure::processedBytes;
    /// Of the pool, to be used for further questions about the same snapshot; null: worked out for
    /// this one alone.
    std::shared_ptr<SizeTables> sizes;
};

/// How far the hit rate of a run this long strays from seed to seed: simulated with the same config
/// under other seeds.
struct HitSpread {
    int seeds = 0;
    double mean = 0; ///< of item slots; 0 when isScaled
    double sd = 0;
    /// Runs this long would take too long: sd is that of shorter ones, scaled by the root of the
    /// lengths.
    bool isScaled = false;
};

/// A cache's hit rate.
struct CacheFigures {
    reuse::CacheSpec spec;
    /// By formula, from the law alone. None for policies without a formula, and where the requests'
    /// items are listed, not drawn.
    std::optional<reuse::CacheEstimate> predicted;
    std::optional<reuse::CacheTally> exact; ///< of this plan, from an empty cache
    std::optional<HitSpread> spread;
    /// The capacity is in bytes or tokens, and items differ in them. The formula takes sizes to be
    /// independent of rank; in one pool the hottest items may all be large.
    bool isMixed = false;

    /// The rate to expect of this pool, whatever the draws: by formula, or the mean of other seeds
    /// where there is none, where it is not covered or sizes are mixed. None where neither is
    /// known.
    std::optional<double> expected() const;
    bool isBySeeds() const; ///< expected() is the mean of other seeds
    /// The formula that expected() comes from, "other-seeds", or "simulation" without a value.
    std::string_view method() const;
};

/// Hits of an LRU cache of this capacity, in this plan from an empty cache.
struct PlannedHits {
    std::uint64_t capacity = 0; ///< in the unit that was asked for
    double hitRate = 0; ///< of item slots

    bool operator==(const PlannedHits&) const = default;
};

/// What a run makes of one modality's pool. The caches see this modality's pool items alone, as
/// the requests' bodies hold them.
struct ReuseFigures {
    reuse::RunFigures run; ///< expected: the snapshot's
    PlannedPoint planned; ///< what this seed really draws
    std::vector<CacheFigures> caches; ///< as asked
    /// Requests that a server cannot hold: the first diagnostic of each cache.
    config::Diagnostics diagnostics;

    // With curves: up to 256 points on log scales.
    std::vector<reuse::RunPoint> runCurve; ///< empty where the items are listed
    std::vector<PlannedPoint> plannedCurve;
    /// LRU, one replica, capacities in the unit that was asked for (at the mean size of an item);
    /// empty where listed.
    std::vector<reuse::HitPoint> hitCurve;
    std::vector<PlannedHits> plannedHits; ///< the same with this plan
};

/// The snapshot's requests from the first on. Reads every request of the plan if asked. An Error
/// when the modality has no pool, for a cache that cannot be simulated, and after a stop.
base::Result<ReuseFigures> reuseFigures(const Snapshot& snapshot, base::Modality modality,
    const ReuseQuestion& question, const std::stop_token& stop = {});

} // namespace poolscope::snapshot
