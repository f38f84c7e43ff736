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

/// What a cache holds, from oldest to newest, and the room that is left. Each policy chooses who
/// leaves.
template <class Sizes> class SizedQueue {
public:
    SizedQueue(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_room(capacity)
        , m_capacity(capacity)
        , m_items(items)
    {
    }

    /// The order of the items, for looks and moves; store and remove change what is held.
    ItemLists& items() { return m_items; }
    bool holds(ItemIndex item) const { return m_items.holds(item); }

    /// `item` must not be held. Calls evict(), which removes one item, until there is room.
    template <class Evict> void store(ItemIndex item, const Evict& evict)
    {
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return;
        while (m_room < size)
            evict();
        m_items.pushNewest(item);
        m_room -= size;
    }
    /// `item` must be held.
    void remove(ItemIndex item)
    {
        m_items.remove(item);
        m_room += m_sizes(item);
    }
    void removeOldest() { remove(m_items.oldest()); }

private:
    Sizes m_sizes;
    std::uint64_t m_room;
    std::uint64_t m_capacity;
    ItemLists m_items;
};

/// Least recently used. Also the store of vLLM's order rule.
template <class Sizes> class LruCache {
public:
    using Item = ItemIndex;

    LruCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_queue(items, capacity, sizes)
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
        m_queue.items().moveToNewest(item);
        return true;
    }
    void put(ItemIndex item)
    {
        erase(item);
        m_queue.store(item, [this] { m_queue.removeOldest(); });
    }
    void erase(ItemIndex item)
    {
        if (m_queue.holds(item))
            m_queue.remove(item);
    }

private:
    SizedQueue<Sizes> m_queue;
};

/// First in, first out: hits renew nothing.
template <class Sizes> class FifoCache {
public:
    FifoCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_queue(items, capacity, sizes)
    {
    }

    bool access(ItemIndex item)
    {
        if (m_queue.holds(item))
            return true;
        m_queue.store(item, [this] { m_queue.removeOldest(); });
        return false;
    }

private:
    SizedQueue<Sizes> m_queue;
};

/// A queue whose items remember that they were hit. `Hand` chooses who leaves.
template <class Sizes, class Hand> class MarkingCache {
public:
    MarkingCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_queue(items, capacity, sizes)
        , m_wasHit(items)
    {
    }

    bool access(ItemIndex item)
    {
        if (m_queue.holds(item)) {
            m_wasHit[item] = 1;
            return true;
        }
        m_queue.store(item, [this] { m_queue.remove(m_hand.victim(m_queue.items(), m_wasHit)); });
        return false;
    }

private:
    SizedQueue<Sizes> m_queue;
    std::vector<std::uint8_t> m_wasHit;
    Hand m_hand;
};

/// CLOCK, or second chance: an item that was hit since it was stored or last passed over is put
/// back as newest instead of leaving. Items come in without that mark ("bit 0 at insertion" in
/// reuse-math 3.5; with the mark the policy is a little nearer to FIFO).
class ClockHand {
public:
    ItemIndex victim(ItemLists& queue, std::vector<std::uint8_t>& wasHit)
    {
        ItemIndex oldest = queue.oldest();
        while (wasHit[oldest] != 0) {
            wasHit[oldest] = 0;
            queue.moveToNewest(oldest);
            oldest = queue.oldest();
        }
        return oldest;
    }
};
template <class Sizes> using ClockCache = MarkingCache<Sizes, ClockHand>;

/// SIEVE (Zhang and others, "SIEVE is simpler than LRU", NSDI 2024): as CLOCK, but an item that was
/// hit stays where it is, and the hand goes on from where it last evicted.
class SieveHand {
public:
    ItemIndex victim(const ItemLists& queue, std::vector<std::uint8_t>& wasHit)
    {
        ItemIndex item = m_isAtStart ? queue.oldest() : m_next;
        while (wasHit[item] != 0) {
            wasHit[item] = 0;
            item = queue.newer(item);
            if (item == queue.end())
                item = queue.oldest();
        }
        m_next = queue.newer(item);
        m_isAtStart = m_next == queue.end();
        return item;
    }

private:
    ItemIndex m_next = 0;
    bool m_isAtStart = true; ///< the next look starts from the oldest
};
template <class Sizes> using SieveCache = MarkingCache<Sizes, SieveHand>;

} // namespace poolscope::reuse
