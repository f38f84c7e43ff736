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

constexpr std::uint64_t mostLookUps = 50'000'000; // of frames too, where videos are sent so
constexpr std::uint64_t requestsBetweenStops = 1024;

bool isFrames(const media::ItemSpec& item)
{
    return item.format == media::Format::pngFrames || item.format == media::Format::jpegFrames;
}

tl::unexpected<base::Error> tooMany()
{
    return base::fail(base::Code::unsupported,
        fmt::format(
            "One cache for all media is simulated for {} look-ups at most, and this run has more",
            base::formatCount(mostLookUps)),
        "Ask for fewer requests.");
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
            if (m_requests.items().size() > mostLookUps)
                return tooMany();
        }
        return {};
    }

    const reuse::RequestList& requests() const { return m_requests; }
    const reuse::ItemTable& tensors() const { return m_table; }
    /// The same with the bytes of embeddings.
    reuse::ItemTable embeddings() const
    {
        reuse::ItemTable table{ m_table.items, {}, m_table.tokens };
        table.bytes.reserve(table.tokens.size());
        for (const std::uint64_t tokens : table.tokens)
            table.bytes.push_back(tokens * reuse::embeddingBytesPerToken);
        return table;
    }

private:
    using Key = std::tuple<Modality, media::Side, std::uint64_t, std::int32_t>;

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
        if (item.side == media::Side::fresh) // never comes again
            return added(item);
        const Key key{ item.modality, item.side, item.item, frame };
        const auto known = m_known.find(key);
        if (known != m_known.end())
            return known->second;
        return m_known[key] = added(item);
    }

    ItemIndex added(const media::ItemSpec& item)
    {
        m_table.bytes.push_back(tensorBytes(item));
        m_table.tokens.push_back(mediaTokens(item));
        return m_table.items++;
    }

    const plan::Plan& m_plan;
    reuse::RequestList m_requests;
    reuse::ItemTable m_table;
    std::map<Key, ItemIndex> m_known;
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
    SharedMedia media(*snapshot.plan);
    if (auto read = media.read(snapshot.requests, stop); !read)
        return tl::make_unexpected(read.error());
    std::vector<reuse::CacheTally> tallies;
    std::optional<reuse::ItemTable> embeddings;
    for (const reuse::CacheSpec& spec : caches) {
        const bool isOfTensors = spec.measure == reuse::CacheMeasure::processedBytes;
        if (!isOfTensors && !embeddings)
            embeddings = media.embeddings();
        auto tally = reuse::simulateCache(
            spec, isOfTensors ? media.tensors() : *embeddings, media.requests(), stop);
        if (!tally)
            return tl::make_unexpected(tally.error());
        tallies.push_back(*tally);
    }
    return tallies;
}

} // namespace poolscope::snapshot
