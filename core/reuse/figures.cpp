// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"

#include "core/base/portable_math.h"
#include "core/reuse/rank_grid.h"
#include "core/reuse/request_counts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double ln2 = 0.69314718055994530942;

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

/// Share of the hottest items of a law whose index order is not its order of probability.
double topShareOfNodes(const sampling::IndexDistribution& law, double items)
{
    std::vector<RankNode> nodes = rankGrid(law);
    std::sort(
        nodes.begin(), nodes.end(), [](const RankNode& a, const RankNode& b) { return a.p > b.p; });
    double share = 0;
    for (const auto& [p, weight] : nodes) {
        if (items <= 0)
            break;
        share += p * std::min(items, weight);
        items -= weight;
    }
    return std::clamp(share, 0.0, 1.0);
}

} // namespace

double topShare(const sampling::IndexDistribution& law, std::int64_t items)
{
    using sampling::IndexDistribution;
    const bool isOrdered = std::holds_alternative<IndexDistribution::Zipf>(law.law())
        || std::holds_alternative<IndexDistribution::Uniform>(law.law());
    return isOrdered ? law.mass(law.lowest(), law.lowest() + items - 1)
                     : topShareOfNodes(law, static_cast<double>(items));
}

LawFigures lawFigures(const sampling::IndexDistribution& law)
{
    LawFigures figures;
    double entropy = 0;
    for (const auto& [p, weight] : rankGrid(law)) {
        entropy -= weight * p * portable::log(p);
        figures.coincidence += weight * p * p;
    }
    entropy = std::max(0.0, entropy);
    figures.entropyBits = entropy / ln2;
    figures.effectiveItems = portable::exp(entropy);
    figures.topHundredth = topShare(law, (law.size() + 99) / 100);
    figures.topTenth = topShare(law, (law.size() + 9) / 10);
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
    for (const auto& [p, weight] : grid)
        figures.expectedDistinct -= weight * portable::expm1(requests * perRequest.logMiss(p));
    figures.expectedDistinctSd = distinctSd(grid, figures.draws, requests * perRequest.variance());
    figures.expectedRepeatShare = std::max(0.0, 1 - figures.expectedDistinct / figures.draws);
    return figures;
}

} // namespace poolscope::reuse
