// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/item_counts.h"

#include <algorithm>

namespace poolscope::plan {

namespace {

/// Adds draws, in any order, to counts by ascending item.
void merge(std::vector<ItemCount>& counts, std::vector<std::uint64_t>& draws)
{
    std::sort(draws.begin(), draws.end());
    std::vector<ItemCount> merged;
    auto old = counts.begin();
    for (const std::uint64_t item : draws) {
        while (old != counts.end() && old->item <= item)
            merged.push_back(*old++);
        if (merged.empty() || merged.back().item != item)
            merged.push_back({ item, 0 });
        ++merged.back().count;
    }
    merged.insert(merged.end(), old, counts.end());
    counts = std::move(merged);
    draws.clear();
}

} // namespace

std::vector<ItemCount> countItems(
    const Plan& plan, base::Modality modality, const RequestRange& range, std::stop_token stop)
{
    const MediaPlan* media = plan.media(modality);
    if (!media || !media->hasPool())
        return {};
    // Memory stays with the pool's size, however many draws there are.
    constexpr std::uint64_t slice = 4096;
    const std::size_t maxDraws
        = std::max<std::size_t>(1U << 20U, static_cast<std::size_t>(media->poolSize()));
    std::vector<std::uint64_t> draws;
    std::vector<ItemCount> counts;
    for (std::uint64_t i = 0; i < range.count; ++i) {
        if (i % slice == 0 && stop.stop_requested())
            return {};
        media->drawIndices(range.first + i * range.stride, draws);
        if (draws.size() > maxDraws)
            merge(counts, draws);
    }
    merge(counts, draws);
    return counts;
}

} // namespace poolscope::plan
