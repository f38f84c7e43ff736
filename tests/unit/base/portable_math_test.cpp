// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "tests/unit/testing.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

using namespace poolscope;
namespace portable = base::portable;

namespace {

/// Distance in units of the last place of the expected value.
double ulps(double actual, double expected)
{
    if (actual == expected)
        return 0;
    const double magnitude = std::fabs(expected);
    const double infinity = std::numeric_limits<double>::infinity();
    return std::fabs(actual - expected) / (std::nextafter(magnitude, infinity) - magnitude);
}

double worst(double from, double to, const std::function<double(double)>& error)
{
    double result = 0;
    constexpr int steps = 100001;
    for (int i = 0; i < steps; ++i)
        result = std::max(result, error(from + (to - from) * i / (steps - 1)));
    return result;
}

} // namespace

class PortableMathTest : public QObject {
    Q_OBJECT

private slots:
    void elementaryFunctionsAreExactToTheLastPlace()
    {
        using L = long double;
        QVERIFY(worst(-700, 700, [](double x) {
            return ulps(portable::exp(x), static_cast<double>(std::exp(L(x))));
        }) <= 1);
        QVERIFY(worst(1e-9, 50, [](double x) {
            return ulps(portable::log(x), static_cast<double>(std::log(L(x))));
        }) <= 1);
        QVERIFY(worst(-0.999, 3, [](double x) {
            return ulps(portable::log1p(x), static_cast<double>(std::log1p(L(x))));
        }) <= 1);
        QVERIFY(worst(-40, 40, [](double x) {
            return ulps(portable::expm1(x), static_cast<double>(std::expm1(L(x))));
        }) <= 1);
        QVERIFY(worst(-2, 26, [](double x) {
            const auto expected = static_cast<double>(std::erfc(L(x)));
            return std::fabs(portable::erfc(x) / expected - 1) / (1 + x * x);
        }) <= 1e-15);
        QVERIFY(worst(-3, 3, [](double x) {
            constexpr L pi = 3.14159265358979323846264338328L;
            return std::fabs(portable::sinTurns(x) - static_cast<double>(std::sin(2 * pi * L(x))));
        }) <= 2e-15);
    }

    void quantilesInvertTheNormalLaw()
    {
        QVERIFY(worst(1e-12, 1 - 1e-12, [](double p) {
            return std::fabs(portable::normalCdf(portable::normalQuantile(p)) - p);
        }) <= 2e-15);
        QCOMPARE(portable::normalQuantile(0.5), 0.0);
    }

    void edgesBehaveLikeTheStandardFunctions()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(portable::exp(-infinity), 0.0);
        QCOMPARE(portable::exp(1000), infinity);
        QCOMPARE(portable::log(0), -infinity);
        QVERIFY(std::isnan(portable::log(-1)));
        QVERIFY(ulps(portable::log(5e-324), std::log(5e-324)) <= 1);
        QCOMPARE(portable::log1p(-1), -infinity);
        QCOMPARE(portable::expm1(-1000), -1.0);
        QCOMPARE(portable::roundHalfEven(2.5), 2.0);
        QCOMPARE(portable::roundHalfEven(3.5), 4.0);
        QCOMPARE(portable::roundHalfEven(-0.5), 0.0);
        QCOMPARE(portable::roundHalfEven(0.49999999999999994), 0.0);
    }

    /// The promise itself: these bits are the same on every machine. A change of any of them moves
    /// the items of existing plans.
    void bitsNeverChange()
    {
        std::uint64_t digest = 0;
        const auto mix = [&](double value) {
            digest = (digest ^ std::bit_cast<std::uint64_t>(value)) * 0x9E3779B97F4A7C15U;
            digest ^= digest >> 29U;
        };
        for (int i = 1; i < 20000; ++i) {
            const double x = i * 0.0317;
            mix(portable::exp(x - 300));
            mix(portable::log(x));
            mix(portable::log1p(x - 0.03));
            mix(portable::expm1(x - 300));
            mix(portable::erfc(x * 0.04));
            mix(portable::normalQuantile(i / 20000.0));
            mix(portable::sinTurns(x));
        }
        QCOMPARE(digest, std::uint64_t{ 16909722532441473579U });
    }
};

POOLSCOPE_TEST(PortableMathTest)
#include "portable_math_test.moc"
