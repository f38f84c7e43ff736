// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/policy/item_lists.h"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace poolscope::reuse {

/// vLLM's processor cache of type shm: a ring of bytes in shared memory, oldest stored first out,
/// hits renew nothing. An item lies in one piece, so the end of the ring may stay unused. When
/// there is no room, items are freed from the oldest on until twice the largest object's size is
/// free, but not beyond an item that the request uses too; still no room, or an item above the
/// largest object: served, not stored. Measured on vLLM 0.32.0 (vllm-measured 3).
class ShmRing {
public:
    /// `tensorBytes` by item must outlive the ring. `largestObject` is
    /// `--mm-shm-cache-max-object-size-mb` in bytes.
    ShmRing(std::span<const std::uint64_t> tensorBytes, std::uint64_t capacity,
        std::uint64_t largestObject);

    void request(std::span<const ItemIndex> items);
    /// Of the last request, one per item.
    const std::vector<bool>& hits() const { return m_hits; }

private:
    struct Entry {
        ItemIndex item = 0;
        std::uint64_t address = 0; ///< counts on when the ring wraps
        std::uint64_t size = 0;
    };

    void store(ItemIndex item, std::uint64_t size, std::span<const ItemIndex> request);
    std::uint64_t addressFor(std::uint64_t size) const;
    bool hasRoom(std::uint64_t address, std::uint64_t size) const;
    void makeRoom(std::span<const ItemIndex> request);

    std::span<const std::uint64_t> m_tensorBytes;
    std::uint64_t m_capacity;
    std::uint64_t m_largestObject;
    std::deque<Entry> m_ring; // oldest first
    std::vector<bool> m_isHeld;
    std::vector<bool> m_hits;
    std::uint64_t m_begin = 0;
    std::uint64_t m_end = 0;
};

} // namespace poolscope::reuse
