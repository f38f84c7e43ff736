// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/harmonic.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace poolscope;

class HarmonicTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto vectors = nlohmann::json::parse(
            testing::readAll(testing::shared() / "reference" / "reuse-vectors.json"));
        for (const auto& row : vectors["harmonic"]["rows"]) {
            const auto n = row[0].get<double>();
            const auto s = row[1].get<double>();
            const auto expected = row[2].get<double>();
            const double actual = sampling::harmonic(n, s);
            QVERIFY2(std::fabs(actual / expected - 1) < 2e-14,
                qPrintable(QString("N %1, s %2: %3").arg(n).arg(s).arg(actual, 0, 'g', 17)));
        }
    }

    void sumsOfPartsAreTheWhole()
    {
        for (const double s : { 0.0, 0.5, 1.0, 1.1, 7.0 }) {
            const double whole = sampling::harmonic(100000, s);
            const double parts = sampling::powerSum(1, 10, s) + sampling::powerSum(11, 777, s)
                + sampling::powerSum(778, 100000, s);
            QVERIFY(std::fabs(parts / whole - 1) < 1e-14);
        }
        QCOMPARE(sampling::powerSum(5, 4, 1.0), 0.0);
        QCOMPARE(sampling::powerSum(4, 4, 1.0), 0.25);
    }

    void integralsInvert()
    {
        for (const double s : { 0.0, 0.999999999, 1.0, 1.000000001, 2.0, 20.0 })
            for (const double x : { 1.0, 1.5, 2.0, 100.5 }) {
                const double value = sampling::powerIntegral(x, s);
                // Steep laws flatten out: what is lost in the integral cannot come back.
                if (s * std::log(x) < 20)
                    QVERIFY(std::fabs(sampling::powerIntegralInverse(value, s) / x - 1) < 1e-6);
            }
    }
};

POOLSCOPE_TEST(HarmonicTest)
#include "harmonic_test.moc"
