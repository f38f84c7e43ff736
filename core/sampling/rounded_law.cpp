// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/rounded_law.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace poolscope::sampling {

namespace portable = base::portable;
using config::RoundedType;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double logTwoPi = 1.83787706640934548356;
/// Above this mean a Poisson law is its normal limit; the skewness left out is below 1e-4.
constexpr double poissonLimit = 1e8;

struct GaussNode {
    double at;
    double weight;
};

/// Gauss-Legendre on [-1, 1], 8 nodes.
constexpr std::array<GaussNode, 8> gauss{ { { -0.96028985649753623, 0.10122853629037626 },
    { -0.79666647741362674, 0.22238103445337447 }, { -0.52553240991632899, 0.31370664587788729 },
    { -0.18343464249564980, 0.36268378337836198 }, { 0.18343464249564980, 0.36268378337836198 },
    { 0.52553240991632899, 0.31370664587788729 }, { 0.79666647741362674, 0.22238103445337447 },
    { 0.96028985649753623, 0.10122853629037626 } } };

template <class F> double integrate(const F& f, double from, double to)
{
    const double middle = 0.5 * (from + to);
    const double half = 0.5 * (to - from);
    double sum = 0;
    for (const auto& [at, weight] : gauss)
        sum += weight * f(middle + half * at);
    return sum * half;
}

/// Owen's T function by quadrature; |a| <= 1 after the reflection (Owen 1956).
double owenT(double h, double a)
{
    if (a < 0)
        return -owenT(h, -a);
    h = std::fabs(h);
    if (a > 1) {
        const double ah = a * h;
        const double p = portable::normalCdf(-h);
        const double q = portable::normalCdf(-ah);
        return 0.5 * (p + q) - p * q - owenT(ah, 1 / a);
    }
    const auto f = [h](double x) {
        const double y = 1 + x * x;
        return portable::exp(-0.5 * h * h * y) / y;
    };
    constexpr int panels = 6;
    double sum = 0;
    for (int i = 0; i < panels; ++i)
        sum += integrate(f, a * i / panels, a * (i + 1) / panels);
    return sum / 6.28318530717958647693;
}

/// log k! minus Stirling's formula (Loader, "Fast and accurate computation of binomial
/// probabilities", 2000).
double stirlingError(double k)
{
    if (k < 16 && k == std::floor(k)) {
        double factorial = 1;
        for (double i = 2; i <= k; ++i)
            factorial *= i;
        return portable::log(factorial) - (k + 0.5) * portable::log(k) + k - 0.5 * logTwoPi;
    }
    const double square = k * k;
    return (1.0 / 12
               - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                   / square)
        / k;
}

/// x log(x / mean) + mean - x without cancellation near x = mean (Loader).
double deviance(double x, double mean)
{
    if (std::fabs(x - mean) < 0.1 * (x + mean)) {
        const double v = (x - mean) / (x + mean);
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        for (int j = 1; j < 1000; ++j) {
            term *= v * v;
            const double next = sum + term / (2 * j + 1);
            if (next == sum)
                break;
            sum = next;
        }
        return sum;
    }
    return x * portable::log(x / mean) + mean - x;
}

double openUnit(std::uint64_t word)
{
    return (static_cast<double>(word >> 11U) + 0.5) * 0x1p-53;
}

} // namespace

RoundedLaw::RoundedLaw(
    const config::RoundedSampling& shape, std::int64_t lowest, std::int64_t highest)
    : m_shape(shape)
    , m_lowest(lowest)
    , m_highest(highest)
    , m_location(shape.mean)
    , m_scale(shape.stdDev)
    , m_center(shape.mean)
{
    assert(lowest <= highest);
    switch (shape.type) {
    case RoundedType::normal:
        break;
    case RoundedType::lognormal: {
        const double ratio = shape.stdDev / shape.mean;
        const double variance = portable::log1p(ratio * ratio);
        m_scale = std::sqrt(variance);
        m_location = portable::log(shape.mean) - 0.5 * variance;
        break;
    }
    case RoundedType::skewNormal: {
        const double delta = shape.skew / std::sqrt(1 + shape.skew * shape.skew);
        constexpr double rootTwoOverPi = 7.97884560802865355880e-01;
        m_center = shape.mean + shape.stdDev * delta * rootTwoOverPi;
        break;
    }
    case RoundedType::poisson: {
        const double mean = shape.mean > 0 ? shape.mean : 1;
        m_center = m_location = mean;
        m_scale = std::sqrt(mean);
        if (mean > poissonLimit) {
            m_shape.type = RoundedType::normal;
            break;
        }
        const double reach = 40 * m_scale + 60;
        const auto from = static_cast<std::int64_t>(std::max(0.0, std::floor(mean - reach)));
        const auto to = static_cast<std::int64_t>(mean + reach);
        m_poissonFirst = std::clamp(from, lowest, highest);
        const std::int64_t last = std::clamp(to, lowest, highest);
        std::vector<double> weights(static_cast<std::size_t>(last - m_poissonFirst) + 1);
        for (std::int64_t k = from; k <= to; ++k)
            weights[static_cast<std::size_t>(std::clamp(k, m_poissonFirst, last) - m_poissonFirst)]
                += poissonCell(static_cast<double>(k));
        m_poisson = CumulativeTable(weights);
        break;
    }
    }
}

double RoundedLaw::poissonCell(double k) const
{
    if (k < 0)
        return 0;
    if (k == 0)
        return portable::exp(-m_location);
    return portable::exp(-stirlingError(k) - deviance(k, m_location) - 0.5 * logTwoPi)
        / std::sqrt(k);
}

double RoundedLaw::density(double x) const
{
    switch (m_shape.type) {
    case RoundedType::normal:
        return portable::normalDensity((x - m_location) / m_scale) / m_scale;
    case RoundedType::lognormal:
        return x <= 0
            ? 0
            : portable::normalDensity((portable::log(x) - m_location) / m_scale) / (m_scale * x);
    case RoundedType::skewNormal: {
        const double z = (x - m_location) / m_scale;
        return 2 * portable::normalDensity(z) * portable::normalCdf(m_shape.skew * z) / m_scale;
    }
    case RoundedType::poisson:
        return poissonCell(x);
    }
    return 0;
}

double RoundedLaw::scaleAt(double x) const
{
    switch (m_shape.type) {
    case RoundedType::lognormal:
        return std::min(1.0, m_scale) * std::max(0.0, x);
    case RoundedType::skewNormal:
        return m_scale / std::max(1.0, std::fabs(m_shape.skew));
    default:
        return m_scale;
    }
}

RoundedLaw::Extent RoundedLaw::extent() const
{
    constexpr double reach = 9; // P(|Z| > 9) = 2e-19
    switch (m_shape.type) {
    case RoundedType::lognormal:
        return { portable::exp(m_location - reach * m_scale),
            portable::exp(m_location + reach * m_scale) };
    case RoundedType::poisson: // the upper tail is heavier than a normal one
        return { m_location - reach * m_scale, m_location + 2 * reach * m_scale + 30 };
    default:
        return { m_location - reach * m_scale, m_location + reach * m_scale };
    }
}

double RoundedLaw::cumulative(double x) const
{
    switch (m_shape.type) {
    case RoundedType::lognormal:
        return x <= 0 ? 0 : portable::normalCdf((portable::log(x) - m_location) / m_scale);
    case RoundedType::skewNormal: {
        const double z = (x - m_location) / m_scale;
        const double plain = portable::normalCdf(z);
        const double value = plain - 2 * owenT(z, m_shape.skew);
        if (value > 1e-3 * plain)
            return value;
        // The light tail: a difference of nearly equal numbers, so add up the density instead.
        const double step = scaleAt(x);
        double sum = 0;
        for (double to = x; density(to) > 0 && to > x - 60 * m_scale; to -= step) {
            const double part = integrate([this](double t) { return density(t); }, to - step, to);
            sum += part;
            if (part < sum * 1e-17)
                break;
        }
        return sum;
    }
    default:
        return portable::normalCdf((x - m_location) / m_scale);
    }
}

double RoundedLaw::survival(double x) const
{
    switch (m_shape.type) {
    case RoundedType::lognormal:
        return x <= 0 ? 1 : portable::normalCdf((m_location - portable::log(x)) / m_scale);
    case RoundedType::skewNormal: {
        // The mirror image of the law: location and shape change sign.
        config::RoundedSampling mirrored = m_shape;
        mirrored.mean = -m_shape.mean;
        mirrored.skew = -m_shape.skew;
        return RoundedLaw(mirrored, m_lowest, m_highest).cumulative(-x);
    }
    default:
        return portable::normalCdf((m_location - x) / m_scale);
    }
}

double RoundedLaw::interval(double from, double to) const
{
    if (from == -infinity)
        return to == infinity ? 1 : cumulative(to);
    if (to == infinity)
        return survival(from);
    // Differences of a cdf lose digits over short stretches of wide laws; there the density is as
    // good as a polynomial.
    if (to - from <= 0.5 * scaleAt(from))
        return integrate([this](double x) { return density(x); }, from, to);
    return from > m_center ? survival(from) - survival(to) : cumulative(to) - cumulative(from);
}

double RoundedLaw::cell(double k) const
{
    return m_shape.type == RoundedType::poisson ? poissonCell(k) : interval(k - 0.5, k + 0.5);
}

double RoundedLaw::mass(std::int64_t first, std::int64_t last) const
{
    first = std::max(first, m_lowest);
    last = std::min(last, m_highest);
    if (first > last)
        return 0;
    if (m_shape.type == RoundedType::poisson) {
        const auto end = m_poissonFirst + static_cast<std::int64_t>(m_poisson.size()) - 1;
        const std::int64_t from = std::max(first, m_poissonFirst) - m_poissonFirst;
        const std::int64_t to = std::min(last, end) - m_poissonFirst;
        if (from > to)
            return 0;
        if (from == to)
            return m_poisson.probability(static_cast<std::size_t>(from));
        return m_poisson.cumulative(static_cast<std::size_t>(to))
            - (from > 0 ? m_poisson.cumulative(static_cast<std::size_t>(from - 1)) : 0);
    }
    if (m_scale == 0) {
        const std::int64_t point = clampRounded(m_shape.mean);
        return point >= first && point <= last ? 1 : 0;
    }
    return interval(first == m_lowest ? -infinity : static_cast<double>(first) - 0.5,
        last == m_highest ? infinity : static_cast<double>(last) + 0.5);
}

double RoundedLaw::probability(std::int64_t k) const
{
    return mass(k, k);
}

std::int64_t RoundedLaw::clampRounded(double x) const
{
    const double rounded = portable::roundHalfEven(x);
    if (rounded <= static_cast<double>(m_lowest))
        return m_lowest;
    if (rounded >= static_cast<double>(m_highest))
        return m_highest;
    return static_cast<std::int64_t>(rounded);
}

std::int64_t RoundedLaw::draw(
    const base::RandomStream& stream, std::uint64_t request, std::uint32_t slot) const
{
    const base::Words words = stream.words(request, slot);
    if (m_shape.type == RoundedType::poisson)
        return m_poissonFirst
            + static_cast<std::int64_t>(m_poisson.find(base::unitOf(words.first)));
    if (m_scale == 0)
        return clampRounded(m_shape.mean);
    const double z = portable::normalQuantile(openUnit(words.first));
    if (m_shape.type == RoundedType::lognormal)
        return clampRounded(portable::exp(m_location + m_scale * z));
    if (m_shape.type == RoundedType::skewNormal) {
        // Azzalini: delta |u| + sqrt(1 - delta^2) v for independent normal u and v.
        const double delta = m_shape.skew / std::sqrt(1 + m_shape.skew * m_shape.skew);
        const double v = portable::normalQuantile(openUnit(words.second));
        return clampRounded(
            m_location + m_scale * (delta * std::fabs(z) + std::sqrt(1 - delta * delta) * v));
    }
    return clampRounded(m_location + m_scale * z);
}

} // namespace poolscope::sampling
