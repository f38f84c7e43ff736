// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"
#include "core/reuse/cache_figures.h"
#include "core/reuse/cache_simulation.h"

#include <map>
#include <mutex>
#include <stop_token>

namespace poolscope::snapshot {

/// A pool as servers' caches see it. Immutable.
struct PoolSizes {
    reuse::ItemTable items; ///< for simulations
    reuse::CachedPool pool; ///< for formulas: the same sizes as shares of the pool, ascending
};

/// Media tokens of an item, and bytes of the tensors that a processor makes of it: those of
/// Qwen2-VL and Qwen2-Audio (reuse/vllm_cache.h), whatever model the config names.
std::uint64_t mediaTokens(const media::ItemSpec& item);
std::uint64_t tensorBytes(const media::ItemSpec& item);

/// Sizes of a pool's items: 16 bytes of memory and about 100 ns for each. An Error only after a
/// stop.
base::Result<PoolSizes> poolSizes(
    const plan::MediaPlan& media, reuse::CacheMeasure measure, const std::stop_token& stop = {});

/// The sizes of one pool by measure, each worked out when it is first asked for and then kept. From
/// any thread.
class SizeTables {
public:
    /// The modality has a pool.
    SizeTables(plan::PlanPtr plan, base::Modality modality);

    /// Valid as long as this is. Waits for another thread that works out the same.
    base::Result<const PoolSizes*> of(reuse::CacheMeasure measure, const std::stop_token& stop);

private:
    plan::PlanPtr m_plan;
    base::Modality m_modality;
    std::mutex m_mutex;
    std::map<reuse::CacheMeasure, PoolSizes> m_sizes;
};

} // namespace poolscope::snapshot
