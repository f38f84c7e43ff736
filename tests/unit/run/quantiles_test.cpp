// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/quantiles.h"
#include "tests/unit/testing.h"

#include <cmath>

using namespace poolscope;

class QuantilesTest : public QObject {
    Q_OBJECT

private slots:
    void quantilesAreExactToAPercent()
    {
        run::DurationQuantiles quantiles;
        for (int i = 1; i <= 10000; ++i)
            quantiles.add(i * 1e-4);
        QCOMPARE(quantiles.count(), std::uint64_t{ 10000 });
        QVERIFY(std::fabs(quantiles.at(0.5) / 0.5 - 1) < 0.011);
        QVERIFY(std::fabs(quantiles.at(0.99) / 0.99 - 1) < 0.011);
    }

    void extremesAreKeptInRange()
    {
        run::DurationQuantiles quantiles;
        QCOMPARE(quantiles.at(0.5), 0.0);
        quantiles.add(0);
        quantiles.add(1e9);
        QVERIFY(quantiles.at(0.1) < 2e-5);
        QVERIFY(quantiles.at(1) > 8e4);
    }
};

POOLSCOPE_TEST(QuantilesTest)
#include "quantiles_test.moc"
