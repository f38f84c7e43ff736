// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace poolscope::reuse {

/// `weight` ranks whose logarithm is `logRank`.
struct LogRank {
    double logRank = 0;
    double weight = 0;
};

enum class GridDensity {
    smooth, ///< for sums of powers: error below 1e-11
    narrow ///< for sums of Poisson probabilities, which have narrow peaks
};

/// Ranks 1..size as a few hundred weighted nodes for sums over ranks of smooth functions of ln r
/// (reuse-math section 1.3: single ranks first, Gauss-Legendre panels on ln r, Euler-Maclaurin
/// ends). `size` may be any real number from 1 on, so that a fit can move it smoothly; up to 1e15.
std::vector<LogRank> logGrid(double size, GridDensity density);

} // namespace poolscope::reuse
