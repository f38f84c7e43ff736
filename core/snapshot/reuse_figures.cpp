// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/reuse_figures.h"

#include "core/base/portable_math.h"
#include "core/reuse/law/ranked_law.h"
#include "core/reuse/policy/stack_distance.h"
#include "core/snapshot/largest_request.h"
#include "core/snapshot/pool_sizes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace poolscope::snapshot {

namespace portable = base::portable;
using plan::MediaPlan;
using reuse::CacheMeasure;
using reuse::CachePolicy;
using reuse::CacheSpec;
using reuse::CacheUnit;

namespace {

constexpr int curvePoints = 256;
constexpr int leastSeeds = 50;
constexpr int mostSeeds = 300;

/// The pool's sizes by measure, each worked out once.
class Sizes {
public:
    Sizes(const MediaPlan& media, const std::stop_token& stop)
        : m_media(media)
        , m_stop(stop)
    {
    }

    base::Result<const PoolSizes*> of(CacheMeasure measure)
    {
        auto known = m_sizes.find(measure);
        if (known == m_sizes.end()) {
            auto sizes = poolSizes(m_media, measure, m_stop);
            if (!sizes)
                return tl::make_unexpected(sizes.error());
            known = m_sizes.emplace(measure, std::move(*sizes)).first;
        }
        return &known->second;
    }

private:
    const MediaPlan& m_media;
    const std::stop_token& m_stop;
    std::map<CacheMeasure, PoolSizes> m_sizes;
};

base::Result<HitSpread> spreadOf(const Snapshot& snapshot, const MediaPlan& media,
    const CacheSpec& spec, const reuse::ItemTable& table, double allDraws,
    const std::stop_token& stop)
{
    const double draws = static_cast<double>(snapshot.requests) * media.meanCount();
    HitSpread spread;
    spread.seeds = static_cast<int>(
        std::clamp(allDraws / std::max(1.0, draws), double{ leastSeeds }, double{ mostSeeds }));
    const double shorter = std::min(1.0, allDraws / leastSeeds / std::max(1.0, draws));
    spread.isScaled = shorter < 1;
    const auto requests
        = static_cast<std::uint64_t>(static_cast<double>(snapshot.requests) * shorter);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < spread.seeds; ++i) {
        const MediaPlan other(*snapshot.workload.data.multimodal, media.modality(),
            media::Side::payload, snapshot.seed + 1 + static_cast<std::uint64_t>(i));
        auto simulation = reuse::CacheSimulation::make(spec, table);
        if (!simulation)
            return tl::make_unexpected(simulation.error());
        const auto fed
            = readItems(other, requests, stop, [&](std::uint64_t, const reuse::RequestList& list) {
                  return simulation->feed(list, stop);
              });
        if (!fed)
            return tl::make_unexpected(fed.error());
        const double rate = simulation->tally().items.rate();
        sum += rate;
        squares += rate * rate;
    }
    const double n = spread.seeds;
    spread.mean = spread.isScaled ? 0 : sum / n;
    spread.sd = std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)) * shorter);
    return spread;
}

/// The curves' capacities in the unit asked for, and what the plan makes of them.
class PlannedCurve {
public:
    PlannedCurve(const PoolSizes& sizes, CacheUnit unit)
        : m_sizes(sizes.items)
        , m_unit(unit)
    {
        for (const reuse::SizeClass& size : sizes.classes)
            m_meanSize += size.share
                * (unit == CacheUnit::items        ? 1
                        : unit == CacheUnit::bytes ? size.bytes
                                                   : size.tokens);
    }

    double meanSize() const { return m_meanSize; }

    reuse::HitCurve make() const
    {
        if (m_unit == CacheUnit::items)
            return reuse::HitCurve(m_sizes.items);
        reuse::HitCurve::BySize bySize{ m_unit == CacheUnit::bytes ? m_sizes.bytes : m_sizes.tokens,
            {} };
        for (const double items : itemCapacities())
            bySize.capacities.push_back(static_cast<std::uint64_t>(items * m_meanSize));
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
        for (const double items : itemCapacities()) {
            const auto capacity = static_cast<std::uint64_t>(items);
            const std::size_t at = std::min<std::size_t>(capacity, hits.size() - 1);
            if (points.empty() || points.back().capacity < capacity)
                points.push_back({ capacity, static_cast<double>(hits[at]) / all });
        }
        return points;
    }

private:
    std::vector<double> itemCapacities() const
    {
        std::vector<double> capacities;
        for (int i = 0; i < curvePoints; ++i)
            capacities.push_back(std::round(portable::exp(
                portable::log(static_cast<double>(m_sizes.items)) * i / (curvePoints - 1))));
        return capacities;
    }

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
        , m_sizes(media, stop)
        , m_perRequest(media.countProbabilities())
    {
    }

    base::Result<ReuseFigures> figures()
    {
        m_figures.law = reuse::lawFigures(m_media.law());
        m_figures.gini = reuse::RankedLaw(m_media.law()).gini();
        m_figures.run = runFigures(*m_snapshot.plan, m_media, m_snapshot.requests);
        for (const CacheSpec& spec : m_question.caches)
            if (auto added = addCache(spec); !added)
                return tl::make_unexpected(added.error());
        if (m_question.withCurves) {
            const auto sizes = m_sizes.of(m_question.measure);
            if (!sizes)
                return tl::make_unexpected(sizes.error());
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
        const auto sizes = m_sizes.of(spec.measure);
        if (!sizes)
            return tl::make_unexpected(sizes.error());
        CacheFigures cache{ spec, {}, {}, {} };
        cache.isMixed = spec.unit != CacheUnit::items && (*sizes)->classes.size() > 1;
        if (!m_media.isSequence()) {
            const reuse::CachedPool pool(m_media.law(), (*sizes)->classes);
            cache.predicted = reuse::cacheEstimate(
                pool, m_perRequest, static_cast<double>(m_snapshot.requests), spec);
            if (m_question.withSpread) {
                auto spread = spreadOf(
                    m_snapshot, m_media, spec, (*sizes)->items, m_question.spreadDraws, m_stop);
                if (!spread)
                    return tl::make_unexpected(spread.error());
                cache.spread = *spread;
            }
        }
        m_figures.caches.push_back(cache);
        return {};
    }

    /// What depends on the seed, in one pass over the requests.
    base::Result<> readPlan()
    {
        std::vector<reuse::CacheSimulation> simulations;
        std::vector<LargestRequest> largest;
        for (std::size_t i = 0; i < m_question.caches.size(); ++i) {
            const CacheSpec& spec = m_question.caches[i];
            const reuse::ItemTable& table = (*m_sizes.of(spec.measure))->items;
            if (spec.policy == CachePolicy::vllm)
                largest.emplace_back(table, spec);
            if (!m_question.isExact)
                continue;
            auto simulation = reuse::CacheSimulation::make(spec, table);
            if (!simulation)
                return tl::make_unexpected(simulation.error());
            simulations.push_back(std::move(*simulation));
        }
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
                for (reuse::CacheSimulation& simulation : simulations)
                    if (auto fed = simulation.feed(list, m_stop); !fed)
                        return fed;
                return hits ? hits->feed(list.items(), m_stop) : base::Result<>{};
            });
        if (!read)
            return read;
        m_figures.planned = count.total();
        m_figures.plannedCurve = count.curve();
        if (hits)
            m_figures.plannedHits = m_planned->read(*hits);
        for (std::size_t i = 0; i < simulations.size(); ++i)
            m_figures.caches[i].exact = simulations[i].tally();
        for (const LargestRequest& request : largest)
            if (auto diagnostic = request.diagnostic(m_snapshot, m_media.modality()))
                m_figures.diagnostics.push_back(std::move(*diagnostic));
        return {};
    }

    void predictCurves()
    {
        const auto requests = static_cast<double>(m_snapshot.requests);
        m_figures.runCurve = reuse::runCurve(m_media.law(), m_perRequest, requests, curvePoints);
        m_figures.hitCurve = reuse::lruHitCurve(
            reuse::CachedPool(m_media.law()), requests * m_perRequest.mean(), curvePoints);
        for (reuse::HitPoint& point : m_figures.hitCurve)
            point.capacity *= m_planned->meanSize();
    }

    const Snapshot& m_snapshot;
    const MediaPlan& m_media;
    const ReuseQuestion& m_question;
    const std::stop_token& m_stop;
    Sizes m_sizes;
    reuse::RequestCounts m_perRequest;
    ReuseFigures m_figures;
    std::optional<PlannedCurve> m_planned; ///< with curves
};

} // namespace

std::optional<double> CacheFigures::expected() const
{
    const bool hasSeeds = spread && !spread->isScaled;
    if (hasSeeds && (!predicted || isMixed || !predicted->isCovered))
        return spread->mean;
    return predicted ? std::optional(predicted->hitRate) : std::nullopt;
}

std::string_view CacheFigures::method() const
{
    const auto rate = expected();
    if (!rate)
        return "simulation";
    return predicted && *rate == predicted->hitRate ? predicted->method : "other-seeds";
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
