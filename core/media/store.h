// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/spec.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace poolscope::media {

/// How far a rendering has come.
struct RenderProgress {
    std::size_t done = 0;
    std::size_t total = 0;
    std::uint64_t bytes = 0; ///< rendered so far, before base64
};

/// Holds rendered items, each once, up to a budget of memory. Beyond the budget the least recently
/// used items make room and are rendered again when they are asked for: their bytes are the same.
/// Fresh items are rendered and handed out but never kept. All functions may be called from any
/// thread.
class PoolStore {
public:
    explicit PoolStore(std::size_t budgetBytes);
    ~PoolStore();
    PoolStore(const PoolStore&) = delete;
    PoolStore& operator=(const PoolStore&) = delete;

    /// The item, rendered now when it is not held. Two threads asking for the same item render it
    /// once. An asset stays valid for its holder after the store let go of it.
    base::Result<AssetPtr> get(const ItemSpec& spec, std::stop_token stop = {});

    /// The item if it is held; never renders, and does not count as a use.
    AssetPtr find(const ItemSpec& spec) const;

    /// Renders the items that are not held yet on `jobs` threads (0: one per core), the caller's
    /// among them; fresh items are passed over. `progress` is called from these threads, one call
    /// at a time, at most every 50 ms and at the end, never after the return. The first Error ends
    /// the rendering; what was rendered before stays.
    base::Result<> render(std::span<const ItemSpec> specs, unsigned jobs,
        const std::function<void(const RenderProgress&)>& progress, std::stop_token stop);

    /// Memory held now, base64 as stored.
    std::size_t heldBytes() const;
    std::size_t heldItems() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace poolscope::media
