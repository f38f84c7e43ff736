// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace poolscope::base::portable {

namespace {

constexpr double ln2High = 6.93147180369123816490e-01;
constexpr double ln2Low = 1.90821492927058770002e-10;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// x * 2^n for |n| <= 2100, exactly rounded once.
double scale(double x, int n)
{
    const auto power
        = [](int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U); };
    while (n > 1000) {
        x *= power(1000);
        n -= 1000;
    }
    while (n < -1000) {
        x *= power(-1000);
        n += 1000;
    }
    return x * power(n);
}

/// log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)], plus k ln 2, plus a correction.
double logReduced(double f, int k, double correction)
{
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double r = z
        * (6.666666666666735130e-01
            + z
                * (3.999999999940941908e-01
                    + z
                        * (2.857142874366239149e-01
                            + z
                                * (2.222219843214978396e-01
                                    + z
                                        * (1.818357216161805012e-01
                                            + z
                                                * (1.531383769920937332e-01
                                                    + z * 1.479819860510658591e-01))))));
    const double half = 0.5 * f * f;
    const double low = k * ln2Low + correction;
    return k * ln2High - ((half - (s * (half + r) + low)) - f);
}

struct Split {
    double mantissa; ///< in [sqrt(1/2), sqrt(2))
    int exponent;
};

Split split(double x)
{
    int exponent = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        exponent = -54;
    }
    std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    exponent += static_cast<int>(bits >> 52U) - 1023;
    bits = (bits & 0x000FFFFFFFFFFFFFU) | 0x3FF0000000000000U;
    double mantissa = std::bit_cast<double>(bits);
    if (mantissa >= 1.41421356237309504880) {
        mantissa *= 0.5;
        ++exponent;
    }
    return { mantissa, exponent };
}

template <std::size_t N> double horner(const std::array<double, N>& coefficients, double x)
{
    double sum = coefficients[N - 1];
    for (std::size_t i = N - 1; i-- > 0;)
        sum = sum * x + coefficients[i];
    return sum;
}

} // namespace

double exp(double x)
{
    if (x != x)
        return x;
    if (x > 709.9)
        return infinity;
    if (x < -745.2)
        return 0.0;
    const int k = static_cast<int>(x * 1.44269504088896338700 + (x < 0 ? -0.5 : 0.5));
    const double high = x - k * ln2High;
    const double rest = k * ln2Low;
    const double r = high - rest;
    const double t = r * r;
    const double c = r
        - t
            * (1.66666666666666019037e-01
                + t
                    * (-2.77777777770155933842e-03
                        + t
                            * (6.61375632143793436117e-05
                                + t
                                    * (-1.65339022054652515390e-06
                                        + t * 4.13813679705723846039e-08))));
    const double y = 1.0 - ((rest - (r * c) / (2.0 - c)) - high);
    return scale(y, k);
}

double log(double x)
{
    if (x != x || x < 0)
        return notANumber;
    if (x == 0)
        return -infinity;
    if (x == infinity)
        return x;
    const auto [mantissa, exponent] = split(x);
    return logReduced(mantissa - 1.0, exponent, 0.0);
}

double log1p(double x)
{
    if (x != x || x < -1)
        return notANumber;
    if (x == -1)
        return -infinity;
    if (x == infinity)
        return x;
    if (x > -0x1p-53 && x < 0x1p-53)
        return x;
    if (x > -0.2928 && x < 0.4142)
        return logReduced(x, 0, 0.0);
    const double sum = 1.0 + x;
    const double lost = x >= 1.0 ? 1.0 - (sum - x) : x - (sum - 1.0);
    const auto [mantissa, exponent] = split(sum);
    return logReduced(mantissa - 1.0, exponent, lost / sum);
}

double expm1(double x)
{
    if (x != x)
        return x;
    if (x > 709.9)
        return infinity;
    if (x < -50)
        return -1.0;
    if (x > -0x1p-54 && x < 0x1p-54)
        return x;
    int k = 0;
    double r = x;
    double lost = 0.0;
    if (x > 0.34657359 || x < -0.34657359) {
        k = static_cast<int>(x * 1.44269504088896338700 + (x < 0 ? -0.5 : 0.5));
        const double high = x - k * ln2High;
        const double low = k * ln2Low;
        r = high - low;
        lost = (high - r) - low;
    }
    const double half = 0.5 * r;
    const double square = r * half;
    const double r1 = 1.0
        + square
            * (-3.33333333333331316428e-02
                + square
                    * (1.58730158725481460165e-03
                        + square
                            * (-7.93650757867487942473e-05
                                + square
                                    * (4.00821782732936239552e-06
                                        + square * -2.01099218183624371326e-07))));
    const double t = 3.0 - r1 * half;
    double e = square * ((r1 - t) / (6.0 - r * t));
    if (k == 0)
        return r - (r * e - square);
    e = r * (e - lost) - lost;
    e -= square;
    if (k == -1)
        return 0.5 * (r - e) - 0.5;
    if (k == 1)
        return r < -0.25 ? -2.0 * (e - (r + 0.5)) : 1.0 + 2.0 * (r - e);
    if (k <= -2 || k > 56)
        return scale(1.0 - (e - r), k) - 1.0;
    if (k < 20)
        return scale((1.0 - scale(1.0, -k)) - (e - r), k);
    return scale((r - (e + scale(1.0, -k))) + 1.0, k);
}

double pow(double x, double y)
{
    return exp(y * log(x));
}

double erfc(double x)
{
    // Chebyshev series of log(erfc(x) exp(x^2) / t) in 2t - 1 with t = 2 / (2 + x), computed to 60
    // digits.
    constexpr std::array<double, 30> c{ -1.3026537197817094342, 6.4196979235649026e-1,
        1.9476473204185836312e-2, -9.5615147868086316419e-3, -9.465953444820368663e-4,
        3.6683949785276145187e-4, 4.2523324806907771645e-5, -2.0278578112534243154e-5,
        -1.6242900046470255135e-6, 1.3036558355805232018e-6, 1.5626441722066143178e-8,
        -8.5238095914926542525e-8, 6.5290544390988514964e-9, 5.0593434955514689418e-9,
        -9.9136415649303308674e-10, -2.2736512229318358557e-10, 9.646791102015526802e-11,
        2.3940380830391147447e-12, -6.8860275264975533984e-12, 8.9448792730907257167e-13,
        3.1309213993429580783e-13, -1.1270822361367252366e-13, 3.8109052551892320552e-16,
        7.1060976136092369878e-15, -1.5230282014571043043e-15, -9.4574945712912340005e-17,
        1.2102371892242789923e-16, -2.8166630877471769718e-17, 5.0030055594459016536e-20,
        2.3281042579529252875e-18 };
    if (x < 0)
        return 2.0 - erfc(-x);
    if (x > 27.3)
        return 0.0;
    const double t = 2.0 / (2.0 + x);
    const double twice = 4.0 * t - 2.0;
    double d = 0.0;
    double previous = 0.0;
    for (std::size_t j = c.size() - 1; j > 0; --j) {
        const double next = twice * d - previous + c[j];
        previous = d;
        d = next;
    }
    const double series = 0.5 * (c[0] + twice * d) - previous;
    // x^2 split so that the large part is exact.
    const double coarse = static_cast<double>(static_cast<int>(x * 16.0)) / 16.0;
    const double rest = (x - coarse) * (x + coarse);
    return t * exp(-coarse * coarse) * exp(series - rest);
}

double normalCdf(double z)
{
    return 0.5 * erfc(-z * 7.07106781186547524401e-01);
}

double normalDensity(double z)
{
    return 3.98942280401432677940e-01 * exp(-0.5 * z * z);
}

double normalQuantile(double p)
{
    constexpr std::array<double, 8> a{ 3.3871328727963666080e0, 1.3314166789178437745e+2,
        1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4,
        6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3 };
    constexpr std::array<double, 8> b{ 1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
        5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4,
        2.8729085735721942674e+4, 5.2264952788528545610e+3 };
    constexpr std::array<double, 8> c{ 1.42343711074968357734e0, 4.63033784615654529590e0,
        5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0,
        2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4 };
    constexpr std::array<double, 8> d{ 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
        6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
        5.47593808499534494600e-4, 1.05075007164441684324e-9 };
    constexpr std::array<double, 8> e{ 6.65790464350110377720e0, 5.46378491116411436990e0,
        1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
        1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7 };
    constexpr std::array<double, 8> f{ 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
        1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
        1.42151175831644588870e-7, 2.04426310338993978564e-15 };
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * horner(a, r) / horner(b, r);
    }
    const double tail = q < 0 ? p : 1.0 - p;
    if (!(tail > 0))
        return q < 0 ? -infinity : infinity;
    double r = std::sqrt(-log(tail));
    if (r <= 5.0) {
        r -= 1.6;
        r = horner(c, r) / horner(d, r);
    } else {
        r -= 5.0;
        r = horner(e, r) / horner(f, r);
    }
    return q < 0 ? -r : r;
}

double sinTurns(double turns)
{
    // Quarter waves; |angle| <= pi / 4 is served by the Taylor series, exact to the last digit
    // there.
    const double whole = roundHalfEven(turns * 4.0);
    const double angle = (turns - whole * 0.25) * 6.28318530717958647693;
    const double z = angle * angle;
    constexpr std::array<double, 8> sine{ 1.0, -1.66666666666666666667e-01,
        8.33333333333333333333e-03, -1.98412698412698412698e-04, 2.75573192239858906526e-06,
        -2.50521083854417187751e-08, 1.60590438368216145994e-10, -7.64716373181981647590e-13 };
    constexpr std::array<double, 8> cosine{ 1.0, -0.5, 4.16666666666666666667e-02,
        -1.38888888888888888889e-03, 2.48015873015873015873e-05, -2.75573192239858906526e-07,
        2.08767569878680989792e-09, -1.14707455977297247139e-11 };
    const auto quarter = static_cast<std::int64_t>(whole) & 3;
    const double value = (quarter & 1) != 0 ? horner(cosine, z) : angle * horner(sine, z);
    return quarter >= 2 ? -value : value;
}

double roundHalfEven(double x)
{
    if (!(x > -0x1p52 && x < 0x1p52))
        return x;
    const double shift = x < 0 ? -0x1p52 : 0x1p52;
    // Not constant-folded: addition rounds to even in every IEEE environment.
    const volatile double shifted = x + shift;
    return shifted - shift;
}

} // namespace poolscope::base::portable
