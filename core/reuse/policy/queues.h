// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/policy/item_lists.h"

#include <cstdint>
#include <vector>

/// Caches that keep one queue of items, from a cold start. `Sizes` gives an item's size in the unit
/// of the capacity. An item above the capacity is never stored. access() looks an item up, stores
/// it when it is missing and says whether it was there.
namespace poolscope::reuse {

struct UnitSizes {
    std::uint64_t operator()(ItemIndex /*item*/) const { return 1; }
};

/// Sizes by item; the array must outlive the cache.
struct TableSizes {
    const std::uint64_t* sizes = nullptr;
    std::uint64_t operator()(ItemIndex item) const { return sizes[item]; }
};

/// Every item that was ever asked for.
class UnlimitedCache {
public:
    explicit UnlimitedCache(ItemIndex items)
        : m_seen(items)
    {
    }

    bool access(ItemIndex item)
    {
        const bool isHit = m_seen[item];
        m_seen[item] = true;
        return isHit;
    }

private:
    std::vector<bool> m_seen;
};

/// Least recently used. Also the store of vLLM's order rule.
template <class Sizes> class LruCache {
public:
    using Item = ItemIndex;

    LruCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_room(capacity)
        , m_capacity(capacity)
        , m_queue(items)
    {
    }

    bool access(ItemIndex item)
    {
        if (touch(item))
            return true;
        put(item);
        return false;
    }
    /// Moves to newest; false when not held.
    bool touch(ItemIndex item)
    {
        if (!m_queue.holds(item))
            return false;
        m_queue.moveToNewest(item);
        return true;
    }
    void put(ItemIndex item)
    {
        erase(item);
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return;
        while (m_room < size)
            erase(m_queue.oldest());
        m_queue.pushNewest(item);
        m_room -= size;
    }
    void erase(ItemIndex item)
    {
        if (!m_queue.holds(item))
            return;
        m_queue.remove(item);
        m_room += m_sizes(item);
    }

private:
    Sizes m_sizes;
    std::uint64_t m_room;
    std::uint64_t m_capacity;
    ItemLists m_queue;
};

/// First in, first out: hits renew nothing.
template <class Sizes> class FifoCache {
public:
    FifoCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_room(capacity)
        , m_capacity(capacity)
        , m_queue(items)
    {
    }

    bool access(ItemIndex item)
    {
        if (m_queue.holds(item))
            return true;
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return false;
        while (m_room < size) {
            const ItemIndex oldest = m_queue.oldest();
            m_queue.remove(oldest);
            m_room += m_sizes(oldest);
        }
        m_queue.pushNewest(item);
        m_room -= size;
        return false;
    }

private:
    Sizes m_sizes;
    std::uint64_t m_room;
    std::uint64_t m_capacity;
    ItemLists m_queue;
};

/// CLOCK, or second chance: an item that was hit since it was stored or last passed over is put
/// back as newest instead of leaving. Items come in without that mark ("bit 0 at insertion" in
/// reuse-math 3.5; with the mark the policy is a little nearer to FIFO).
template <class Sizes> class ClockCache {
public:
    ClockCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_room(capacity)
        , m_capacity(capacity)
        , m_queue(items)
        , m_wasHit(items)
    {
    }

    bool access(ItemIndex item)
    {
        if (m_queue.holds(item)) {
            m_wasHit[item] = 1;
            return true;
        }
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return false;
        while (m_room < size)
            evict();
        m_queue.pushNewest(item);
        m_room -= size;
        return false;
    }

private:
    void evict()
    {
        ItemIndex oldest = m_queue.oldest();
        while (m_wasHit[oldest] != 0) {
            m_wasHit[oldest] = 0;
            m_queue.moveToNewest(oldest);
            oldest = m_queue.oldest();
        }
        m_queue.remove(oldest);
        m_room += m_sizes(oldest);
    }

    Sizes m_sizes;
    std::uint64_t m_room;
    std::uint64_t m_capacity;
    ItemLists m_queue;
    std::vector<std::uint8_t> m_wasHit;
};

/// SIEVE (Zhang and others, "SIEVE is simpler than LRU", NSDI 2024): as CLOCK, but an item that was
/// hit stays where it is, and the hand goes on from where it last evicted.
template <class Sizes> class SieveCache {
public:
    SieveCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_room(capacity)
        , m_capacity(capacity)
        , m_queue(items)
        , m_wasHit(items)
        , m_hand(m_queue.end())
    {
    }

    bool access(ItemIndex item)
    {
        if (m_queue.holds(item)) {
            m_wasHit[item] = 1;
            return true;
        }
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return false;
        while (m_room < size)
            evict();
        m_queue.pushNewest(item);
        m_room -= size;
        return false;
    }

private:
    void evict()
    {
        if (m_hand == m_queue.end())
            m_hand = m_queue.oldest();
        while (m_wasHit[m_hand] != 0) {
            m_wasHit[m_hand] = 0;
            m_hand = m_queue.newer(m_hand);
            if (m_hand == m_queue.end())
                m_hand = m_queue.oldest();
        }
        const ItemIndex victim = m_hand;
        m_hand = m_queue.newer(victim);
        m_queue.remove(victim);
        m_room += m_sizes(victim);
    }

    Sizes m_sizes;
    std::uint64_t m_room;
    std::uint64_t m_capacity;
    ItemLists m_queue;
    std::vector<std::uint8_t> m_wasHit;
    ItemIndex m_hand; ///< the queue's end: start from the oldest
};

} // namespace poolscope::reuse
