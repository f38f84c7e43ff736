// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/rank_fit.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/log_grid.h"
#include "core/reuse/math/root.h"
#include "core/sampling/harmonic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double lowestSkew = -60;
constexpr double highestSkew = 60;
constexpr int maxSteps = 200;

/// ln of the sum of exp(-a l - b l^2), and moments of l under that law.
struct LogMoments {
    double logTotal = 0;
    std::array<double, 5> mean{}; ///< of l^0 .. l^4
};

LogMoments momentsOf(const std::vector<LogRank>& grid, double a, double b)
{
    double highest = -INFINITY;
    for (const auto& [l, weight] : grid)
        highest = std::max(highest, -(a + b * l) * l);
    LogMoments moments;
    for (const auto& [l, weight] : grid) {
        double term = weight * portable::exp(-(a + b * l) * l - highest);
        for (double& sum : moments.mean) {
            sum += term;
            term *= l;
        }
    }
    const double total = moments.mean[0];
    for (double& sum : moments.mean)
        sum /= total;
    moments.logTotal = highest + portable::log(total);
    return moments;
}

double logLikelihood(const RankStatistics& ranks, double a, double b, const LogMoments& moments)
{
    return -ranks.draws * (a * ranks.meanLog + b * ranks.meanLogSquare + moments.logTotal);
}

/// The skew at which all draws fall on rank 1 with a chance of 5 %.
double steepEnough(const RankStatistics& ranks)
{
    const double wanted = portable::log(0.05);
    const auto above = [&](double skew) {
        return -ranks.draws * portable::log(sampling::harmonic(ranks.size, skew)) - wanted;
    };
    return above(0) >= 0 ? 0 : crossing(above, 0, highestSkew, 1e-12);
}

} // namespace

RankStatistics rankStatistics(std::span<const std::uint64_t> counts, double size)
{
    RankStatistics ranks;
    ranks.size = size;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const auto count = static_cast<double>(counts[i]);
        const double l = portable::log(static_cast<double>(i + 1));
        ranks.draws += count;
        ranks.highestRank = static_cast<double>(i + 1);
        ranks.saturated += count * portable::log(count);
        sum += count * l;
        squares += count * l * l;
    }
    if (ranks.draws > 0) {
        ranks.meanLog = sum / ranks.draws;
        ranks.meanLogSquare = squares / ranks.draws;
        ranks.saturated -= ranks.draws * portable::log(ranks.draws);
    }
    return ranks;
}

ZipfFit fitZipf(const RankStatistics& ranks)
{
    ZipfFit fit;
    if (ranks.size < 2 || ranks.draws <= 0) {
        fit.standardError = INFINITY;
        fit.interval = { -INFINITY, INFINITY };
        return fit;
    }
    const std::vector<LogRank> grid = logGrid(ranks.size, GridDensity::smooth);
    if (ranks.highestRank <= 1) {
        fit.skew = steepEnough(ranks);
        fit.standardError = INFINITY;
        fit.interval = { fit.skew, INFINITY };
        fit.isLowerBound = true;
        fit.logLikelihood = logLikelihood(ranks, fit.skew, 0, momentsOf(grid, fit.skew, 0));
        return fit;
    }
    double low = lowestSkew;
    double high = highestSkew;
    double skew = 0;
    LogMoments moments = momentsOf(grid, skew, 0);
    for (int i = 0; i < maxSteps; ++i) {
        const double score = moments.mean[1] - ranks.meanLog; // positive: steeper
        (score > 0 ? low : high) = skew;
        const double variance = moments.mean[2] - moments.mean[1] * moments.mean[1];
        double next = variance > 0 ? skew + score / variance : INFINITY;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        const bool isDone = std::fabs(next - skew) < 1e-13 * std::max(1.0, std::fabs(skew));
        skew = next;
        moments = momentsOf(grid, skew, 0);
        if (isDone)
            break;
    }
    fit.skew = skew;
    const double variance = moments.mean[2] - moments.mean[1] * moments.mean[1];
    fit.standardError = variance > 0 ? 1 / std::sqrt(ranks.draws * variance) : INFINITY;
    fit.interval = { skew - z95 * fit.standardError, skew + z95 * fit.standardError };
    fit.logLikelihood = logLikelihood(ranks, skew, 0, moments);
    return fit;
}

QuadraticFit fitQuadratic(const RankStatistics& ranks)
{
    const ZipfFit zipf = fitZipf(ranks);
    QuadraticFit fit{ zipf.skew, 0, zipf.logLikelihood };
    if (ranks.size < 3 || ranks.draws <= 0 || zipf.isLowerBound)
        return fit;
    const std::vector<LogRank> grid = logGrid(ranks.size, GridDensity::smooth);
    for (int i = 0; i < maxSteps; ++i) {
        const LogMoments moments = momentsOf(grid, fit.a, fit.b);
        const auto& m = moments.mean;
        const std::array<double, 2> score{ m[1] - ranks.meanLog, m[2] - ranks.meanLogSquare };
        const double v11 = m[2] - m[1] * m[1];
        const double v12 = m[3] - m[1] * m[2];
        const double v22 = m[4] - m[2] * m[2];
        const double determinant = v11 * v22 - v12 * v12;
        if (!(determinant > 0))
            break;
        const double stepA = (v22 * score[0] - v12 * score[1]) / determinant;
        const double stepB = (v11 * score[1] - v12 * score[0]) / determinant;
        double scale = 1;
        double likelihood = -INFINITY;
        for (int halving = 0; halving < 60; ++halving, scale /= 2) {
            const double a = fit.a + scale * stepA;
            const double b = fit.b + scale * stepB;
            likelihood = logLikelihood(ranks, a, b, momentsOf(grid, a, b));
            if (likelihood >= fit.logLikelihood)
                break;
        }
        if (!(likelihood >= fit.logLikelihood))
            break;
        fit = { fit.a + scale * stepA, fit.b + scale * stepB, likelihood };
        if (std::fabs(stepA) + std::fabs(stepB) < 1e-12)
            break;
    }
    return fit;
}

double uniformLogLikelihood(const RankStatistics& ranks)
{
    return -ranks.draws * portable::log(ranks.size);
}

double medianUnbiasedSize(double highestRank, double skew, double draws)
{
    constexpr double largest = 1e15;
    const double enough = sampling::harmonic(highestRank, skew)
        * portable::exp(std::numbers::ln2 / std::max(1.0, draws));
    double low = highestRank - 1; // too small
    double high = highestRank;
    while (high < largest && sampling::harmonic(high, skew) < enough) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const double middle = std::floor((low + high) / 2);
        (sampling::harmonic(middle, skew) < enough ? low : high) = middle;
    }
    return std::min(high, largest);
}

} // namespace poolscope::reuse
