// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/statistics.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

using namespace poolscope;

class StatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void percentilesInterpolateAsNumpyDoes()
    {
        const auto json = report::statistics({ 4, 1, 3, 2 }, { 0.1, 25, 50, 99.9 });
        QCOMPARE(json["mean"].get<double>(), 2.5);
        QCOMPARE(json["min"].get<double>(), 1.0);
        QCOMPARE(json["max"].get<double>(), 4.0);
        QCOMPARE(json["p25"].get<double>(), 1.75);
        QCOMPARE(json["median"].get<double>(), 2.5);
        QCOMPARE(json["p0.1"].get<double>(), 1.003);
        QCOMPARE(json["p99.9"].get<double>(), 3.997);
        std::vector<std::string> keys;
        for (const auto& [key, value] : json.items())
            keys.push_back(key);
        QCOMPARE(keys,
            (std::vector<std::string>{ "mean", "min", "max", "p0.1", "p25", "median", "p99.9" }));
    }

    void emptySamplesAreNull()
    {
        QVERIFY(report::statistics({}, report::defaultPercentiles()).is_null());
        QCOMPARE(report::statistics({ 7 }, { 50 })["median"].get<double>(), 7.0);
    }
};

POOLSCOPE_TEST(StatisticsTest)
#include "statistics_test.moc"
