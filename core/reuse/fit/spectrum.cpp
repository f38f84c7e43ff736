// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/spectrum.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/special_functions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr std::size_t singles = 16;
constexpr double ratio = 1.3;
/// Beyond so many standard deviations a Poisson tail is 0 or 1 for a likelihood.
constexpr double tailReach = 9;

/// P(Poisson(mean) >= low)
double poissonTail(double low, double mean)
{
    const double reach = tailReach * std::sqrt(mean) + 12;
    if (low <= mean - reach)
        return 1;
    if (low >= mean + reach)
        return 0;
    if (low < 200)
        return gammaLower(low, mean);
    // The leading terms of Temme's uniform expansion (DLMF 8.12.3): error below 1e-6, where the
    // series would take hundreds of terms.
    const double mu = (mean - low) / low;
    const double eta = std::copysign(std::sqrt(std::max(0.0, 2 * (mu - portable::log1p(mu)))), mu);
    const double remainder = std::fabs(mu) < 1e-3 ? -1.0 / 3 + eta / 12 : 1 / mu - 1 / eta;
    const double upper = 0.5 * portable::erfc(eta * std::sqrt(low / 2))
        + portable::exp(-low * eta * eta / 2) / std::sqrt(2 * 3.14159265358979324 * low)
            * remainder;
    return std::clamp(1 - upper, 0.0, 1.0);
}

/// P(an item of `mean` expected uses is in each bin), as the slice of bins where it is not 0.
struct Cells {
    std::vector<double> p;
    std::size_t begin = 0;
    std::size_t end = 0;
};

void fillCells(const Spectrum& spectrum, double mean, Cells& cells)
{
    const std::size_t bins = spectrum.low.size();
    const double reach = tailReach * std::sqrt(mean) + 12;
    cells.p.resize(bins);
    const auto& low = spectrum.low;
    const auto at = [&](double count) {
        return static_cast<std::size_t>(
            std::upper_bound(low.begin(), low.end(), count) - low.begin());
    };
    cells.begin = mean > reach + 1 ? at(mean - reach) - 1 : 0;
    cells.end = std::min(bins, at(mean + reach));
    const std::size_t direct = std::min(cells.end, singles);
    if (cells.begin < direct) {
        double term = portable::exp(-mean);
        for (std::size_t b = 0; b < direct; ++b) {
            term *= mean / static_cast<double>(b + 1);
            cells.p[b] = term;
        }
    }
    const std::size_t wide = std::max(cells.begin, singles);
    if (wide >= cells.end)
        return;
    double tail = poissonTail(low[wide], mean);
    for (std::size_t b = wide; b < cells.end; ++b) {
        const double next = b + 1 < bins ? poissonTail(low[b + 1], mean) : 0;
        cells.p[b] = std::max(0.0, tail - next);
        tail = next;
    }
}

/// Calls f(expected uses, weight) for every node of the grid.
template <class F>
void forMeans(
    const Spectrum& spectrum, const SpectrumLaw& law, const std::vector<LogRank>& grid, const F& f)
{
    double highest = -INFINITY;
    for (const auto& [l, weight] : grid)
        highest = std::max(highest, -(law.a + law.b * l) * l);
    std::vector<double> shares;
    shares.reserve(grid.size());
    double total = 0;
    for (const auto& [l, weight] : grid) {
        shares.push_back(portable::exp(-(law.a + law.b * l) * l - highest));
        total += weight * shares.back();
    }
    for (std::size_t i = 0; i < grid.size(); ++i)
        f(spectrum.draws * shares[i] / total, grid[i].weight);
}

/// P(Poisson(mean) = k) for whole k >= 0
double poissonProbability(double k, double mean)
{
    return mean > 0 ? portable::exp(k * portable::log(mean) - mean - logGamma(k + 1)) : k == 0;
}

using Slopes = std::array<std::vector<double>, 2>;

/// d ln mu / d(a, ln size) by central differences.
Slopes slopesOf(
    const Spectrum& spectrum, const SpectrumLaw& law, const std::vector<double>& expected)
{
    constexpr double step = 1e-4;
    Slopes slopes;
    for (std::size_t parameter = 0; parameter < slopes.size(); ++parameter) {
        SpectrumLaw above = law;
        SpectrumLaw below = law;
        if (parameter == 0) {
            above.a += step;
            below.a -= step;
        } else {
            above.size *= 1 + step;
            below.size = std::max(1.0, law.size * (1 - step));
        }
        const auto high = expectedItems(spectrum, above);
        const auto low = expectedItems(spectrum, below);
        for (std::size_t b = 0; b < expected.size(); ++b)
            slopes.at(parameter).push_back((high[b] - low[b]) / (2 * step * expected[b]));
    }
    return slopes;
}

/// Sums over items that make the covariance of the scores.
struct ScoreSums {
    std::array<std::array<double, 2>, 2> covariance{};
    std::array<double, 2> withDraws{}; ///< covariance of a score with the number of draws
};

ScoreSums scoreSums(const Spectrum& spectrum, const SpectrumLaw& law, const Slopes& slopes)
{
    ScoreSums sums;
    Cells cells;
    forMeans(
        spectrum, law, logGrid(law.size, GridDensity::narrow), [&](double mean, double weight) {
            fillCells(spectrum, mean, cells);
            std::array<double, 2> first{};
            for (std::size_t b = cells.begin; b < cells.end; ++b) {
                // E[count; in bin] - mean P(in bin) = mean (P(low - 1) - P(high - 1))
                const double after = b + 1 < spectrum.low.size()
                    ? poissonProbability(spectrum.low[b + 1] - 1, mean)
                    : 0;
                const double drift = mean * (poissonProbability(spectrum.low[b] - 1, mean) - after);
                for (std::size_t k = 0; k < 2; ++k) {
                    first.at(k) += slopes.at(k)[b] * cells.p[b];
                    sums.withDraws.at(k) += weight * slopes.at(k)[b] * drift;
                    for (std::size_t j = 0; j < 2; ++j)
                        sums.covariance.at(k).at(j)
                            += weight * slopes.at(k)[b] * slopes.at(j)[b] * cells.p[b];
                }
            }
            for (std::size_t k = 0; k < 2; ++k)
                for (std::size_t j = 0; j < 2; ++j)
                    sums.covariance.at(k).at(j) -= weight * first.at(k) * first.at(j);
        });
    for (std::size_t k = 0; k < 2; ++k)
        for (std::size_t j = 0; j < 2; ++j)
            sums.covariance.at(k).at(j)
                -= sums.withDraws.at(k) * sums.withDraws.at(j) / spectrum.draws;
    return sums;
}

} // namespace

Spectrum spectrumOf(std::span<const std::uint64_t> counts)
{
    Spectrum spectrum;
    std::uint64_t highest = 0;
    for (const std::uint64_t count : counts) {
        highest = std::max(highest, count);
        spectrum.draws += static_cast<double>(count);
        spectrum.distinct += count > 0 ? 1 : 0;
    }
    for (std::size_t count = 1; count <= singles; ++count)
        spectrum.low.push_back(static_cast<double>(count));
    double next = singles + 1;
    while (next <= static_cast<double>(highest)) {
        spectrum.low.push_back(next);
        next = std::max(next + 1, std::floor(next * ratio));
    }
    spectrum.low.push_back(next); // more than any item was: a law must not promise that
    spectrum.items.assign(spectrum.low.size(), 0);
    for (const std::uint64_t count : counts)
        if (count > 0) {
            const auto bin = std::upper_bound(
                spectrum.low.begin(), spectrum.low.end(), static_cast<double>(count));
            spectrum.items[static_cast<std::size_t>(bin - spectrum.low.begin() - 1)] += 1;
        }
    return spectrum;
}

std::vector<double> expectedItems(const Spectrum& spectrum, const SpectrumLaw& law)
{
    return expectedItems(spectrum, law, logGrid(law.size, GridDensity::narrow));
}

std::vector<double> expectedItems(
    const Spectrum& spectrum, const SpectrumLaw& law, const std::vector<LogRank>& grid)
{
    std::vector<double> expected(spectrum.low.size(), 0);
    Cells cells;
    forMeans(spectrum, law, grid, [&](double mean, double weight) {
        fillCells(spectrum, mean, cells);
        for (std::size_t b = cells.begin; b < cells.end; ++b)
            expected[b] += weight * cells.p[b];
    });
    // A bin that cannot be reached still needs a logarithm.
    for (double& items : expected)
        items = std::max(items, 1e-12);
    return expected;
}

double spectrumLikelihood(const Spectrum& spectrum, const std::vector<double>& expected)
{
    double sum = 0;
    for (std::size_t b = 0; b < expected.size(); ++b)
        sum += (spectrum.items[b] > 0 ? spectrum.items[b] * portable::log(expected[b]) : 0)
            - expected[b];
    return sum;
}

Covariance spectrumCovariance(const Spectrum& spectrum, const SpectrumLaw& law, PoolSize size)
{
    const std::vector<double> expected = expectedItems(spectrum, law);
    const Slopes slopes = slopesOf(spectrum, law, expected);
    const ScoreSums sums = scoreSums(spectrum, law, slopes);
    std::array<std::array<double, 2>, 2> curvature{};
    for (std::size_t k = 0; k < 2; ++k)
        for (std::size_t j = 0; j < 2; ++j)
            for (std::size_t b = 0; b < expected.size(); ++b)
                curvature.at(k).at(j) += slopes.at(k)[b] * slopes.at(j)[b] * expected[b];
    const auto& [c1, c2] = curvature;
    const auto& [v1, v2] = sums.covariance;
    if (size == PoolSize::known)
        return { c1[0] > 0 ? v1[0] / (c1[0] * c1[0]) : INFINITY, 0, 0 };
    const double determinant = c1[0] * c2[1] - c1[1] * c2[0];
    if (!(determinant > 1e-9 * c1[0] * c2[1]))
        return { INFINITY, 0, INFINITY };
    // inverse * covariance * inverse
    const double i11 = c2[1] / determinant;
    const double i12 = -c1[1] / determinant;
    const double i22 = c1[0] / determinant;
    const auto product = [&](double x1, double x2, double y1, double y2) {
        return x1 * (v1[0] * y1 + v1[1] * y2) + x2 * (v2[0] * y1 + v2[1] * y2);
    };
    return { product(i11, i12, i11, i12), product(i11, i12, i12, i22),
        product(i12, i22, i12, i22) };
}

} // namespace poolscope::reuse
