// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/law/rank_grid.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace poolscope::reuse {

/// P(X = 0), ..., P(X = degree) for X the number of successes of independent trials (the
/// Poisson-binomial law), cut off above the degree.
class TrialSum {
public:
    explicit TrialSum(std::size_t degree);

    /// One more trial that succeeds with `chance`.
    void add(double chance);
    /// More trials, given by the logarithm of the chance that all fail and the sums of powers 1, 2,
    /// ... of their odds chance / (1 - chance). Fractional trials are welcome. For odds well below
    /// 1: the series alternates.
    void addSeries(double logNone, const std::vector<double>& oddsPowers);

    const std::vector<double>& chances() const { return m_chances; }
    /// P(X <= degree).
    double total() const;

private:
    std::vector<double> m_chances;
};

/// One trial per item of a grid, with odds p * `time`, cut off above `degree`. Nothing when a
/// bundle of items has odds that the series does not bear: they would have to be known one by one.
std::optional<TrialSum> trialsOfOdds(
    const std::vector<RankNode>& grid, double time, std::size_t degree);

} // namespace poolscope::reuse
