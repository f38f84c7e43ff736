// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/id_table.h"

#include "core/base/format.h"

#include <fmt/format.h>

namespace poolscope::reuse {

namespace {

constexpr std::size_t namedItems = 5000;
constexpr std::size_t firstSlots = 1024; // a power of two

} // namespace

std::uint64_t idKey(std::string_view id)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : id) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3U;
    }
    hash ^= hash >> 33U;
    hash *= 0xff51afd7ed558ccdU;
    hash ^= hash >> 33U;
    hash *= 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33U);
}

IdTable::IdTable(AccessLog& log, const LogLimits& limits)
    : m_log(log)
    , m_limits(limits)
    , m_slots(firstSlots, 0)
{
}

std::size_t IdTable::slotOf(std::uint64_t key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = key & mask;
    while (m_slots[slot] != 0 && m_log.keys[m_slots[slot] - 1] != key)
        slot = (slot + 1) & mask;
    return slot;
}

void IdTable::grow()
{
    m_slots.assign(2 * m_slots.size(), 0);
    for (std::size_t item = 0; item < m_log.keys.size(); ++item)
        m_slots[slotOf(m_log.keys[item])] = static_cast<std::uint32_t>(item + 1);
}

base::Result<> IdTable::add(std::string_view id)
{
    if (m_log.accesses.size() >= m_limits.accesses)
        return base::fail(base::Code::invalid,
            fmt::format("more than {} accesses", base::formatCount(m_limits.accesses)),
            "Import a part of the log");
    const std::uint64_t key = idKey(id);
    std::size_t slot = slotOf(key);
    if (m_slots[slot] == 0) {
        if (m_log.keys.size() >= m_limits.distinctIds)
            return base::fail(base::Code::invalid,
                fmt::format("more than {} different ids", base::formatCount(m_limits.distinctIds)),
                "Import a part of the log, or check that the field holds ids of items");
        if (2 * (m_log.keys.size() + 1) > m_slots.size()) {
            grow();
            slot = slotOf(key);
        }
        m_log.keys.push_back(key);
        m_log.counts.push_back(0);
        if (m_log.names.size() < namedItems) {
            constexpr std::size_t shownBytes = 200;
            m_log.names.emplace_back(id.substr(0, shownBytes));
        }
        m_slots[slot] = static_cast<std::uint32_t>(m_log.keys.size());
    }
    const std::uint32_t item = m_slots[slot] - 1;
    ++m_log.counts[item];
    m_log.accesses.push_back(item);
    return {};
}

base::Result<> IdTable::endRequest()
{
    if (m_log.requestEnds.size() >= m_limits.accesses)
        return base::fail(base::Code::invalid,
            fmt::format("more than {} requests", base::formatCount(m_limits.accesses)),
            "Import a part of the log");
    m_log.requestEnds.push_back(static_cast<std::uint32_t>(m_log.accesses.size()));
    return {};
}

} // namespace poolscope::reuse
