// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_simulation.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Tables, specs and requests in few words.
namespace poolscope::testing {

using reuse::CacheTally;
using reuse::ItemIndex;
using reuse::ItemTable;
using reuse::RequestList;

inline ItemTable tableOf(ItemIndex items)
{
    ItemTable table;
    table.items = items;
    return table;
}

inline ItemTable tableOf(std::vector<std::uint64_t> bytes)
{
    ItemTable table = tableOf(static_cast<ItemIndex>(bytes.size()));
    table.bytes = std::move(bytes);
    return table;
}

inline reuse::CacheSpec specOf(const std::string& text)
{
    return reuse::parseCacheSpec(text).value();
}

inline CacheTally run(const std::string& spec, const ItemTable& table, const RequestList& requests)
{
    return reuse::simulateCache(specOf(spec), table, requests).value();
}

inline RequestList requestsOf(const std::vector<std::vector<ItemIndex>>& requests)
{
    RequestList list;
    for (const auto& items : requests)
        list.add(items);
    return list;
}

} // namespace poolscope::testing
