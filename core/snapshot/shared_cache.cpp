// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/shared_cache.h"

#include "core/base/format.h"
#include "core/snapshot/pool_sizes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <utility>

namespace poolscope::snapshot {

using base::Modality;
using plan::Placement;
using reuse::ItemIndex;

namespace {

constexpr double mostLookUps = 5e7;
constexpr std::uint64_t requestsBetweenStops = 1024;

bool isFrames(const media::ItemSpec& item)
{
    return item.format == media::Format::pngFrames || item.format == media::Format::jpegFrames;
}

/// All media of a run, numbered in the order in which they first come.
class SharedMedia {
public:
    explicit SharedMedia(const plan::Plan& plan)
        : m_plan(plan)
    {
    }

    base::Result<> read(std::uint64_t requests, const std::stop_token& stop)
    {
        for (std::uint64_t r = 0; r < requests; ++r) {
            if (r % requestsBetweenStops == 0 && stop.stop_requested())
                return base::cancelled();
            addRequest(r);
        }
        return {};
    }

    const reuse::RequestList& requests() const { return m_requests; }
    reuse::ItemTable table(reuse::CacheMeasure measure) const
    {
        reuse::ItemTable table = m_table;
        if (measure == reuse::CacheMeasure::embeddingBytes)
            for (std::size_t i = 0; i < table.bytes.size(); ++i)
                table.bytes[i] = table.tokens[i] * reuse::embeddingBytesPerToken;
        return table;
    }

private:
    void addRequest(std::uint64_t request)
    {
        for (auto& items : m_byModality)
            items.clear();
        for (const Modality modality : base::allModalities)
            if (const plan::MediaPlan* media = m_plan.prefixMedia(modality))
                addSide(*media, m_plan.groupOf(request));
        for (const Modality modality : base::allModalities)
            if (const plan::MediaPlan* media = m_plan.media(modality))
                addSide(*media, request);
        m_items.clear();
        for (const auto& items : m_byModality)
            m_items.insert(m_items.end(), items.begin(), items.end());
        m_requests.add(m_items);
    }

    void addSide(const plan::MediaPlan& media, std::uint64_t key)
    {
        m_placed.clear();
        media.place(key, m_placed);
        std::stable_sort(m_placed.begin(), m_placed.end(),
            [](const Placement& a, const Placement& b) { return a.at < b.at; });
        for (const Placement& placement : m_placed) {
            media::ItemSpec item = placement.item;
            const std::int32_t pictures = isFrames(item) ? item.frames : 1;
            const Modality seenAs = isFrames(item) ? Modality::image : item.modality;
            if (isFrames(item))
                item.frames = 1;
            for (std::int32_t frame = 0; frame < pictures; ++frame)
                m_byModality.at(static_cast<std::size_t>(seenAs)).push_back(indexOf(item, frame));
        }
    }

    ItemIndex indexOf(const media::ItemSpec& item, std::int32_t frame)
    {
        const auto [known, isNew] = m_known.try_emplace(
            std::tuple(item.modality, item.side, item.item, frame), m_table.items);
        if (isNew) {
            ++m_table.items;
            m_table.bytes.push_back(tensorBytes(item));
            m_table.tokens.push_back(mediaTokens(item));
        }
        return known->second;
    }

    const plan::Plan& m_plan;
    reuse::RequestList m_requests;
    reuse::ItemTable m_table;
    std::map<std::tuple<Modality, media::Side, std::uint64_t, std::int32_t>, ItemIndex> m_known;
    std::vector<Placement> m_placed; ///< scratch
    std::array<std::vector<ItemIndex>, base::allModalities.size()> m_byModality;
    std::vector<ItemIndex> m_items;
};

} // namespace

bool hasSharedMedia(const plan::Plan& plan)
{
    int sources = 0;
    for (const Modality modality : base::allModalities)
        for (const plan::MediaPlan* media : { plan.media(modality), plan.prefixMedia(modality) })
            sources += media && media->meanCount() > 0 ? 1 : 0;
    return sources > 1;
}

base::Result<std::vector<reuse::CacheTally>> simulateShared(const Snapshot& snapshot,
    const std::vector<reuse::CacheSpec>& caches, const std::stop_token& stop)
{
    double perRequest = 0;
    for (const Modality modality : base::allModalities)
        for (const plan::MediaPlan* media :
            { snapshot.plan->media(modality), snapshot.plan->prefixMedia(modality) })
            perRequest += media ? media->meanCount() : 0;
    const double lookUps = perRequest * static_cast<double>(snapshot.requests);
    if (lookUps > mostLookUps)
        return base::fail(base::Code::unsupported,
            fmt::format("A cache for all media of {} look-ups is not simulated",
                base::formatNumber(lookUps)),
            fmt::format(
                "Ask for fewer requests: {} look-ups at most.", base::formatNumber(mostLookUps)));
    SharedMedia media(*snapshot.plan);
    if (auto read = media.read(snapshot.requests, stop); !read)
        return tl::make_unexpected(read.error());
    std::vector<reuse::CacheTally> tallies;
    for (const reuse::CacheSpec& spec : caches) {
        auto tally = reuse::simulateCache(spec, media.table(spec.measure), media.requests(), stop);
        if (!tally)
            return tl::make_unexpected(tally.error());
        tallies.push_back(*tally);
    }
    return tallies;
}

} // namespace poolscope::snapshot
