// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/bands.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/special_functions.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double exactUpTo = 10000;

/// P(Binomial(draws, p) <= k)
double binomialCdf(double k, double draws, double p)
{
    return k >= draws ? 1 : k < 0 ? 0 : betaRegularised(1 - p, draws - k, k + 1);
}

/// The smallest k whose cdf reaches `share`.
std::uint64_t binomialQuantile(double share, double draws, double p)
{
    const double mean = draws * p;
    const double sd = std::sqrt(mean * (1 - p));
    const double guess = mean + portable::normalQuantile(share) * sd - 0.5;
    if (mean > exactUpTo && draws - mean > exactUpTo)
        return static_cast<std::uint64_t>(std::clamp(std::ceil(guess), 0.0, draws));
    // A bracket around the normal guess, widened until it holds the answer. Its ends are whole, or
    // halving it would never end.
    double margin = std::ceil(2 + sd / 2);
    double low = std::floor(guess) - margin;
    while (low >= 0 && binomialCdf(low, draws, p) >= share) {
        margin *= 2;
        low -= margin;
    }
    low = std::max(low, -1.0);
    double high = std::min(draws, std::max(low + 1, std::ceil(guess) + margin));
    while (high < draws && binomialCdf(high, draws, p) < share) {
        margin *= 2;
        high = std::min(draws, high + margin);
    }
    while (high - low > 1) {
        const double middle = std::floor((low + high) / 2);
        (binomialCdf(middle, draws, p) < share ? low : high) = middle;
    }
    return static_cast<std::uint64_t>(high);
}

} // namespace

CountBand binomialBand(std::uint64_t draws, double p, double alpha)
{
    const auto n = static_cast<double>(draws);
    if (draws == 0 || p <= 0)
        return {};
    if (p >= 1)
        return { n, draws, draws };
    return { n * p, binomialQuantile(alpha / 2, n, p), binomialQuantile(1 - alpha / 2, n, p) };
}

std::vector<CountBand> simultaneousBands(
    std::span<const double> probabilities, std::uint64_t draws, double alpha)
{
    std::vector<CountBand> bands;
    bands.reserve(probabilities.size());
    const double each = alpha / std::max(1.0, static_cast<double>(probabilities.size()));
    for (const double p : probabilities)
        bands.push_back(binomialBand(draws, p, each));
    return bands;
}

Interval clopperPearson(std::uint64_t count, std::uint64_t draws, double alpha)
{
    const auto x = static_cast<double>(count);
    const auto n = static_cast<double>(draws);
    return { count == 0 ? 0 : betaQuantile(alpha / 2, x, n - x + 1),
        count >= draws ? 1 : betaQuantile(1 - alpha / 2, x + 1, n - x) };
}

double cumulativeBand(std::uint64_t draws, double alpha)
{
    return draws == 0
        ? 1
        : std::min(1.0, std::sqrt(portable::log(2 / alpha) / (2 * static_cast<double>(draws))));
}

} // namespace poolscope::reuse
