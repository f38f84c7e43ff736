// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/policy/item_lists.h"
#include "core/reuse/policy/queues.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace poolscope::reuse {

/// Stack distances of a stream of items (Mattson and others, "Evaluation techniques for storage
/// hierarchies", 1970): how much was asked for since an item was last asked for, the item itself
/// included. An LRU cache that starts cold hits exactly where the distance is at most its capacity.
/// Memory: 4 bytes per item of the pool and about 20 per different item, whatever the stream's
/// length.
///
/// Last accesses are marks on a line of positions that is renumbered when it is full; a distance is
/// a count of marks, by a Fenwick tree over blocks and population counts within (reuse-math 4).
class StackDistances {
public:
    /// Items below `items`, at most 2^30 of them different. `sizes` by item, which must outlive
    /// this, or empty where distances in sizes are not wanted.
    explicit StackDistances(ItemIndex items, std::span<const std::uint64_t> sizes = {});

    struct Distance {
        std::uint64_t items = 0; ///< different items; 0: never asked for before
        std::uint64_t size = 0; ///< the sum of their sizes
    };
    Distance access(ItemIndex item);

    /// Different items so far.
    std::uint64_t distinct() const { return m_live; }

private:
    /// Sums over blocks; a prefix costs the logarithm of their number.
    template <class Value> class FenwickTree {
    public:
        void assign(const std::vector<Value>& blocks);
        void add(std::size_t block, Value value);
        void subtract(std::size_t block, Value value);
        Value before(std::size_t block) const; ///< of all blocks before it

    private:
        std::vector<Value> m_sums;
    };

    void mark(ItemIndex item);
    void unmark(std::size_t position, ItemIndex item);
    std::uint64_t marksUpTo(std::size_t position) const;
    std::uint64_t sizeUpTo(std::size_t position) const;
    void renumber();

    std::span<const std::uint64_t> m_sizes;
    std::vector<std::uint32_t> m_last; // by item: position of the last access + 1
    std::vector<ItemIndex> m_owners; // by position
    std::vector<std::uint64_t> m_marks; // a bit by position
    FenwickTree<std::uint32_t> m_counts; // by 512 positions
    FenwickTree<std::uint64_t> m_blockSizes; // by 64 positions
    std::size_t m_next = 0; // position of the next access
    std::uint64_t m_live = 0;
    std::uint64_t m_liveSize = 0;
};

/// Hits of LRU caches of every capacity on one stream, from cold.
class HitCurve {
public:
    /// Capacities in bytes or tokens to answer for as well, in any order, with the sizes of the
    /// items in that unit.
    struct BySize {
        std::span<const std::uint64_t> sizes; ///< by item; must outlive the curve
        std::vector<std::uint64_t> capacities;
    };
    struct SizePoint {
        std::uint64_t capacity = 0;
        std::uint64_t hits = 0;
        std::uint64_t hitSize = 0; ///< sum of the sizes of the accesses that hit

        bool operator==(const SizePoint&) const = default;
    };

    explicit HitCurve(ItemIndex items);
    HitCurve(ItemIndex items, BySize bySize);

    /// The stream goes on with these items. After a cancelled call the curve is of no further use.
    /// Fails before reading any where an item is not below `items`.
    base::Result<> feed(std::span<const ItemIndex> accesses, std::stop_token stop = {});

    std::uint64_t accesses() const { return m_accesses; }
    std::uint64_t totalSize() const { return m_totalSize; } ///< of all accesses
    std::uint64_t distinct() const { return m_distances.distinct(); }
    /// hits[C] of a cache of C items, C = 0 .. the smallest capacity that hits whenever an
    /// unlimited cache does.
    std::vector<std::uint64_t> hits() const;
    /// One for each chosen capacity, in ascending order, without repetitions. Exact, with items
    /// above a capacity left out of its cache.
    std::vector<SizePoint> bySize() const;

private:
    struct SmallCache {
        SizePoint point;
        LruCache<TableSizes> cache;
    };

    void count(ItemIndex item);

    ItemIndex m_items;
    std::span<const std::uint64_t> m_sizes;
    StackDistances m_distances;
    std::vector<std::uint64_t> m_byDistance; // accesses, by distance in items
    std::vector<SizePoint> m_bySize; // what each capacity adds to the one before it
    std::vector<SmallCache> m_small; // capacities below the largest item
    std::uint64_t m_accesses = 0;
    std::uint64_t m_totalSize = 0;
};

} // namespace poolscope::reuse
