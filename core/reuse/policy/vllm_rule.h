// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace poolscope::reuse {

/// The order in which vLLM's processor cache (type lru) handles the items of a request, measured on
/// vLLM 0.32.0: all that are cached already are first moved to newest, then the items are looked up
/// one by one, misses inserted at once.
///
/// There are two halves: the front end keeps the keys, the engine the tensors, and a hit sends a
/// key without tensors. They agree until the first refusal; afterwards a request may name an item
/// that only the front end holds, which is refused too and makes the front end forget it.
///
/// `Store` is a least recently used store of `Store::Item`s with touch (moves to newest; false when
/// not held), put and erase.
template <class Store> class VllmRule {
public:
    using Item = typename Store::Item;

    VllmRule(Store frontEnd, Store engine)
        : m_frontEnd(std::move(frontEnd))
        , m_engine(std::move(engine))
    {
    }

    struct Answer {
        std::size_t lookups = 0; ///< items that were looked up, from the first on
        /// An item that was cached when the request came was evicted by the items before it.
        bool isRefusedByFrontEnd = false;
        bool isRefusedByEngine = false; ///< the engine lacks an item that the front end holds
    };

    Answer request(std::span<const Item> items)
    {
        Answer answer = lookUp(items);
        if (!answer.isRefusedByFrontEnd)
            answer.isRefusedByEngine = !engineHolds(items);
        return answer;
    }

    /// Of the last request, one per item; false where no lookup took place.
    const std::vector<bool>& hits() const { return m_hits; }
    const Store& frontEnd() const { return m_frontEnd; }
    void clear()
    {
        m_frontEnd.clear();
        m_engine.clear();
    }

private:
    Answer lookUp(std::span<const Item> items)
    {
        m_known.assign(items.size(), false);
        m_hits.assign(items.size(), false);
        for (std::size_t i = 0; i < items.size(); ++i)
            m_known[i] = m_frontEnd.touch(items[i]);
        for (std::size_t i = 0; i < items.size(); ++i) {
            m_hits[i] = m_frontEnd.touch(items[i]);
            // Its tensors were not made again, and now the old ones are gone.
            if (!m_hits[i] && m_known[i])
                return { i + 1, true, false };
            if (!m_hits[i])
                m_frontEnd.put(items[i]);
        }
        return { items.size(), false, false };
    }

    /// Tensors come with the misses and must be held for the hits.
    bool engineHolds(std::span<const Item> items)
    {
        for (const Item& item : items)
            m_engine.touch(item);
        bool isComplete = true;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!m_hits[i]) {
                m_engine.put(items[i]);
            } else if (!m_engine.touch(items[i])) {
                m_frontEnd.erase(items[i]);
                isComplete = false;
            }
        }
        return isComplete;
    }

    Store m_frontEnd;
    Store m_engine;
    std::vector<bool> m_known; // of the request at hand, kept for its memory
    std::vector<bool> m_hits;
};

} // namespace poolscope::reuse
