// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/law/rank_grid.h"

#include <vector>

namespace poolscope::reuse {

/// How a cache that is full chooses what to drop, as far as there is a formula. That of FIFO also
/// holds for dropping at random. CLOCK (second chance) inserts an item as unused.
enum class Eviction { lru, fifo, clock };

/// Sum of weight * h(p T): how many items a cache holds on average when it keeps an item for the
/// characteristic time T (in draws). h(x) = 1 - e^-x for LRU (Che), x/(1+x) for FIFO, y/(1+y) with
/// y = x e^x for CLOCK: reuse-math sections 3.2 and 3.5.
double heldItems(const std::vector<RankNode>& grid, Eviction eviction, double time);

/// Sum of weight * p * h(p T): the share of draws that hit, in the steady state.
double hitShare(const std::vector<RankNode>& grid, Eviction eviction, double time);

/// The T with heldItems = capacity; 0 for a capacity of 0, infinite when everything fits.
double characteristicTime(const std::vector<RankNode>& grid, Eviction eviction, double capacity);

/// The T with hitShare = `share`: a capacity for a wanted hit rate at one blow; 0 for a share of 0,
/// infinite for 1.
double timeForHitShare(const std::vector<RankNode>& grid, Eviction eviction, double share);

} // namespace poolscope::reuse
