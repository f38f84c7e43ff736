// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sampling/index_distribution.h"

#include <vector>

namespace poolscope::reuse {

/// `weight` items of probability `p` each.
struct RankNode {
    double p = 0;
    double weight = 0;
};

/// A law as a few hundred weighted nodes, so that any sum over items, sum F(p_i), costs
/// microseconds whatever the pool's size: sum of weight * F(p). Relative error below 1e-11 for
/// smooth F (Gauss-Legendre panels on the logarithm of the rank with Euler-Maclaurin end
/// corrections for wide zipf laws, panels of the spread for wide rounded ones, bins of 1/64 octave
/// for more than 2048 explicit weights (error below 1e-8), the items themselves elsewhere). Weights
/// may be negative: for sums only, never for drawing. Items of probability 0 are left out.
std::vector<RankNode> rankGrid(const sampling::IndexDistribution& law);

} // namespace poolscope::reuse
