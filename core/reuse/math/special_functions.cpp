// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/math/special_functions.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr double halfLogTwoPi = 0.91893853320467274178;
constexpr double tiny = 1e-300;
constexpr double epsilon = 1e-16;
/// Both expansions need about 5 sqrt(a) terms next to x = a; counts stay below 1e10.
constexpr int maxTerms = 1000000;

/// ln(x^a e^-x / Gamma(a)) without the cancellation of its three large terms.
double logDensity(double a, double x)
{
    if (a < 30)
        return a * portable::log(x) - x - logGamma(a);
    // a ln(x / a) + a - x = -a (mu - ln(1 + mu)), and Stirling's remainder.
    const double mu = (x - a) / a;
    const double a2 = a * a;
    const double remainder = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * a2)) / a2) / a;
    return a * (portable::log1p(mu) - mu) + 0.5 * portable::log(a) - halfLogTwoPi - remainder;
}

double lowerSeries(double a, double x)
{
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < maxTerms && term > epsilon * sum; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * portable::exp(logDensity(a, x));
}

double upperFraction(double a, double x)
{
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double fraction = d;
    for (int i = 1; i < maxTerms; ++i) {
        const double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        d = 1 / (std::fabs(d) < tiny ? tiny : d);
        c = b + an / c;
        c = std::fabs(c) < tiny ? tiny : c;
        fraction *= d * c;
        if (std::fabs(d * c - 1) < epsilon * 4)
            break;
    }
    return fraction * portable::exp(logDensity(a, x));
}

double betaFraction(double x, double a, double b)
{
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::fabs(d) < tiny ? tiny : d);
    double fraction = d;
    const auto step = [&](double numerator) {
        d = 1 + numerator * d;
        d = 1 / (std::fabs(d) < tiny ? tiny : d);
        c = 1 + numerator / c;
        c = std::fabs(c) < tiny ? tiny : c;
        fraction *= d * c;
        return std::fabs(d * c - 1);
    };
    for (int m = 1; m < maxTerms; ++m) {
        step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
        if (step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))) < epsilon * 4)
            break;
    }
    return fraction;
}

} // namespace

double logGamma(double x)
{
    double shift = 0;
    if (x < 10) {
        double product = 1;
        for (; x < 10; ++x)
            product *= x;
        shift = portable::log(product);
    }
    constexpr std::array<double, 7> stirling{ 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680,
        1.0 / 1188, -691.0 / 360360, 1.0 / 156 };
    const double square = 1 / (x * x);
    double series = 0;
    for (auto term = stirling.rbegin(); term != stirling.rend(); ++term)
        series = series * square + *term;
    return (x - 0.5) * portable::log(x) - x + halfLogTwoPi + series / x - shift;
}

double gammaLower(double a, double x)
{
    if (x <= 0)
        return 0;
    return x < a + 1 ? std::min(1.0, lowerSeries(a, x)) : 1 - upperFraction(a, x);
}

double gammaUpper(double a, double x)
{
    if (x <= 0)
        return 1;
    return x < a + 1 ? 1 - std::min(1.0, lowerSeries(a, x)) : std::min(1.0, upperFraction(a, x));
}

double chiSquareTail(double x, double degrees)
{
    return gammaUpper(degrees / 2, x / 2);
}

double betaRegularised(double x, double a, double b)
{
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    const double front = portable::exp(logGamma(a + b) - logGamma(a) - logGamma(b)
        + a * portable::log(x) + b * portable::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a
                                     : 1 - front * betaFraction(1 - x, b, a) / b;
}

double betaQuantile(double p, double a, double b)
{
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200 && high - low > 1e-15 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (betaRegularised(middle, a, b) < p ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace poolscope::reuse
