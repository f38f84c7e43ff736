// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"

#include "core/base/portable_math.h"
#include "core/reuse/law/distinct.h"
#include "core/reuse/law/ranked_law.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

/// Standard deviation of the number of distinct items after M draws: the pair covariances
/// u_i u_j [(1 - th_i th_j)^M - 1] as a series (reuse-math section 2), plus the variance of M.
double distinctSd(const std::vector<RankNode>& grid, double draws, double drawsVariance)
{
    double own = 0;
    double slope = 0;
    std::array<double, 3> sums{};
    std::array<double, 3> squares{};
    for (const auto& [p, weight] : grid) {
        if (p >= 1)
            continue;
        const double l = portable::log1p(-p);
        const double u = portable::exp(draws * l);
        const double theta = p / (1 - p);
        own += weight * u * (1 - u);
        slope -= weight * l * u;
        double power = u;
        for (std::size_t k = 0; k < sums.size(); ++k) {
            power *= theta;
            sums.at(k) += weight * power;
            squares.at(k) += weight * power * power;
        }
    }
    double variance = own + slope * slope * drawsVariance;
    double binomial = 1;
    for (std::size_t k = 0; k < sums.size(); ++k) {
        const auto order = static_cast<double>(k);
        binomial *= -(draws - order) / (order + 1);
        variance += binomial * (sums.at(k) * sums.at(k) - squares.at(k));
    }
    return std::sqrt(std::max(0.0, variance));
}

} // namespace

LawFigures lawFigures(const sampling::IndexDistribution& law)
{
    LawFigures figures;
    double entropy = 0;
    for (const auto& [p, weight] : rankGrid(law))
        entropy -= weight * p * portable::log(p);
    entropy = std::max(0.0, entropy);
    figures.entropyBits = entropy / std::numbers::ln2;
    figures.effectiveItems = portable::exp(entropy);
    const RankedLaw ranked(law);
    figures.topHundredth = ranked.topShare(0.01);
    figures.topTenth = ranked.topShare(0.1);
    figures.gini = ranked.gini();
    figures.neverSent = law.size() - law.support();
    return figures;
}

RunFigures runFigures(
    const sampling::IndexDistribution& law, const std::vector<double>& counts, double requests)
{
    const RequestCounts perRequest(counts);
    RunFigures figures;
    figures.draws = requests * perRequest.mean();
    if (figures.draws <= 0)
        return figures;
    const std::vector<RankNode> grid = rankGrid(law);
    figures.expectedDistinct = expectedDistinct(grid, perRequest, requests);
    figures.expectedDistinctSd = distinctSd(grid, figures.draws, requests * perRequest.variance());
    figures.expectedRepeatShare = std::max(0.0, 1 - figures.expectedDistinct / figures.draws);
    return figures;
}

} // namespace poolscope::reuse
