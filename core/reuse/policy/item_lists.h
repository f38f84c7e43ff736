// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace poolscope::reuse {

/// Index of an item in its pool, or a dense number given to an item of a log.
using ItemIndex = std::uint32_t;

/// Doubly linked lists over one array, from oldest to newest; an item is in at most one of them.
/// Every step takes constant time and touches no memory but the links: 8 bytes per item.
class ItemLists {
public:
    /// Items 0 .. items-1, lists 0 .. lists-1; items + lists must stay below 2^32 - 1.
    explicit ItemLists(ItemIndex items, std::uint32_t lists = 1)
        : m_items(items)
        , m_links(std::size_t{ items } + lists)
    {
        for (std::uint32_t list = 0; list < lists; ++list)
            m_links[end(list)] = { end(list), end(list) };
    }

    bool holds(ItemIndex item) const { return m_links[item].newer != none; }
    /// end(list) where the list is empty.
    ItemIndex oldest(std::uint32_t list = 0) const { return m_links[end(list)].newer; }
    /// end(list) after the newest; the oldest after end(list).
    ItemIndex newer(ItemIndex item) const { return m_links[item].newer; }
    ItemIndex end(std::uint32_t list = 0) const { return m_items + list; }

    /// `item` must be in no list.
    void pushNewest(ItemIndex item, std::uint32_t list = 0)
    {
        const ItemIndex last = end(list);
        const ItemIndex before = m_links[last].older;
        m_links[item] = { before, last };
        m_links[before].newer = item;
        m_links[last].older = item;
    }
    /// `item` must be in a list.
    void remove(ItemIndex item)
    {
        unlink(item);
        m_links[item] = {};
    }
    void moveToNewest(ItemIndex item, std::uint32_t list = 0)
    {
        unlink(item);
        pushNewest(item, list);
    }

private:
    static constexpr ItemIndex none = std::numeric_limits<ItemIndex>::max();
    struct Link {
        ItemIndex older = none;
        ItemIndex newer = none;
    };

    void unlink(ItemIndex item)
    {
        const Link link = m_links[item];
        m_links[link.older].newer = link.newer;
        m_links[link.newer].older = link.older;
    }

    ItemIndex m_items;
    std::vector<Link> m_links; // the lists' ends come after the items
};

} // namespace poolscope::reuse
