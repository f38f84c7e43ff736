// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/rank_grid.h"

#include <vector>

namespace poolscope::reuse {

/// How a cache that is full chooses what to drop. Under independent draws RANDOM has the hit rate
/// of FIFO. CLOCK (second chance) inserts an item as unused or, `clockMarked`, as used already.
enum class ModelledEviction { lru, fifo, random, clock, clockMarked };

/// `weight` items of probability `p` that take `size` each.
struct SizedNode {
    double p = 0;
    double weight = 0;
    double size = 1;
};

/// Sum of weight * size * h(p T): what a cache holds on average when it keeps an item for the
/// characteristic time T (in draws). h(x) = 1 - e^-x for LRU (Che), x/(1+x) for FIFO and RANDOM,
/// y/(1+y) with y = x e^x or x (1+e^x) for CLOCK: reuse-math sections 3.2 and 3.5.
double heldSize(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time);

/// Sum of weight * p * h(p T): the share of draws that hit, in the steady state.
double hitShare(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time);
/// Sum of weight * p * size * h / sum of weight * p * size: the share of bytes that hit.
double hitSizeShare(const std::vector<SizedNode>& nodes, ModelledEviction eviction, double time);

/// The T with heldSize = capacity; 0 for a capacity of 0, infinite when everything fits.
double characteristicTime(
    const std::vector<SizedNode>& nodes, ModelledEviction eviction, double capacity);

/// The T with hitShare = `share` (below the total): a capacity for a wanted hit rate at one blow.
double timeForHitShare(
    const std::vector<SizedNode>& nodes, ModelledEviction eviction, double share);

/// The grid with every item of size 1.
std::vector<SizedNode> unitNodes(const std::vector<RankNode>& grid);

} // namespace poolscope::reuse
