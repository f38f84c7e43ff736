// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/policy/shm_ring.h"

#include <algorithm>
#include <array>

namespace poolscope::reuse {

namespace {

constexpr std::uint64_t headerBytes = 8; // of a stored item, not part of the object

/// What an item takes beside its tensors when it is processed alone. Measured for eight sizes; the
/// borders between the measured ones are taken to be the powers of two.
std::uint64_t wrappingBytes(std::uint64_t tensorBytes)
{
    if (tensorBytes < 1U << 16U)
        return 200;
    if (tensorBytes < 1U << 17U)
        return 204;
    return tensorBytes < 1U << 18U ? 206 : 208;
}

/// What each item takes more when several new ones of a request are processed together. Measured up
/// to four; beyond them taken to go on as it ended.
std::uint64_t sharedWrappingBytes(std::size_t newItems)
{
    constexpr std::array<std::uint64_t, 5> measured{ 0, 0, 6, 13, 21 };
    if (newItems < measured.size())
        return measured[newItems];
    return measured.back() + 8 * (newItems - measured.size() + 1);
}

} // namespace

ShmRing::ShmRing(
    std::span<const std::uint64_t> tensorBytes, std::uint64_t capacity, std::uint64_t largestObject)
    : m_tensorBytes(tensorBytes)
    , m_capacity(capacity)
    , m_largestObject(largestObject)
    , m_isHeld(tensorBytes.size())
{
}

void ShmRing::request(std::span<const ItemIndex> items)
{
    const auto missing = std::count_if(
        items.begin(), items.end(), [&](ItemIndex item) { return !m_isHeld[item]; });
    const std::uint64_t shared = sharedWrappingBytes(static_cast<std::size_t>(missing));
    m_hits.assign(items.size(), false);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const ItemIndex item = items[i];
        m_hits[i] = m_isHeld[item];
        if (m_hits[i])
            continue;
        const std::uint64_t size
            = m_tensorBytes[item] + wrappingBytes(m_tensorBytes[item]) + shared;
        if (size - headerBytes <= m_largestObject)
            store(item, size, items);
    }
}

void ShmRing::store(ItemIndex item, std::uint64_t size, std::span<const ItemIndex> request)
{
    if (!hasRoom(addressFor(size), size))
        makeRoom(request);
    const std::uint64_t address = addressFor(size);
    if (!hasRoom(address, size))
        return;
    m_ring.push_back({ item, address, size });
    m_end = address + size;
    m_isHeld[item] = true;
}

std::uint64_t ShmRing::addressFor(std::uint64_t size) const
{
    if (m_end % m_capacity + size <= m_capacity)
        return m_end;
    return (m_end / m_capacity + 1) * m_capacity;
}

bool ShmRing::hasRoom(std::uint64_t address, std::uint64_t size) const
{
    return address + size - m_begin <= m_capacity;
}

void ShmRing::makeRoom(std::span<const ItemIndex> request)
{
    std::uint64_t freed = 0;
    while (!m_ring.empty() && freed < 2 * m_largestObject) {
        const Entry oldest = m_ring.front();
        if (std::find(request.begin(), request.end(), oldest.item) != request.end())
            return;
        m_ring.pop_front();
        m_isHeld[oldest.item] = false;
        freed += oldest.size;
        if (m_ring.empty())
            m_begin = m_end = 0;
        else
            m_begin = m_ring.front().address;
    }
}

} // namespace poolscope::reuse
