// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <vector>

namespace poolscope::reuse {

/// A law by popularity: rank 1 is the likeliest index, whatever its number. Exact for every form;
/// wide rounded laws and zipf need no table. Keeps a reference to the law.
class RankedLaw {
public:
    explicit RankedLaw(const sampling::IndexDistribution& law);
    explicit RankedLaw(sampling::IndexDistribution&&) = delete;

    /// P(a draw is one of the `items` hottest); relative error about 1e-12.
    double cumulative(std::int64_t items) const;
    /// Share of draws of the hottest `share` (0..1) of the pool, rounded up to whole items.
    double topShare(double share) const;

    struct Point {
        double items = 0; ///< share of the pool, the hottest first
        double draws = 0; ///< share of draws
    };
    /// The Lorenz curve from the rich end: about `points` ranks evenly spaced on a log scale, with
    /// (0, 0) before and (1, 1) at the end. Turn both axes round (1 - x) for the classical picture.
    std::vector<Point> lorenzCurve(int points) const;

    /// Gini index: 0 when all items are equally likely, (N-1)/N when one takes all draws. Through
    /// harmonic numbers for zipf, the sum over items up to 4096, Simpson panels of the cumulative
    /// shares above (relative error below 1e-5). reuse-math section 1.4.
    double gini() const;

private:
    double window(std::int64_t items) const;

    const sampling::IndexDistribution& m_law;
    /// Forms without an order of their own: cumulative shares of the items of positive probability.
    std::vector<double> m_shares;
    bool m_isWindowed = false; ///< a wide rounded law: see window()
    std::int64_t m_mode = 0; ///< its likeliest index, the two ends aside
};

} // namespace poolscope::reuse
