// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/snapshot.h"

#include "core/config/fill/unfilled.h"

#include <algorithm>
#include <cmath>

namespace poolscope::snapshot {

namespace {

using base::Modality;
using sampling::IndexDistribution;

/// The most probable items, without looking at every item of a wide law.
std::vector<std::int64_t> hottestItems(const IndexDistribution& law, std::size_t limit)
{
    std::vector<std::int64_t> items;
    if (const auto* weights = std::get_if<IndexDistribution::Weights>(&law.law())) {
        items = weights->indices;
    } else {
        // Zipf and uniform laws fall from the lowest index on; the others have one peak somewhere,
        // which a grid of the range finds.
        const bool hasPeak = std::holds_alternative<sampling::RoundedLaw>(law.law());
        const std::int64_t count = law.highest() - law.lowest() + 1;
        const auto wanted = static_cast<std::int64_t>(limit);
        std::int64_t from = law.lowest();
        if (hasPeak && count > 2 * wanted) {
            const auto& rounded = std::get<sampling::RoundedLaw>(law.law());
            const auto [low, high] = rounded.extent();
            const double begin = std::clamp(
                low, static_cast<double>(law.lowest()), static_cast<double>(law.highest()));
            const double end = std::clamp(high, begin, static_cast<double>(law.highest()));
            constexpr int steps = 512;
            double best = -1;
            for (int i = 0; i <= steps; ++i) {
                const auto at = static_cast<std::int64_t>(begin + (end - begin) * i / steps);
                if (const double p = law.probability(at); p > best) {
                    best = p;
                    from = at;
                }
            }
            from = std::clamp(from - wanted, law.lowest(), law.highest() - 2 * wanted);
        }
        const std::int64_t span = hasPeak ? 2 * wanted + 1 : wanted;
        for (std::int64_t i = from; i < from + std::min(span, count) && i <= law.highest(); ++i)
            items.push_back(i);
        if (hasPeak && from > law.lowest()) { // what is clamped to the ends may be hotter still
            items.push_back(law.lowest());
            items.push_back(law.highest());
        }
    }
    std::stable_sort(items.begin(), items.end(), [&](std::int64_t a, std::int64_t b) {
        const double pa = law.probability(a);
        const double pb = law.probability(b);
        return pa > pb || (pa == pb && a < b);
    });
    items.erase(std::unique(items.begin(), items.end()), items.end());
    if (items.size() > limit)
        items.resize(limit);
    return items;
}

double drawsOf(const std::vector<plan::ItemCount>& counts)
{
    double draws = 0;
    for (const auto& [item, count] : counts)
        draws += static_cast<double>(count);
    return draws;
}

PoolFigures figuresOf(const plan::Plan& plan, const plan::MediaPlan& media, const Options& options,
    std::uint64_t requests, const std::stop_token& stop)
{
    PoolFigures figures;
    const IndexDistribution& law = media.law();
    figures.law = reuse::lawFigures(law);
    figures.run = runFigures(plan, media, requests);
    figures.bins = binsOf(law, options.maxBins);
    figures.itemBytes = media.meanItemBytes();
    figures.poolBytes = figures.itemBytes * static_cast<double>(law.size());
    const auto limit = static_cast<double>(options.maxCounted);
    if (std::max(static_cast<double>(requests), figures.run.draws) <= limit) {
        figures.planned = plan::countItems(plan, media.modality(), { 0, 1, requests }, stop);
        figures.plannedBins = binned(figures.planned, figures.bins);
        figures.plannedDraws = static_cast<std::uint64_t>(drawsOf(figures.planned));
        figures.isCounted = true;
    }
    for (const std::int64_t item : hottestItems(law, options.hottest)) {
        HotItem hot;
        hot.item = item;
        hot.probability = law.probability(item);
        hot.expectedUses = hot.probability * figures.run.draws;
        const auto counted = std::lower_bound(figures.planned.begin(), figures.planned.end(),
            static_cast<std::uint64_t>(item),
            [](const plan::ItemCount& entry, std::uint64_t index) { return entry.item < index; });
        if (counted != figures.planned.end() && counted->item == static_cast<std::uint64_t>(item))
            hot.plannedUses = counted->count;
        figures.hottest.push_back(hot);
    }
    return figures;
}

/// The workload with its source folders as they are found from anywhere.
config::Workload resolved(config::Workload workload, const std::string& folder)
{
    const auto resolve = [&](config::MediaSettings* media) {
        if (!media || !media->pool || !media->pool->source || folder.empty())
            return;
        std::string& source = *media->pool->source;
        if (!source.starts_with('/'))
            source = folder + "/" + source;
    };
    const auto resolveAll = [&](std::optional<config::Multimodal>& multimodal) {
        if (!multimodal)
            return;
        resolve(multimodal->image ? &*multimodal->image : nullptr);
        resolve(multimodal->video ? &*multimodal->video : nullptr);
        resolve(multimodal->audio ? &*multimodal->audio : nullptr);
    };
    resolveAll(workload.data.multimodal);
    if (workload.data.sharedPrefix)
        resolveAll(workload.data.sharedPrefix->multimodal);
    return workload;
}

/// Expected bytes of a request body: base64 of the media, text and the JSON around them.
double bodyBytesOf(const plan::Plan& plan)
{
    constexpr double frame = 150;
    constexpr double bytesPerWord = 5.2; // of the prompts' vocabulary, blank included
    constexpr double bytesPerItem = 90; // JSON around one
    double bytes = frame + bytesPerWord * plan.meanWords();
    for (const Modality modality : base::allModalities)
        for (const plan::MediaPlan* media : { plan.media(modality), plan.prefixMedia(modality) })
            if (media)
                bytes += media->meanCount() * (media->meanItemBytes() * 4 / 3 + bytesPerItem);
    return bytes;
}

} // namespace

reuse::RunFigures runFigures(
    const plan::Plan& plan, const plan::MediaPlan& media, std::uint64_t requests)
{
    if (!media.isSequence())
        return reuse::runFigures(
            media.law(), media.countProbabilities(), static_cast<double>(requests));
    // Nothing is drawn at random; after one round of the list nothing new comes.
    const std::uint64_t round = media.sequenceLength();
    const auto counted = [&](std::uint64_t count) {
        return plan::countItems(plan, media.modality(), { 0, 1, count });
    };
    const auto first = counted(std::min(requests, round));
    reuse::RunFigures figures;
    figures.draws = drawsOf(first);
    if (requests > round)
        figures.draws = figures.draws * static_cast<double>(requests / round)
            + drawsOf(counted(requests % round));
    figures.expectedDistinct = static_cast<double>(first.size());
    if (figures.draws > 0)
        figures.expectedRepeatShare = 1 - figures.expectedDistinct / figures.draws;
    return figures;
}

base::Result<SnapshotPtr> derive(
    std::string_view text, const Options& options, std::stop_token stop)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->text = text;
    snapshot->config = config::load(text);
    snapshot->reading = options.reading;
    if (options.reading != config::Reading::poolscope)
        snapshot->judged = config::load(text, options.reading).diagnostics;
    const config::Workload& workload = snapshot->config.workload;
    snapshot->isSeedDefault = !options.seed && !workload.load.baseSeed;
    snapshot->seed = options.seed.value_or(workload.load.baseSeed.value_or(plan::defaultSeed));
    if (stop.stop_requested())
        return base::cancelled();
    if (config::hasErrors(snapshot->config.diagnostics)) {
        const auto filled = config::checkFilled(config::unfilledInPlan(snapshot->config));
        snapshot->planError = !filled ? filled.error()
                                      : base::Error{ base::Code::invalid, "The config has errors",
                                            "Nothing can be planned until they are mended." };
        return snapshot;
    }
    snapshot->workload = resolved(workload, options.folder);
    auto plan = plan::Plan::create(snapshot->workload, snapshot->seed, options.load);
    if (!plan) {
        snapshot->planError = plan.error();
        return snapshot;
    }
    snapshot->plan = *plan;
    snapshot->requests = (*plan)->schedule().requestCount();
    if (snapshot->requests == 0)
        snapshot->requests = options.load.requests.value_or(options.nominalRequests);
    for (const Modality modality : base::allModalities) {
        const plan::MediaPlan* media = (*plan)->media(modality);
        if (media && media->hasPool())
            snapshot->pools.at(static_cast<std::size_t>(modality))
                = figuresOf(**plan, *media, options, snapshot->requests, stop);
        if (stop.stop_requested())
            return base::cancelled();
    }
    for (std::uint64_t r = 0; r < options.firstRequests; ++r)
        snapshot->first.push_back((*plan)->request(r));
    snapshot->bodyBytes = bodyBytesOf(**plan);
    return snapshot;
}

} // namespace poolscope::snapshot
