// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/cache_spec.h"
#include "core/reuse/policy/item_lists.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace poolscope::reuse {

/// A pool as caches see it. Either array may be empty where the sizes are not known; then nothing
/// is counted in that unit.
struct ItemTable {
    ItemIndex items = 0; ///< indices are below it
    std::vector<std::uint64_t> bytes; ///< by item
    std::vector<std::uint64_t> tokens; ///< by item
};

/// The media of requests, in the order of sending.
class RequestList {
public:
    void add(std::span<const ItemIndex> items)
    {
        m_items.insert(m_items.end(), items.begin(), items.end());
        m_ends.push_back(m_items.size());
    }
    void clear()
    {
        m_items.clear();
        m_ends.clear();
    }
    std::size_t size() const { return m_ends.size(); }
    std::span<const ItemIndex> operator[](std::size_t request) const
    {
        const std::size_t begin = request == 0 ? 0 : m_ends[request - 1];
        return { m_items.data() + begin, m_ends[request] - begin };
    }
    /// All requests' items one after the other.
    std::span<const ItemIndex> items() const { return m_items; }

private:
    std::vector<ItemIndex> m_items;
    std::vector<std::size_t> m_ends;
};

struct HitShare {
    std::uint64_t total = 0;
    std::uint64_t hits = 0;

    double rate() const
    {
        return total == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(total);
    }
    bool operator==(const HitShare&) const = default;
};

/// What a cache made of its requests.
struct CacheTally {
    std::uint64_t requests = 0;
    std::uint64_t refused = 0; ///< answered with 500, by vllm only
    /// Items looked up, with repetitions. In a refused request the items after the one that made
    /// it fail are not looked up; vLLM's counters show the lookups of a request that the front end
    /// refused only with the next request that gets past it.
    HitShare items;
    HitShare bytes; ///< of the items looked up
    HitShare tokens;

    bool operator==(const CacheTally&) const = default;
};

/// Exact simulation of a cache and its replicas, from cold. Requests come in batches, so that a
/// stream of any length needs the memory of one batch. Not thread-safe; moves, does not copy.
///
/// Within a request, items are looked up one after the other and misses stored at once; vllm and
/// vllmShm follow their own rules (policy/vllm_rule.h, policy/shm_ring.h). A request is served
/// before the next one comes. An item above the capacity is never stored.
class CacheSimulation {
public:
    /// `table` must outlive the simulation. Fails where the sizes that the capacity is in are not
    /// known or the memory would exceed maxBytes.
    static base::Result<CacheSimulation> make(const CacheSpec& spec, const ItemTable& table);
    static constexpr std::uint64_t maxBytes = std::uint64_t{ 2 } << 30U;
    /// Memory of a simulation in bytes, the item table apart.
    static std::uint64_t neededBytes(const CacheSpec& spec, ItemIndex items);

    CacheSimulation(CacheSimulation&&) noexcept;
    CacheSimulation& operator=(CacheSimulation&&) noexcept;
    ~CacheSimulation();

    /// Serves the requests. After a cancelled call the simulation is of no further use. Fails
    /// before serving any where an item is not in the table.
    base::Result<> feed(const RequestList& requests, std::stop_token stop = {});

    CacheTally tally() const; ///< of all replicas together
    const std::vector<CacheTally>& replicas() const; ///< in their order

    /// The caches behind it; for cache_simulation.cpp.
    class Caches;

private:
    explicit CacheSimulation(std::unique_ptr<Caches> caches);

    std::unique_ptr<Caches> m_caches;
};

/// A whole run at once.
base::Result<CacheTally> simulateCache(const CacheSpec& spec, const ItemTable& table,
    const RequestList& requests, std::stop_token stop = {});

} // namespace poolscope::reuse
