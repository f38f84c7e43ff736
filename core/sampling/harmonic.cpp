// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/harmonic.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::sampling {

namespace portable = base::portable;

namespace {

/// (e^z - 1) / z
double phi(double z)
{
    if (std::fabs(z) < 1e-8)
        return 1 + z / 2 * (1 + z / 3 * (1 + z / 4));
    return portable::expm1(z) / z;
}

/// log(1 + z) / z
double psi(double z)
{
    if (std::fabs(z) < 1e-8)
        return 1 - z * (1.0 / 2 - z * (1.0 / 3 - z / 4));
    return portable::log1p(z) / z;
}

double power(double x, double s)
{
    return portable::exp(-s * portable::log(x));
}

} // namespace

double powerIntegral(double x, double s)
{
    const double l = portable::log(x);
    return l * phi((1 - s) * l);
}

double powerIntegralInverse(double value, double s)
{
    const double t = std::max(-1.0, value * (1 - s));
    return portable::exp(psi(t) * value);
}

double powerSum(double first, double last, double s)
{
    // Direct terms up to n0, then: integral + trapezoid ends + Bernoulli terms B_2j / (2j)! times
    // the derivatives of x^-s at both ends (DLMF 2.10.1).
    constexpr double head = 32;
    if (last < first)
        return 0;
    const double directEnd = std::min(last, std::max({ head, std::ceil(std::fabs(s)), first }) - 1);
    double sum = 0;
    for (double k = directEnd; k >= first; --k) // small terms first
        sum += power(k, s);
    if (directEnd == last)
        return sum;

    const double start = directEnd + 1;
    const double startPower = power(start, s);
    const double lastPower = power(last, s);
    const double l = portable::log(last / start);
    double tail = start * startPower * l * phi((1 - s) * l) + (startPower + lastPower) / 2;
    constexpr std::array<double, 8> bernoulli{ 1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600,
        1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600, -3617.0 / 10670622842880000 };
    double rising = s; // s (s + 1) ... (s + 2j - 2)
    double scaleStart = startPower / start;
    double scaleLast = lastPower / last;
    for (std::size_t j = 0; j < bernoulli.size(); ++j) {
        tail += bernoulli.at(j) * rising * (scaleStart - scaleLast);
        const double order = s + 2 * static_cast<double>(j);
        rising *= (order + 1) * (order + 2);
        scaleStart /= start * start;
        scaleLast /= last * last;
    }
    return sum + tail;
}

double harmonic(double n, double s)
{
    return powerSum(1, n, s);
}

} // namespace poolscope::sampling
