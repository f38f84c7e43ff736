// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/largest_request.h"

#include "core/base/format.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/path.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::snapshot {

using reuse::CacheUnit;
using reuse::ItemIndex;

LargestRequest::LargestRequest(const reuse::ItemTable& table, const reuse::CacheSpec& cache)
    : m_table(table)
    , m_cache(cache)
{
}

void LargestRequest::add(std::uint64_t first, const reuse::RequestList& requests)
{
    for (std::size_t r = 0; r < requests.size(); ++r) {
        m_items.assign(requests[r].begin(), requests[r].end());
        std::sort(m_items.begin(), m_items.end());
        m_items.erase(std::unique(m_items.begin(), m_items.end()), m_items.end());
        Request all{ first + r };
        Request storable{ first + r };
        for (const ItemIndex item : m_items) {
            const std::uint64_t size = m_cache.unit == CacheUnit::items ? 1 : m_table.bytes[item];
            for (Request* request : { &all, &storable })
                if (request == &all || size <= m_cache.capacity) {
                    request->size += size;
                    ++request->items;
                }
        }
        if (all.size > m_largest.size)
            m_largest = all;
        if (storable.size > m_refused.size)
            m_refused = storable;
    }
}

std::optional<config::Diagnostic> LargestRequest::diagnostic(
    const Snapshot& snapshot, base::Modality modality) const
{
    const bool isRefused = m_refused.size > m_cache.capacity;
    const Request& request = isRefused ? m_refused : m_largest;
    if (request.size <= m_cache.capacity)
        return std::nullopt;
    const bool isItems = m_cache.unit == CacheUnit::items;
    const std::string_view name = base::name(modality);
    const std::string media = request.items == 1
        ? fmt::format("the {}", name)
        : fmt::format("the {} different {} items", request.items, name);
    const std::string size
        = isItems ? "" : " of " + base::formatBytes(static_cast<double>(request.size));
    const config::Path path{ "data", "multimodal", std::string(name), "count" };
    config::Diagnostic diagnostic = config::error(config::codes::cacheTooSmall,
        snapshot.config.tree.rangeOf(path),
        fmt::format("A processor cache of {} cannot hold {}{} of request {} together: {}",
            isItems ? fmt::format("{} items", m_cache.capacity)
                    : base::formatBytes(static_cast<double>(m_cache.capacity)),
            media, size, request.index,
            isRefused ? "vLLM answers such a request with 500 once it holds one of them"
                      : "what is larger than the cache is never stored and always misses"),
        isItems ? fmt::format("Let it hold {} items or more, or send fewer at once.", request.items)
                : fmt::format("Give --mm-processor-cache-gb {:.4f} or more, or send fewer or "
                              "smaller items at once.",
                    std::ceil(static_cast<double>(m_largest.size) / 0x1p30 * 1e4) / 1e4));
    diagnostic.path = config::toString(path);
    return diagnostic;
}

} // namespace poolscope::snapshot
