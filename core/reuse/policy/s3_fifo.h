// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/policy/item_lists.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace poolscope::reuse {

/// S3-FIFO (Yang and others, "FIFO queues are all you need for cache eviction", SOSP 2023). New
/// items enter a small queue of a tenth of the capacity; those that were hit more than once there
/// move to the main queue, the others leave and are remembered by name only, as many as the main
/// queue may hold; a remembered item that comes back enters the main queue at once. The main queue
/// puts an item back as often as it was hit, at most three times. `Sizes` as in queues.h.
template <class Sizes> class S3FifoCache {
public:
    S3FifoCache(ItemIndex items, std::uint64_t capacity, Sizes sizes)
        : m_sizes(sizes)
        , m_capacity(capacity)
        , m_smallCapacity(std::max<std::uint64_t>(1, capacity / 10))
        , m_queues(items, 3)
        , m_states(items)
    {
    }

    bool access(ItemIndex item)
    {
        State& state = m_states[item];
        if (state.place == small || state.place == main) {
            state.hits = std::min<std::uint8_t>(3, state.hits + 1);
            return true;
        }
        const std::uint64_t size = m_sizes(item);
        if (size > m_capacity)
            return false;
        // Read before room is made: that may push the name out.
        const bool isRemembered = state.place == ghost;
        if (isRemembered)
            take(item);
        while (m_filled[small] + m_filled[main] > m_capacity - size)
            evict();
        put(item, isRemembered ? main : small);
        return false;
    }

private:
    // Places of an item; the first three are the lists' numbers.
    static constexpr std::uint8_t small = 0;
    static constexpr std::uint8_t main = 1;
    static constexpr std::uint8_t ghost = 2;
    static constexpr std::uint8_t nowhere = 3;
    struct State {
        std::uint8_t place = nowhere;
        std::uint8_t hits = 0;
    };

    void put(ItemIndex item, std::uint8_t place)
    {
        m_states[item] = { place, 0 };
        m_queues.pushNewest(item, place);
        m_filled[place] += m_sizes(item);
    }
    void take(ItemIndex item)
    {
        m_filled[m_states[item].place] -= m_sizes(item);
        m_states[item].place = nowhere;
        m_queues.remove(item);
    }
    void evict()
    {
        const bool isMainEmpty = m_queues.oldest(main) == m_queues.end(main);
        const bool isSmallEmpty = m_queues.oldest(small) == m_queues.end(small);
        if (!isSmallEmpty && (m_filled[small] >= m_smallCapacity || isMainEmpty))
            evictFromSmall();
        else
            evictFromMain();
    }
    /// One item leaves the small queue, for the main queue or for good.
    void evictFromSmall()
    {
        const ItemIndex oldest = m_queues.oldest(small);
        const bool isWanted = m_states[oldest].hits > 1;
        take(oldest);
        if (isWanted)
            put(oldest, main);
        else
            remember(oldest);
    }
    void evictFromMain()
    {
        ItemIndex oldest = m_queues.oldest(main);
        while (m_states[oldest].hits > 0) {
            --m_states[oldest].hits;
            m_queues.moveToNewest(oldest, main);
            oldest = m_queues.oldest(main);
        }
        take(oldest);
    }
    void remember(ItemIndex item)
    {
        const std::uint64_t room = m_capacity - std::min(m_capacity, m_smallCapacity);
        put(item, ghost);
        while (m_filled[ghost] > room)
            take(m_queues.oldest(ghost));
    }

    Sizes m_sizes;
    std::uint64_t m_capacity;
    std::uint64_t m_smallCapacity;
    ItemLists m_queues;
    std::array<std::uint64_t, 3> m_filled{};
    std::vector<State> m_states;
};

} // namespace poolscope::reuse
