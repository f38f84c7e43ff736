// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/store.h"

#include "core/media/identity.h"
#include "core/media/render.h"

#include <bit>
#include <condition_variable>
#include <fmt/format.h>
#include <list>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

namespace poolscope::media {

namespace {

using base::Result;

/// An order over whole specs; the bits of the duration, because a NaN has no place in an order.
struct Before {
    static auto key(const ItemSpec& spec)
    {
        return std::tuple(spec.item, spec.modality, spec.side, spec.format, spec.width, spec.height,
            spec.frames, std::bit_cast<std::uint64_t>(spec.seconds), spec.seed,
            std::string_view(spec.source));
    }
    bool operator()(const ItemSpec& a, const ItemSpec& b) const { return key(a) < key(b); }
};

Result<AssetPtr> renderAsset(const ItemSpec& spec, const std::stop_token& stop)
{
    try {
        return render(spec, stop).map([](const std::vector<Blob>& files) -> AssetPtr {
            return std::make_shared<const Asset>(makeAsset(files));
        });
    } catch (const std::bad_alloc&) {
        return base::fail(base::Code::media,
            fmt::format("Cannot keep {}: there is not enough memory", shownName(spec)));
    }
}

std::size_t heldBytesOf(const Asset& asset)
{
    std::size_t sum = 0;
    for (const EncodedBlob& blob : asset.blobs)
        sum += blob.base64.size();
    return sum;
}

} // namespace

struct PoolStore::Impl {
    /// An item being rendered by one thread while others may wait for it.
    struct Pending {
        std::optional<Result<AssetPtr>> result;
    };
    struct Held {
        AssetPtr asset;
        std::list<const ItemSpec*>::iterator use; ///< its place among the uses
    };

    explicit Impl(std::size_t budgetBytes)
        : budget(budgetBytes)
    {
    }

    /// The item if it is held, now the latest used. Call with the mutex.
    AssetPtr use(const ItemSpec& spec)
    {
        const auto place = held.find(spec);
        if (place == held.end())
            return nullptr;
        uses.splice(uses.begin(), uses, place->second.use);
        return place->second.asset;
    }

    /// Keeps the item and lets go of the least recently used beyond the budget, in the end of the
    /// item itself. Call with the mutex.
    void keep(const ItemSpec& spec, const AssetPtr& asset)
    {
        const auto [place, isNew] = held.try_emplace(spec, Held{ asset, {} });
        if (!isNew)
            return;
        uses.push_front(&place->first);
        place->second.use = uses.begin();
        bytes += heldBytesOf(*asset);
        while (bytes > budget) {
            const auto oldest = held.find(*uses.back());
            bytes -= heldBytesOf(*oldest->second.asset);
            uses.pop_back();
            held.erase(oldest);
        }
    }

    const std::size_t budget;
    mutable std::mutex mutex;
    std::condition_variable_any finished; ///< some pending item got its result
    std::map<ItemSpec, Held, Before> held;
    std::list<const ItemSpec*> uses; ///< keys of `held`, the latest used first
    std::map<ItemSpec, std::shared_ptr<Pending>, Before> pending;
    std::size_t bytes = 0;
};

PoolStore::PoolStore(std::size_t budgetBytes)
    : m_impl(std::make_unique<Impl>(budgetBytes))
{
}

PoolStore::~PoolStore() = default;

Result<AssetPtr> PoolStore::get(const ItemSpec& spec, std::stop_token stop)
{
    if (spec.side == Side::fresh)
        return renderAsset(spec, stop);
    const auto mine = std::make_shared<Impl::Pending>();
    {
        std::unique_lock lock(m_impl->mutex);
        for (;;) {
            if (auto asset = m_impl->use(spec))
                return asset;
            const auto other = m_impl->pending.try_emplace(spec, mine).first->second;
            if (other == mine)
                break;
            m_impl->finished.wait(lock, stop, [&] { return other->result.has_value(); });
            if (!other->result)
                return base::cancelled();
            // Whoever rendered it was stopped; we were not, so it is our turn.
            const bool wasStopped
                = !*other->result && other->result->error().code == base::Code::cancelled;
            if (!wasStopped)
                return *other->result;
        }
    }
    auto result = renderAsset(spec, stop);
    {
        const std::lock_guard lock(m_impl->mutex);
        mine->result = result;
        m_impl->pending.erase(spec);
        if (result)
            m_impl->keep(spec, *result);
    }
    m_impl->finished.notify_all();
    return result;
}

AssetPtr PoolStore::find(const ItemSpec& spec) const
{
    const std::lock_guard lock(m_impl->mutex);
    const auto place = m_impl->held.find(spec);
    return place == m_impl->held.end() ? nullptr : place->second.asset;
}

std::size_t PoolStore::heldBytes() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->bytes;
}

std::size_t PoolStore::heldItems() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->held.size();
}

} // namespace poolscope::media
