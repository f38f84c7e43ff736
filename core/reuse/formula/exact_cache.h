// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/law/rank_grid.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace poolscope::reuse {

// Exact steady hit rates of caches of few items under independent draws, any pool size. Nothing is
// returned where the grid does not resolve the hottest items one by one, or is too long to be worth
// it (more than 4096 nodes).

/// LRU by the Poisson-binomial integral (reuse-math section 3.4); error below 1e-9. Time grows with
/// the capacity: about 5 ms for 4 items, 50 ms for 64.
std::optional<double> exactLruHitRate(const std::vector<RankNode>& grid, std::size_t capacity);

/// FIFO and RANDOM: 1 - (C+1) e_{C+1}(p) / e_C(p) with the elementary symmetric polynomials
/// (section 3.5), well under a millisecond per hundred items.
std::optional<double> exactFifoHitRate(const std::vector<RankNode>& grid, std::size_t capacity);

} // namespace poolscope::reuse
