// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/reuse_figures.h"

#include "core/plan/item_counts.h"
#include "core/reuse/ranked_law.h"
#include "core/reuse/vllm_cache.h"
#include "core/snapshot/snapshot.h"

#include <algorithm>
#include <map>
#include <utility>

namespace poolscope::snapshot {

namespace {

/// Sizes of an item as a server's cache counts them: bytes of tensors, tokens.
std::pair<std::uint64_t, std::uint64_t> sizesOf(const media::ItemSpec& item)
{
    if (item.modality == base::Modality::audio)
        return { reuse::processedAudioBytes(item.seconds),
            static_cast<std::uint64_t>(reuse::audioTokens(item.seconds)) };
    return { reuse::processedBytes(item.width, item.height, item.frames),
        static_cast<std::uint64_t>(reuse::visionTokens(item.width, item.height, item.frames)) };
}

reuse::ItemTable tableOf(const plan::MediaPlan& media)
{
    reuse::ItemTable table;
    table.items = static_cast<reuse::ItemIndex>(media.poolSize());
    table.bytes.reserve(table.items);
    table.tokens.reserve(table.items);
    for (reuse::ItemIndex i = 0; i < table.items; ++i) {
        const auto [bytes, tokens] = sizesOf(media.item(i));
        table.bytes.push_back(bytes);
        table.tokens.push_back(tokens);
    }
    return table;
}

/// The sizes as shares of the pool.
std::vector<reuse::SizeClass> classesOf(const reuse::ItemTable& table)
{
    std::map<std::pair<std::uint64_t, std::uint64_t>, double> counts;
    for (std::size_t i = 0; i < table.bytes.size(); ++i)
        counts[{ table.bytes[i], table.tokens[i] }] += 1;
    std::vector<reuse::SizeClass> classes;
    for (const auto& [sizes, count] : counts)
        classes.push_back({ count / static_cast<double>(table.items),
            static_cast<double>(sizes.first), static_cast<double>(sizes.second) });
    return classes;
}

/// Nothing for policies that have no formula.
std::optional<reuse::ModelledCache> modelOf(const reuse::CacheSpec& spec)
{
    reuse::ModelledCache cache;
    switch (spec.policy) {
    case reuse::CachePolicy::unlimited:
        return cache;
    case reuse::CachePolicy::lru:
    case reuse::CachePolicy::vllm: // its order rule changes what a request evicts, not the rate
        break;
    case reuse::CachePolicy::fifo:
        cache.eviction = reuse::ModelledEviction::fifo;
        break;
    case reuse::CachePolicy::clock:
        cache.eviction = reuse::ModelledEviction::clock;
        break;
    case reuse::CachePolicy::sieve:
    case reuse::CachePolicy::s3fifo:
    case reuse::CachePolicy::vllmShm:
        return std::nullopt;
    }
    cache.unit = spec.unit == reuse::CacheUnit::items ? reuse::ModelledCache::Unit::items
        : spec.unit == reuse::CacheUnit::bytes        ? reuse::ModelledCache::Unit::bytes
                                                      : reuse::ModelledCache::Unit::tokens;
    cache.capacity = static_cast<double>(spec.capacity);
    cache.replicas = static_cast<int>(spec.replicas);
    cache.routing = spec.routing == reuse::CacheRouting::roundRobin
        ? reuse::ModelledCache::Routing::roundRobin
        : reuse::ModelledCache::Routing::affinity;
    return cache;
}

base::Result<reuse::CacheTally> simulate(const plan::MediaPlan& media, std::uint64_t requests,
    const reuse::CacheSpec& spec, const reuse::ItemTable& table, const std::stop_token& stop)
{
    auto simulation = reuse::CacheSimulation::make(spec, table);
    if (!simulation)
        return tl::make_unexpected(simulation.error());
    constexpr std::uint64_t batch = 65'536;
    reuse::RequestList list;
    std::vector<std::uint64_t> drawn;
    std::vector<reuse::ItemIndex> items;
    for (std::uint64_t begin = 0; begin < requests; begin += batch) {
        list.clear();
        for (std::uint64_t r = begin; r < std::min(requests, begin + batch); ++r) {
            drawn.clear();
            media.drawIndices(r, drawn);
            items.assign(drawn.begin(), drawn.end());
            list.add(items);
        }
        if (auto fed = simulation->feed(list, stop); !fed)
            return tl::make_unexpected(fed.error());
    }
    return simulation->tally();
}

} // namespace

base::Result<ReuseFigures> reuseFigures(const plan::Plan& plan, base::Modality modality,
    std::uint64_t requests, const std::vector<reuse::CacheSpec>& caches, Exactness exactness,
    std::stop_token stop)
{
    const plan::MediaPlan* media = plan.media(modality);
    if (!media || !media->hasPool())
        return base::fail(base::Code::invalid, "There is no pool to reuse items of");
    ReuseFigures figures;
    figures.law = reuse::lawFigures(media->law());
    figures.gini = reuse::RankedLaw(media->law()).gini();
    figures.run = runFigures(plan, *media, requests);
    const auto counts = plan::countItems(plan, modality, { 0, 1, requests }, stop);
    figures.planDistinct = counts.size();
    for (const auto& [item, count] : counts)
        figures.planDraws += count;
    if (stop.stop_requested())
        return base::cancelled();
    if (caches.empty())
        return figures;
    const reuse::ItemTable table = tableOf(*media);
    const reuse::CachedPool pool(media->law(), classesOf(table));
    const reuse::RequestCounts perRequest(media->countProbabilities());
    for (const reuse::CacheSpec& spec : caches) {
        CacheFigures cache{ spec, {}, {} };
        if (const auto model = modelOf(spec))
            cache.predicted
                = reuse::cacheEstimate(pool, perRequest, static_cast<double>(requests), *model);
        if (exactness == Exactness::simulated) {
            auto tally = simulate(*media, requests, spec, table, stop);
            if (!tally)
                return tl::make_unexpected(tally.error());
            cache.exact = *tally;
        }
        figures.caches.push_back(std::move(cache));
    }
    return figures;
}

} // namespace poolscope::snapshot
