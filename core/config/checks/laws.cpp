// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/checks/laws.h"

#include "core/base/format.h"
#include "core/base/portable_math.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace poolscope::config::checks {

namespace {

namespace portable = base::portable;

/// P(X < bound) of a normal law; a spread of 0 is a point.
double normalBelow(double bound, double mean, double stdDev)
{
    if (stdDev <= 0)
        return mean < bound ? 1 : 0;
    return portable::normalCdf((bound - mean) / stdDev);
}

double lognormalBelow(double bound, double mean, double stdDev)
{
    if (bound <= 0 || mean <= 0)
        return 0;
    const double ratio = stdDev / mean;
    const double sigma = std::sqrt(portable::log1p(ratio * ratio));
    return normalBelow(portable::log(bound), portable::log(mean) - sigma * sigma / 2, sigma);
}

/// P(X < bound) of a Poisson law; a mean that is not positive counts as 1, as upstream has it.
double poissonBelow(double bound, double mean)
{
    constexpr double largestSum = 2000;
    if (mean <= 0)
        mean = 1;
    if (bound > largestSum || mean > largestSum)
        return normalBelow(bound - 0.5, mean, std::sqrt(mean));
    double term = portable::exp(-mean);
    double sum = 0;
    for (int k = 0; k < bound; ++k) {
        sum += term;
        term *= mean / (k + 1);
    }
    return sum;
}

double below(const Distribution& law, double bound)
{
    switch (law.type) {
    case DistributionType::normal:
        return normalBelow(bound, law.mean, law.stdDev);
    case DistributionType::lognormal:
        return lognormalBelow(bound, law.mean, law.stdDev);
    case DistributionType::poisson:
        return poissonBelow(bound, law.mean);
    case DistributionType::skewNormal:
    case DistributionType::uniform:
    case DistributionType::fixed:
        break;
    }
    return 0;
}

bool hasTails(const Distribution& law)
{
    return law.type == DistributionType::normal || law.type == DistributionType::lognormal
        || law.type == DistributionType::poisson;
}

} // namespace

double massBelow(const Distribution& law, double min)
{
    return below(law, min);
}

double massAbove(const Distribution& law, double max)
{
    if (!hasTails(law))
        return 0;
    // A Poisson variate is whole: above max means at least max + 1.
    const double bound = law.type == DistributionType::poisson
        ? max + 1
        : std::nextafter(max, std::numeric_limits<double>::infinity());
    return 1 - below(law, bound);
}

std::string uniformShares(std::int64_t min, std::int64_t max, bool endsAlike)
{
    constexpr std::int64_t fewValues = 6;
    const std::int64_t count = max - min + 1;
    const auto steps = static_cast<double>(endsAlike ? count - 1 : count);
    const double first = 0.5 / steps;
    const double middle = 1 / steps;
    const double last = (endsAlike ? 0.5 : 1.5) / steps;
    if (count > fewValues)
        return fmt::format("{} has {}, {} has {}, the others {} each", min,
            base::formatShare(first), max, base::formatShare(last), base::formatShare(middle));
    std::string shares;
    for (std::int64_t value = min; value <= max; ++value)
        shares += fmt::format("{:.0f}{}",
            100
                * (value == min        ? first
                        : value == max ? last
                                       : middle),
            value < max ? "/" : " %");
    return shares;
}

} // namespace poolscope::config::checks
