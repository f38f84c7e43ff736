// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/pool_sizes.h"

#include "core/reuse/vllm_cache.h"

#include <map>
#include <utility>

namespace poolscope::snapshot {

namespace {

constexpr std::uint64_t itemsBetweenStops = 4096;

} // namespace

std::uint64_t mediaTokens(const media::ItemSpec& item)
{
    return static_cast<std::uint64_t>(item.modality == base::Modality::audio
            ? reuse::audioTokens(item.seconds)
            : reuse::visionTokens(item.width, item.height, item.frames));
}

std::uint64_t tensorBytes(const media::ItemSpec& item)
{
    return item.modality == base::Modality::audio
        ? reuse::processedAudioBytes(item.seconds)
        : reuse::processedBytes(item.width, item.height, item.frames);
}

base::Result<PoolSizes> poolSizes(
    const plan::MediaPlan& media, reuse::CacheMeasure measure, const std::stop_token& stop)
{
    reuse::ItemTable items;
    items.items = static_cast<reuse::ItemIndex>(media.poolSize());
    items.bytes.reserve(items.items);
    items.tokens.reserve(items.items);
    std::map<std::pair<std::uint64_t, std::uint64_t>, double> counts;
    for (reuse::ItemIndex i = 0; i < items.items; ++i) {
        if (i % itemsBetweenStops == 0 && stop.stop_requested())
            return base::cancelled();
        const media::ItemSpec item = media.item(i);
        const std::uint64_t tokens = mediaTokens(item);
        const std::uint64_t bytes = measure == reuse::CacheMeasure::embeddingBytes
            ? tokens * reuse::embeddingBytesPerToken
            : tensorBytes(item);
        items.bytes.push_back(bytes);
        items.tokens.push_back(tokens);
        counts[{ bytes, tokens }] += 1;
    }
    std::vector<reuse::SizeClass> classes;
    for (const auto& [size, count] : counts)
        classes.push_back({ count / static_cast<double>(items.items),
            static_cast<double>(size.first), static_cast<double>(size.second) });
    return PoolSizes{ std::move(items), reuse::CachedPool(media.law(), std::move(classes)) };
}

SizeTables::SizeTables(plan::PlanPtr plan, base::Modality modality)
    : m_plan(std::move(plan))
    , m_modality(modality)
{
}

base::Result<const PoolSizes*> SizeTables::of(
    reuse::CacheMeasure measure, const std::stop_token& stop)
{
    const std::scoped_lock lock(m_mutex);
    auto known = m_sizes.find(measure);
    if (known == m_sizes.end()) {
        auto sizes = poolSizes(*m_plan->media(m_modality), measure, stop);
        if (!sizes)
            return tl::make_unexpected(sizes.error());
        known = m_sizes.emplace(measure, std::move(*sizes)).first;
    }
    return &known->second;
}

} // namespace poolscope::snapshot
