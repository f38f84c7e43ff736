// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_figures.h"

#include "core/base/portable_math.h"
#include "core/reuse/formula/steady_rate.h"
#include "core/reuse/law/distinct.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr CacheMethod off{ "off", "off", "The cache stores nothing." };
constexpr CacheMethod whole{ "unlimited", "unlimited",
    "Draws are independent, and nothing is ever evicted." };
constexpr CacheMethod filling{ "filling", "filling",
    "Draws are independent, and the run ends before the cache is full." };

/// Affinity as one large cache: within 1.5e-3 from here on, up to 4e-2 off with 25 items a replica.
constexpr double leastPerReplica = 2000;

/// Nothing for policies without a formula.
std::optional<Eviction> evictionOf(CachePolicy policy)
{
    switch (policy) {
    case CachePolicy::unlimited: // evicts nothing, whatever the rule
    case CachePolicy::lru:
    case CachePolicy::vllm:
        return Eviction::lru;
    case CachePolicy::fifo:
        return Eviction::fifo;
    case CachePolicy::clock:
        return Eviction::clock;
    case CachePolicy::sieve:
    case CachePolicy::s3fifo:
    case CachePolicy::vllmShm:
        break;
    }
    return std::nullopt;
}

/// What comes to the caches.
struct LookUps {
    const RequestCounts& counts;
    double requests = 0;
};

void explain(CacheEstimate& estimate, const CacheMethod& method, bool isFinite)
{
    estimate.method = isFinite ? method.finite : method.steady;
    estimate.assumes = method.assumes;
}

/// Share of repeats among the draws: what hits before anything is evicted.
double firstRepeats(const CachedPool& pool, const LookUps& lookUps)
{
    const double distinct = expectedDistinct(pool.grid, lookUps.counts, lookUps.requests);
    return std::max(0.0, 1 - distinct / (lookUps.requests * lookUps.counts.mean()));
}

/// The start-up of a run that fills the cache in `fillDraws` draws (section 3.3): no hits but the
/// repeats of those draws, then the steady rate.
void addStartUp(CacheEstimate& estimate, const SteadyCase& one, const SteadyRate& steady)
{
    estimate.coldMisses = one.capacity.fitShare
        * std::max(0.0, one.capacity.items - estimate.fillDraws * (1 - steady.hit));
    if (std::isinf(estimate.draws))
        return;
    estimate.hitRate = std::max(0.0, estimate.steadyHitRate - estimate.coldMisses / estimate.draws);
    // Measured: noise from 10,000 items on; 9e-3 at worst with 100 items, and less in long runs.
    const double share = std::min(1.0, estimate.fillDraws / estimate.draws);
    estimate.documentedError += (one.pool.items >= 1e4 ? 7e-4 : 1e-2) * share;
    const bool isMeasured = one.eviction == Eviction::lru || one.isUniform() || share <= 0.1;
    if (!isMeasured && estimate.isCovered) {
        estimate.isCovered = false;
        estimate.caution
            = "The start-up was measured for eviction of the least recently used only.";
    }
}

/// A cache that holds less than the pool.
void estimatePart(CacheEstimate& estimate, const SteadyCase& one, const LookUps& lookUps)
{
    const bool isFinite = !std::isinf(lookUps.requests);
    estimate.fillDraws = characteristicTime(one.pool.grid, Eviction::lru, one.capacity.items);
    const SteadyRate steady = steadyRate(one, estimate.fillDraws);
    estimate.hitRate = estimate.steadyHitRate = one.capacity.fitShare * steady.hit;
    if (estimate.draws <= estimate.fillDraws) {
        explain(estimate, filling, isFinite);
        estimate.hitRate = one.capacity.fitShare * firstRepeats(one.pool, lookUps);
        // Runs that would just fill the cache fill it early or late by chance.
        estimate.documentedError = one.pool.items >= 1e4 ? 7e-4 : 1e-2;
        return;
    }
    explain(estimate, steady.method, isFinite);
    estimate.documentedError = steady.error;
    estimate.caution = steady.caution;
    estimate.isCovered = steady.caution.empty();
    addStartUp(estimate, one, steady);
    // No cache hits more than one that forgets nothing: binds where a run just fills the cache.
    if (isFinite)
        estimate.hitRate
            = std::min(estimate.hitRate, one.capacity.fitShare * firstRepeats(one.pool, lookUps));
}

/// `copies` caches that are one.
CacheEstimate oneCache(const CachedPool& pool, const LookUps& lookUps, const CacheSpec& cache,
    Eviction eviction, double copies)
{
    CacheEstimate estimate;
    const bool isFinite = !std::isinf(lookUps.requests);
    const double mean = lookUps.counts.mean();
    estimate.draws = mean > 0 ? lookUps.requests * mean : 0;
    const ItemCapacity capacity = itemCapacity(pool, cache, copies);
    explain(estimate, off, isFinite);
    if (estimate.draws <= 0 || capacity.items < 1)
        return estimate;
    if (capacity.items >= pool.items) {
        explain(estimate, whole, isFinite);
        estimate.fillDraws = INFINITY;
        estimate.steadyHitRate = estimate.hitRate = capacity.fitShare;
        if (isFinite)
            estimate.hitRate *= firstRepeats(pool, lookUps);
    } else {
        estimatePart(estimate, { pool, capacity, eviction }, lookUps);
    }
    estimate.byteHitRate = estimate.hitRate * fittingSizeRatio(pool, cache, CacheUnit::bytes);
    estimate.tokenHitRate = estimate.hitRate * fittingSizeRatio(pool, cache, CacheUnit::tokens);
    return estimate;
}

} // namespace

CachedPool::CachedPool(const sampling::IndexDistribution& law, std::vector<SizeClass> sizeClasses)
    : grid(rankGrid(law))
    , sizes(std::move(sizeClasses))
{
    // The grid of a wide rounded law leaves out tails that no run ever reaches, and its weights sum
    // up with a rounding error.
    const auto support = static_cast<double>(law.support());
    for (const RankNode& node : grid)
        items += node.weight;
    if (std::fabs(items - support) < 1e-9 * support)
        items = support;
}

bool hasFormula(CachePolicy policy)
{
    return evictionOf(policy).has_value();
}

std::optional<CacheEstimate> cacheEstimate(
    const CachedPool& pool, const RequestCounts& counts, double requests, const CacheSpec& cache)
{
    const std::optional<Eviction> eviction = evictionOf(cache.policy);
    if (!eviction)
        return std::nullopt;
    const double replicas = std::max(1U, cache.replicas);
    if (cache.routing == CacheRouting::roundRobin) {
        // Thinned independent draws are independent draws.
        CacheEstimate estimate
            = oneCache(pool, { counts, requests / replicas }, cache, *eviction, 1);
        estimate.draws *= replicas;
        estimate.coldMisses *= replicas;
        estimate.fillDraws *= replicas;
        return estimate;
    }
    CacheEstimate estimate = oneCache(pool, { counts, requests }, cache, *eviction, replicas);
    if (replicas > 1)
        estimate.documentedError += 1.5e-3;
    if (replicas > 1 && estimate.isCovered) {
        const auto& chances = counts.chances();
        if (std::any_of(chances.begin() + std::min<std::ptrdiff_t>(2, std::ssize(chances)),
                chances.end(), [](double chance) { return chance > 0; }))
            estimate.caution
                = "Requests of several items go where their first one belongs, away from the "
                  "others' replicas; the formula lets each go to its own.";
        else if (pool.items < leastPerReplica * replicas)
            estimate.caution
                = "So few items do not share out evenly: which replica has which matters.";
        estimate.isCovered = estimate.caution.empty();
    }
    double coincidence = 0;
    for (const auto& [p, weight] : pool.grid)
        coincidence += weight * p * p;
    estimate.loadSd = std::sqrt((replicas - 1) * coincidence);
    return estimate;
}

} // namespace poolscope::reuse
