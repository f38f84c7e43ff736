// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/preparer.h"

#include "core/media/user_files.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace poolscope::run {

namespace {

constexpr std::uint64_t maxAhead = 128;
constexpr std::uint64_t maxBytesAhead = 256U << 20U;
/// How many requests are looked at to find the items that are rendered before the first is sent.
constexpr std::uint64_t maxLookedAt = 200'000;

} // namespace

base::Result<> checkFolders(const plan::Plan& plan, const std::stop_token& stop)
{
    for (const base::Modality modality : base::allModalities)
        for (const auto* media : { plan.media(modality), plan.prefixMedia(modality) }) {
            if (!media || !media->hasPool() || media->item(0).format != media::Format::file)
                continue;
            auto enough = media::checkUserFiles(media->item(0).source, media->poolSize(), stop);
            if (!enough)
                return enough;
        }
    return {};
}

std::vector<media::ItemSpec> firstItems(const plan::Plan& plan, const plan::RequestRange& range,
    std::uint64_t budget, const std::stop_token& stop)
{
    std::vector<media::ItemSpec> items;
    std::set<std::tuple<base::Modality, media::Side, std::uint64_t>> known;
    std::uint64_t bytes = 0;
    const auto add = [&](const media::ItemSpec& item) {
        if (item.side == media::Side::fresh
            || !known.insert({ item.modality, item.side, item.item }).second)
            return true;
        bytes += media::estimatedBytes(item) * 4 / 3;
        if (bytes > budget)
            return false;
        items.push_back(item);
        return true;
    };
    const auto addRequest = [&](std::uint64_t index) {
        std::vector<plan::Placement> placements;
        for (const base::Modality modality : base::allModalities) {
            if (const auto* media = plan.media(modality))
                media->place(index, placements);
            if (const auto* media = plan.prefixMedia(modality))
                media->place(plan.groupOf(index), placements);
        }
        return std::all_of(placements.begin(), placements.end(),
            [&](const plan::Placement& placement) { return add(placement.item); });
    };
    for (std::uint64_t i = 0; i < std::min(range.count, maxLookedAt); ++i)
        if (stop.stop_requested() || !addRequest(range.first + i * range.stride))
            break;
    return items;
}

Preparer::Preparer(const plan::Plan& plan, media::PoolStore& store, plan::RequestSettings settings,
    plan::RequestRange range, unsigned threads, std::function<void()> onReady)
    : m_plan(plan)
    , m_store(store)
    , m_settings(std::move(settings))
    , m_range(range)
    , m_onReady(std::move(onReady))
{
    for (unsigned i = 0; i < threads; ++i)
        m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Preparer::~Preparer()
{
    for (auto& thread : m_threads)
        thread.request_stop();
}

/// The head of the line may always be made; what lies behind it only within the bounds.
bool Preparer::mayStart() const
{
    if (m_started >= m_range.count)
        return false;
    return m_started == m_taken || (m_started < m_taken + maxAhead && m_readyBytes < maxBytesAhead);
}

void Preparer::work(const std::stop_token& stop)
{
    for (;;) {
        std::uint64_t position = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return mayStart(); }))
                return;
            position = m_started++;
        }
        Prepared prepared = prepare(m_range.first + position * m_range.stride, stop);
        if (stop.stop_requested())
            return;
        bool isNext = false;
        {
            const std::lock_guard lock(m_mutex);
            m_readyBytes += prepared.body.size();
            m_ready.emplace(position, std::move(prepared));
            isNext = position == m_taken;
        }
        if (isNext)
            m_onReady();
    }
}

Prepared Preparer::prepare(std::uint64_t index, const std::stop_token& stop) const
{
    Prepared prepared;
    prepared.index = index;
    const plan::RequestSpec request = m_plan.request(index);
    std::vector<std::pair<media::ItemSpec, media::AssetPtr>> used;
    const auto assets = [&](const media::ItemSpec& spec) -> base::Result<media::AssetPtr> {
        for (const auto& [known, asset] : used)
            if (known == spec)
                return asset;
        auto asset = m_store.get(spec, stop);
        if (asset)
            used.emplace_back(spec, *asset);
        return asset;
    };
    auto body = wire::makeBody(m_settings, request, assets);
    if (!body) {
        prepared.error = body.error();
        return prepared;
    }
    prepared.body = std::move(*body);
    const auto note = [&](const plan::Part& part) {
        for (const auto& [item, at] : part.media) {
            media::AssetPtr asset = *assets(item);
            prepared.items.push_back({ item.modality, item.side, item.item, item.width, item.height,
                item.frames, static_cast<float>(item.seconds), asset->bytes() });
            prepared.assets.push_back(std::move(asset));
        }
    };
    if (request.prefix)
        note(*request.prefix);
    note(request.payload);
    return prepared;
}

std::optional<Prepared> Preparer::take()
{
    std::optional<Prepared> next;
    {
        const std::lock_guard lock(m_mutex);
        const auto ready = m_ready.find(m_taken);
        if (ready == m_ready.end())
            return next;
        next = std::move(ready->second);
        m_readyBytes -= next->body.size();
        m_ready.erase(ready);
        ++m_taken;
    }
    m_changed.notify_all();
    return next;
}

} // namespace poolscope::run
