// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/distribution.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <map>

using namespace poolscope;
using config::DistributionType;

namespace {

config::Distribution distribution(
    DistributionType type, std::int64_t min, std::int64_t max, double mean, double stdDev)
{
    return { type, min, max, mean, stdDev, 0, {} };
}

} // namespace

class DistributionTest : public QObject {
    Q_OBJECT

private slots:
    void uniformHasUpstreamsUnevenEnds()
    {
        const sampling::DistributionLaw law(
            distribution(DistributionType::uniform, 1, 3, 512, 200));
        QVERIFY(std::fabs(law.probability(1) - 1.0 / 6) < 1e-15);
        QVERIFY(std::fabs(law.probability(2) - 1.0 / 3) < 1e-15);
        QVERIFY(std::fabs(law.probability(3) - 1.0 / 2) < 1e-15);
        QVERIFY(std::fabs(law.mean() - (1.0 / 6 + 2.0 / 3 + 1.5)) < 1e-15);
    }

    void fixedIgnoresItsRange()
    {
        const sampling::DistributionLaw law(distribution(DistributionType::fixed, 1, 1, 512, 200));
        QCOMPARE(law.draw(base::RandomStream(1, base::Purpose::count), 0, 0), std::int64_t{ 512 });
        QCOMPARE(law.mean(), 512.0);
        const sampling::DistributionLaw negative(
            distribution(DistributionType::fixed, 0, 9, -2.7, 0));
        QCOMPARE(negative.lowest(), std::int64_t{ -2 }); // int() truncates towards zero
    }

    void drawsFollowTheLaw_data()
    {
        QTest::addColumn<int>("type");
        for (const auto type :
            { DistributionType::normal, DistributionType::skewNormal, DistributionType::lognormal,
                DistributionType::uniform, DistributionType::poisson })
            QTest::addRow("%d", static_cast<int>(type)) << static_cast<int>(type);
    }

    void drawsFollowTheLaw()
    {
        QFETCH(int, type);
        auto config = distribution(static_cast<DistributionType>(type), 2, 9, 5, 2);
        config.skew = 2;
        const sampling::DistributionLaw law(config);
        const base::RandomStream stream(42, base::Purpose::count);
        constexpr int draws = 30000;
        std::map<std::int64_t, int> counts;
        double sum = 0;
        for (int r = 0; r < draws; ++r) {
            const auto value = law.draw(stream, static_cast<std::uint64_t>(r), 0);
            ++counts[value];
            sum += static_cast<double>(value);
        }
        double total = 0;
        double mean = 0;
        for (std::int64_t k = 2; k <= 9; ++k) {
            const double p = law.probability(k);
            total += p;
            mean += p * static_cast<double>(k);
            const double sd = std::sqrt(draws * p * (1 - p));
            QVERIFY2(std::fabs(counts[k] - draws * p) <= 4.5 * sd + 1e-9,
                qPrintable(QString("%1: %2 of %3").arg(k).arg(counts[k]).arg(draws * p)));
        }
        QVERIFY(std::fabs(total - 1) < 1e-12);
        QVERIFY(std::fabs(law.mean() - mean) < 1e-9);
        QVERIFY(std::fabs(sum / draws - mean) < 0.06);
    }

    void countProbabilitiesFoldTheirEnds()
    {
        const sampling::DistributionLaw law(distribution(DistributionType::normal, -3, 4, 0, 1));
        const auto counts = sampling::countProbabilities(law, 100);
        QCOMPARE(counts.size(), std::size_t{ 5 });
        QVERIFY(std::fabs(counts[0] - 0.6914624612740131) < 1e-12); // P(Z < 1/2)
        const auto cut = sampling::countProbabilities(law, 3);
        QCOMPARE(cut.size(), std::size_t{ 3 });
        double total = 0;
        for (const double p : cut)
            total += p;
        QVERIFY(std::fabs(total - 1) < 1e-12);
        const sampling::DistributionLaw none(distribution(DistributionType::fixed, 0, 9, -1, 0));
        QCOMPARE(sampling::countProbabilities(none, 10), std::vector<double>{ 1.0 });
    }
};

POOLSCOPE_TEST(DistributionTest)
#include "distribution_test.moc"
