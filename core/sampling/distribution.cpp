// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/distribution.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <cmath>

namespace poolscope::sampling {

namespace portable = base::portable;
using config::DistributionType;
using config::RoundedType;

namespace {

/// int(mean) as Python does it, kept inside what a double holds exactly.
std::int64_t truncated(double mean)
{
    constexpr double limit = 9e15;
    return static_cast<std::int64_t>(std::clamp(mean, -limit, limit));
}

RoundedType roundedType(DistributionType type)
{
    switch (type) {
    case DistributionType::skewNormal:
        return RoundedType::skewNormal;
    case DistributionType::lognormal:
        return RoundedType::lognormal;
    case DistributionType::poisson:
        return RoundedType::poisson;
    default:
        return RoundedType::normal;
    }
}

} // namespace

DistributionLaw::DistributionLaw(const config::Distribution& distribution)
    : m_lowest(distribution.min)
    , m_highest(std::max(distribution.min, distribution.max))
{
    if (distribution.type == DistributionType::fixed) {
        m_lowest = m_highest = truncated(distribution.mean);
        return;
    }
    if (distribution.type == DistributionType::uniform)
        return;
    config::RoundedSampling shape;
    shape.type = roundedType(distribution.type);
    shape.mean = distribution.mean;
    shape.stdDev = distribution.stdDev;
    shape.skew = distribution.skew;
    if (shape.type == RoundedType::lognormal && (shape.mean <= 0 || shape.stdDev <= 0)) {
        // Upstream refuses the first and answers the mean for the second.
        shape.type = RoundedType::normal;
        shape.stdDev = 0;
    }
    m_rounded.emplace(shape, m_lowest, m_highest);
}

double DistributionLaw::probability(std::int64_t value) const
{
    if (value < m_lowest || value > m_highest)
        return 0;
    if (m_lowest == m_highest)
        return 1;
    if (m_rounded)
        return m_rounded->probability(value);
    // U[min, max + 1) rounded half to even and clipped: the ends get 1/2 and 3/2 of a share.
    const double share = 1.0 / static_cast<double>(m_highest - m_lowest + 1);
    return value == m_lowest ? share / 2 : value == m_highest ? share * 1.5 : share;
}

double DistributionLaw::atMost(std::int64_t value) const
{
    if (value >= m_highest)
        return 1;
    if (m_rounded)
        return m_rounded->mass(m_lowest, value);
    return (static_cast<double>(value - m_lowest) + 0.5)
        / static_cast<double>(m_highest - m_lowest + 1);
}

double DistributionLaw::mean() const
{
    if (m_lowest == m_highest)
        return static_cast<double>(m_lowest);
    if (!m_rounded)
        return static_cast<double>(m_lowest) / 2 + static_cast<double>(m_highest) / 2
            + 0.5 * (1 - 1.0 / static_cast<double>(m_highest - m_lowest + 1));
    // E X = lowest + sum of P(X > k), in strides where the range is long.
    const std::int64_t span = m_highest - m_lowest;
    const std::int64_t stride = span / 4096 + 1;
    double sum = static_cast<double>(m_lowest);
    for (std::int64_t k = m_lowest; k < m_highest; k += stride) {
        const std::int64_t width = std::min(stride, m_highest - k);
        sum += static_cast<double>(width) * (1 - atMost(k + width / 2));
    }
    return sum;
}

std::int64_t DistributionLaw::draw(
    const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const
{
    if (m_lowest == m_highest)
        return m_lowest;
    if (m_rounded)
        return m_rounded->draw(stream, request, slot);
    const double span = static_cast<double>(m_highest - m_lowest) + 1;
    const double x = static_cast<double>(m_lowest) + stream.unit(request, slot) * span;
    return std::min(m_highest, static_cast<std::int64_t>(portable::roundHalfEven(x)));
}

std::vector<double> countProbabilities(const DistributionLaw& law, std::size_t limit)
{
    const auto last = static_cast<std::size_t>(
        std::clamp<std::int64_t>(law.highest(), 0, static_cast<std::int64_t>(limit) - 1));
    std::vector<double> result(last + 1, 0.0);
    double total = 0;
    for (std::size_t k = 1; k < last; ++k)
        total += result[k] = law.probability(static_cast<std::int64_t>(k));
    if (law.highest() <= 0) {
        result[0] = 1;
        return result;
    }
    // The ends take what lies beyond them.
    double belowOne = 0;
    for (std::int64_t k = std::max<std::int64_t>(law.lowest(), -100000); k <= 0; ++k)
        belowOne += law.probability(k);
    result[0] += belowOne;
    result[last] += std::max(0.0, 1 - total - belowOne);
    return result;
}

} // namespace poolscope::sampling
