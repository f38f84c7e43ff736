// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/plan/media_plan.h"
#include "core/reuse/cache_figures.h"
#include "core/reuse/cache_simulation.h"

#include <stop_token>
#include <vector>

namespace poolscope::snapshot {

/// A pool as servers' caches see it. Immutable.
struct PoolSizes {
    reuse::ItemTable items;
    std::vector<reuse::SizeClass> classes; ///< the same as shares of the pool, ascending
};

/// Media tokens of an item, and bytes of the tensors that a processor makes of it: those of
/// Qwen2-VL and Qwen2-Audio (reuse/vllm_cache.h), whatever model the config names.
std::uint64_t mediaTokens(const media::ItemSpec& item);
std::uint64_t tensorBytes(const media::ItemSpec& item);

/// Sizes of a pool's items: 16 bytes of memory and about 100 ns for each. An Error only
/// after a stop.
base::Result<PoolSizes> poolSizes(
    const plan::MediaPlan& media, reuse::CacheMeasure measure, const std::stop_token& stop = {});

} // namespace poolscope::snapshot
