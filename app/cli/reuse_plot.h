// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/reuse_text.h"

#include <cstdint>
#include <string>
#include <vector>

namespace poolscope::cli {

enum class PlotBy {
    capacity, ///< hit rate of an LRU cache against its capacity
    requests ///< share of the pool sent, and of repeats, against the number of requests
};

/// A drawing of pools whose figures have curves, expected over planned. `unit` is that of the
/// curves' capacities; caches in another unit are not marked.
std::string reusePlot(
    const std::vector<PoolReuse>& pools, PlotBy by, reuse::CacheUnit unit, const std::string& run);

} // namespace poolscope::cli
