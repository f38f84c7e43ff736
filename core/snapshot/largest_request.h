// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/cache_simulation.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace poolscope::snapshot {

/// Looks for requests whose different items do not fit vLLM's processor cache together.
class LargestRequest {
public:
    /// `table` must outlive it. The capacity is in items or bytes.
    LargestRequest(const reuse::ItemTable& table, const reuse::CacheSpec& cache);

    /// Requests first, first + 1, ...
    void add(std::uint64_t first, const reuse::RequestList& requests);

    /// What is wrong with the worst of them; nothing when all fit. Items that would fit alone make
    /// front end and engine disagree about what the request itself has driven out, and vLLM answers
    /// 500 (measured on 0.32.0); an item above the capacity is served and never stored.
    std::optional<config::Diagnostic> diagnostic(
        const Snapshot& snapshot, base::Modality modality) const;

private:
    struct Request {
        std::uint64_t index = 0;
        std::uint64_t size = 0; ///< of its different items together
        std::size_t items = 0;
    };

    const reuse::ItemTable& m_table;
    reuse::CacheSpec m_cache;
    std::vector<reuse::ItemIndex> m_items;
    Request m_largest;
    Request m_refused; ///< the largest when items above the capacity are left out
};

} // namespace poolscope::snapshot
