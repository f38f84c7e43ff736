// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/reuse_figures.h"

#include "core/base/format.h"
#include "core/base/portable_math.h"
#include "core/reuse/formula/steady_rate.h"
#include "core/reuse/policy/stack_distance.h"
#include "core/snapshot/largest_request.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::snapshot {

namespace portable = base::portable;
using plan::MediaPlan;
using reuse::CachePolicy;
using reuse::CacheSpec;
using reuse::CacheUnit;

namespace {

constexpr int curvePoints = 256;
constexpr int leastSeeds = 50;
constexpr int mostSeeds = 300;

/// One cache for each spec, over its item sizes.
base::Result<std::vector<reuse::CacheSimulation>> simulationsOf(
    const std::vector<CacheSpec>& specs, const std::vector<const PoolSizes*>& sizes)
{
    std::vector<reuse::CacheSimulation> simulations;
    std::uint64_t bytes = 0;
    for (std::size_t c = 0; c < specs.size(); ++c) {
        // Each is checked by itself; together they must not take more either.
        bytes += reuse::CacheSimulation::neededBytes(specs[c], sizes[c]->items.items);
        if (c > 0 && bytes > reuse::CacheSimulation::maxBytes)
            return base::fail(base::Code::unsupported,
                fmt::format("Simulating {} caches at once takes more than {} of memory",
                    specs.size(),
                    base::formatBytes(static_cast<double>(reuse::CacheSimulation::maxBytes))),
                "Ask for fewer caches or replicas at a time.");
        auto simulation = reuse::CacheSimulation::make(specs[c], sizes[c]->items);
        if (!simulation)
            return tl::make_unexpected(simulation.error());
        simulations.push_back(std::move(*simulation));
    }
    return simulations;
}

base::Result<> feed(std::vector<reuse::CacheSimulation>& simulations,
    const reuse::RequestList& requests, const std::stop_token& stop)
{
    for (reuse::CacheSimulation& simulation : simulations)
        if (auto fed = simulation.feed(requests, stop); !fed)
            return fed;
    return {};
}

/// How far each of the caches strays: every seed is drawn once for all of them.
base::Result<std::vector<HitSpread>> spreadsOf(const Snapshot& snapshot, const MediaPlan& media,
    const std::vector<CacheSpec>& specs, const std::vector<const PoolSizes*>& sizes,
    double allDraws, const std::stop_token& stop)
{
    const double draws = std::max(1.0, static_cast<double>(snapshot.requests) * media.meanCount());
    const int seeds
        = static_cast<int>(std::clamp(allDraws / draws, double{ leastSeeds }, double{ mostSeeds }));
    const double shorter = std::min(1.0, allDraws / leastSeeds / draws);
    const auto requests
        = static_cast<std::uint64_t>(static_cast<double>(snapshot.requests) * shorter);
    std::vector<double> sums(specs.size(), 0);
    std::vector<double> squares(specs.size(), 0);
    for (int i = 0; i < seeds; ++i) {
        const MediaPlan other(*snapshot.workload.data.multimodal, media.modality(),
            media::Side::payload, snapshot.seed + 1 + static_cast<std::uint64_t>(i));
        auto simulations = simulationsOf(specs, sizes);
        if (!simulations)
            return tl::make_unexpected(simulations.error());
        const auto fed
            = readItems(other, requests, stop, [&](std::uint64_t, const reuse::RequestList& list) {
                  return feed(*simulations, list, stop);
              });
        if (!fed)
            return tl::make_unexpected(fed.error());
        for (std::size_t c = 0; c < specs.size(); ++c) {
            const double rate = (*simulations)[c].tally().items.rate();
            sums[c] += rate;
            squares[c] += rate * rate;
        }
    }
    std::vector<HitSpread> spreads(specs.size());
    for (std::size_t c = 0; c < specs.size(); ++c) {
        HitSpread& spread = spreads[c];
        spread.seeds = seeds;
        spread.isScaled = shorter < 1;
        spread.mean = spread.isScaled ? 0 : sums[c] / seeds;
        const double variance = (squares[c] - sums[c] * sums[c] / seeds) / (seeds - 1);
        spread.sd = std::sqrt(std::max(0.0, variance) * shorter);
    }
    return spreads;
}

/// The curves' capacities in the unit asked for, and what the plan makes of them.
class PlannedCurve {
public:
    PlannedCurve(const PoolSizes& sizes, CacheUnit unit)
        : m_sizes(sizes.items)
        , m_unit(unit)
    {
        for (const reuse::SizeClass& size : sizes.pool.sizes)
            m_meanSize += size.share * reuse::sizeOf(size, unit);
    }

    double meanSize() const { return m_meanSize; }

    reuse::HitCurve make() const
    {
        if (m_unit == CacheUnit::items)
            return reuse::HitCurve(m_sizes.items);
        reuse::HitCurve::BySize bySize{ m_unit == CacheUnit::bytes ? m_sizes.bytes : m_sizes.tokens,
            {} };
        for (const std::uint64_t items : logSpaced(m_sizes.items, curvePoints))
            bySize.capacities.push_back(
                static_cast<std::uint64_t>(static_cast<double>(items) * m_meanSize));
        return { m_sizes.items, std::move(bySize) };
    }

    std::vector<PlannedHits> read(const reuse::HitCurve& curve) const
    {
        std::vector<PlannedHits> points;
        const double all = std::max(1.0, static_cast<double>(curve.accesses()));
        if (m_unit != CacheUnit::items) {
            for (const auto& point : curve.bySize())
                points.push_back({ point.capacity, static_cast<double>(point.hits) / all });
            return points;
        }
        const std::vector<std::uint64_t> hits = curve.hits();
        for (const std::uint64_t capacity : logSpaced(m_sizes.items, curvePoints)) {
            const std::size_t at = std::min<std::size_t>(capacity, hits.size() - 1);
            points.push_back({ capacity, static_cast<double>(hits[at]) / all });
        }
        return points;
    }

private:
    const reuse::ItemTable& m_sizes;
    CacheUnit m_unit;
    double m_meanSize = 0;
};

/// Everything about one question; made for one call.
class Answer {
public:
    Answer(const Snapshot& snapshot, const MediaPlan& media, const ReuseQuestion& question,
        const std::stop_token& stop)
        : m_snapshot(snapshot)
        , m_media(media)
        , m_question(question)
        , m_stop(stop)
        , m_perRequest(media.countProbabilities())
    {
        m_sizes = question.sizes ? question.sizes
                                 : std::make_shared<SizeTables>(snapshot.plan, media.modality());
        m_figures.run = snapshot.pool(media.modality())->run;
    }

    base::Result<ReuseFigures> figures()
    {
        for (const CacheSpec& spec : m_question.caches)
            if (auto added = addCache(spec); !added)
                return tl::make_unexpected(added.error());
        if (m_question.withSpread && !m_question.caches.empty() && !m_media.isSequence())
            if (auto added = addSpreads(); !added)
                return tl::make_unexpected(added.error());
        if (m_question.withCurves) {
            const auto sizes = m_sizes->of(m_question.measure, m_stop);
            if (!sizes)
                return tl::make_unexpected(sizes.error());
            m_curve = *sizes;
            m_planned.emplace(**sizes, m_question.unit);
        }
        if (m_question.withPlan)
            if (auto read = readPlan(); !read)
                return tl::make_unexpected(read.error());
        if (m_question.withCurves && !m_media.isSequence())
            predictCurves();
        return std::move(m_figures);
    }

private:
    base::Result<> addCache(const CacheSpec& spec)
    {
        const auto sizes = m_sizes->of(spec.measure, m_stop);
        if (!sizes)
            return tl::make_unexpected(sizes.error());
        m_cacheSizes.push_back(*sizes);
        CacheFigures cache;
        cache.spec = spec;
        cache.isMixed = spec.unit != CacheUnit::items && (*sizes)->pool.sizes.size() > 1;
        if (!m_media.isSequence())
            cache.predicted = reuse::cacheEstimate(
                (*sizes)->pool, m_perRequest, static_cast<double>(m_snapshot.requests), spec);
        m_figures.caches.push_back(cache);
        return {};
    }

    base::Result<> addSpreads()
    {
        const auto spreads = spreadsOf(
            m_snapshot, m_media, m_question.caches, m_cacheSizes, m_question.spreadDraws, m_stop);
        if (!spreads)
            return tl::make_unexpected(spreads.error());
        for (std::size_t c = 0; c < spreads->size(); ++c)
            m_figures.caches[c].spread = (*spreads)[c];
        return {};
    }

    /// What depends on the seed, in one pass over the requests.
    base::Result<> readPlan()
    {
        std::vector<LargestRequest> largest;
        for (std::size_t c = 0; c < m_question.caches.size(); ++c)
            if (m_question.caches[c].policy == CachePolicy::vllm)
                largest.emplace_back(m_cacheSizes[c]->items, m_question.caches[c]);
        auto simulations = m_question.isExact ? simulationsOf(m_question.caches, m_cacheSizes)
                                              : std::vector<reuse::CacheSimulation>();
        if (!simulations)
            return tl::make_unexpected(simulations.error());
        std::optional<reuse::HitCurve> hits;
        if (m_planned)
            hits.emplace(m_planned->make());
        PlannedCount count(
            m_media.poolSize(), m_snapshot.requests, m_question.withCurves ? curvePoints : 0);
        const auto read = readItems(m_media, m_snapshot.requests, m_stop,
            [&](std::uint64_t first, const reuse::RequestList& list) -> base::Result<> {
                count.add(list);
                for (LargestRequest& request : largest)
                    request.add(first, list);
                if (auto fed = feed(*simulations, list, m_stop); !fed)
                    return fed;
                return hits ? hits->feed(list.items(), m_stop) : base::Result<>{};
            });
        if (!read)
            return read;
        m_figures.planned = count.total();
        m_figures.plannedCurve = count.curve();
        if (hits)
            m_figures.plannedHits = m_planned->read(*hits);
        for (std::size_t c = 0; c < simulations->size(); ++c)
            m_figures.caches[c].exact = (*simulations)[c].tally();
        for (const LargestRequest& request : largest)
            if (auto diagnostic = request.diagnostic(m_snapshot, m_media.modality()))
                m_figures.diagnostics.push_back(std::move(*diagnostic));
        return {};
    }

    void predictCurves()
    {
        const auto requests = static_cast<double>(m_snapshot.requests);
        m_figures.runCurve = reuse::runCurve(m_media.law(), m_perRequest, requests, curvePoints);
        m_figures.hitCurve
            = reuse::lruHitCurve(m_curve->pool, requests * m_perRequest.mean(), curvePoints);
        for (reuse::HitPoint& point : m_figures.hitCurve)
            point.capacity *= m_planned->meanSize();
    }

    const Snapshot& m_snapshot;
    const MediaPlan& m_media;
    const ReuseQuestion& m_question;
    const std::stop_token& m_stop;
    reuse::RequestCounts m_perRequest;
    std::shared_ptr<SizeTables> m_sizes;
    std::vector<const PoolSizes*> m_cacheSizes; ///< by cache
    const PoolSizes* m_curve = nullptr; ///< with curves
    std::optional<PlannedCurve> m_planned; ///< with curves
    ReuseFigures m_figures;
};

} // namespace

bool CacheFigures::isBySeeds() const
{
    return spread && !spread->isScaled && (!predicted || isMixed || !predicted->isCovered);
}

std::optional<double> CacheFigures::expected() const
{
    if (isBySeeds())
        return spread->mean;
    return predicted ? std::optional(predicted->hitRate) : std::nullopt;
}

std::string_view CacheFigures::method() const
{
    return isBySeeds() ? "other-seeds" : predicted ? predicted->method : "simulation";
}

base::Result<ReuseFigures> reuseFigures(const Snapshot& snapshot, base::Modality modality,
    const ReuseQuestion& question, const std::stop_token& stop)
{
    const MediaPlan* media = snapshot.plan ? snapshot.plan->media(modality) : nullptr;
    if (!media || !media->hasPool())
        return base::fail(base::Code::invalid,
            fmt::format("There is no pool of {}s to reuse", base::name(modality)),
            fmt::format("Give data.multimodal.{}.pool.", base::name(modality)));
    return Answer(snapshot, *media, question, stop).figures();
}

} // namespace poolscope::snapshot
