// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/bands.h"
#include "core/reuse/check/goodness.h"
#include "core/reuse/math/special_functions.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <vector>

using namespace poolscope;
using testing::isClose;
using testing::zipf;

class GoodnessTest : public QObject {
    Q_OBJECT

private slots:
    void specialFunctionsAgreeWithKnownValues()
    {
        QVERIFY(isClose(reuse::logGamma(0.5), 0.5723649429247001, 1e-14));
        QVERIFY(isClose(reuse::logGamma(101), 363.73937555556349, 1e-14));
        QVERIFY(isClose(reuse::logGamma(1e-5), 11.512919692895824, 1e-13));
        QVERIFY(isClose(reuse::chiSquareTail(18.307038053275146, 10), 0.05, 1e-12));
        QVERIFY(isClose(reuse::chiSquareTail(500, 10), 4.414736099913731e-101, 1e-11));
        QVERIFY(isClose(reuse::gammaLower(3, 2) + reuse::gammaUpper(3, 2), 1, 1e-15));
        // P(Poisson(1000) >= 1000), summed with 60 digits.
        QVERIFY(isClose(reuse::gammaLower(1000, 1000), 0.504205244180215508, 1e-12));
        QVERIFY(isClose(reuse::betaRegularised(0.3, 2, 5), 0.579825, 1e-12));
        QVERIFY(isClose(reuse::betaQuantile(0.579825, 2, 5), 0.3, 1e-12));
    }

    void tailsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["chi2_sf"]["rows"])
            QVERIFY(isClose(reuse::chiSquareTail(row[0].get<double>(), row[1].get<double>()),
                row[2].get<double>(), 1e-10));
    }

    void bandsAgreeWithKnownValues()
    {
        const auto band = reuse::binomialBand(1000, 0.01, 0.05);
        QCOMPARE(band.low, std::uint64_t{ 4 });
        QCOMPARE(band.high, std::uint64_t{ 17 });
        QCOMPARE(band.expected, 10.0);
        QVERIFY(isClose(reuse::cumulativeBand(10000, 0.05), 0.013581015157406194, 1e-14));
        QVERIFY(isClose(reuse::clopperPearson(3, 50, 0.05).high, 0.16548194660377288, 1e-12));
        // Far into the normal range: within one of the exact quantiles.
        const auto wide = reuse::binomialBand(1000000, 0.5, 0.05);
        QVERIFY(std::llabs(static_cast<long long>(wide.low) - 499020) <= 1);
        QVERIFY(std::llabs(static_cast<long long>(wide.high) - 500980) <= 1);
        // Few draws, where the bracket around the guess is not whole by itself.
        for (const double alpha : { 0.0005, 0.05 }) {
            const bool isNarrow = alpha == 0.05;
            QCOMPARE(
                reuse::binomialBand(10, 0.25, alpha).high, std::uint64_t{ isNarrow ? 5U : 8U });
            QCOMPARE(
                reuse::binomialBand(30, 0.1, alpha).high, std::uint64_t{ isNarrow ? 7U : 10U });
        }
        QCOMPARE(reuse::binomialBand(500, 0.02, 0.0005), (reuse::CountBand{ 10, 1, 22 }));
        QCOMPARE(reuse::binomialBand(7, 1, 0.05), (reuse::CountBand{ 7, 7, 7 }));
        QCOMPARE(reuse::binomialBand(7, 0, 0.05), reuse::CountBand{});
        QCOMPARE(reuse::binomialBand(0, 0.5, 0.05), reuse::CountBand{});
    }

    /// The definition itself, over bars as rare as the tail of a wide pool. Bracketing once never
    /// ended for some of them.
    void bandsAreQuantilesOfTheBinomialLaw()
    {
        for (const std::uint64_t draws : { 1, 20, 200, 400 })
            for (const double p : { 1e-6, 0.0095, 0.0329157, 0.2, 0.97 })
                for (const double alpha : { 0.05, 0.05 / 64 }) {
                    const auto n = static_cast<double>(draws);
                    double cdf = 0;
                    std::vector<std::uint64_t> ends;
                    for (std::uint64_t k = 0; k <= draws; ++k) {
                        const auto x = static_cast<double>(k);
                        cdf += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1)
                            - std::lgamma(n - x + 1) + x * std::log(p) + (n - x) * std::log1p(-p));
                        if (ends.empty() && cdf >= alpha / 2)
                            ends.push_back(k);
                        if (ends.size() == 1 && cdf >= 1 - alpha / 2)
                            ends.push_back(k);
                    }
                    const auto band = reuse::binomialBand(draws, p, alpha);
                    QCOMPARE(band.low, ends.at(0));
                    QCOMPARE(band.high, ends.at(1));
                }
    }

    void bandsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["binomial_band"]["rows"]) {
            const auto band = reuse::binomialBand(
                row[0].get<std::uint64_t>(), row[1].get<double>(), row[2].get<double>());
            QCOMPARE(band.low, row[3].get<std::uint64_t>());
            QCOMPARE(band.high, row[4].get<std::uint64_t>());
        }
        for (const auto& row : testing::vectors()["clopper_pearson"]["rows"]) {
            const auto interval = reuse::clopperPearson(
                row[0].get<std::uint64_t>(), row[1].get<std::uint64_t>(), row[2].get<double>());
            QVERIFY(std::fabs(interval.low - row[3].get<double>()) < 1e-11);
            QVERIFY(std::fabs(interval.high - row[4].get<double>()) < 1e-11);
        }
        for (const auto& row : testing::vectors()["dkw"]["rows"])
            QVERIFY(
                isClose(reuse::cumulativeBand(row[0].get<std::uint64_t>(), row[1].get<double>()),
                    row[2].get<double>(), 1e-13));
    }

    void binnedTestsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["binned_gof"]["rows"]) {
            const auto counts = row["counts"].get<std::vector<std::uint64_t>>();
            double draws = 0;
            for (const auto count : counts)
                draws += static_cast<double>(count);
            const auto law = zipf(row["N"].get<std::int64_t>(), row["s"].get<double>());
            const auto bins = reuse::testBins(law, draws);
            QCOMPARE(bins.edges, row["edges"].get<std::vector<std::int64_t>>());
            const auto sums = reuse::binned(bins, counts);
            QCOMPARE(sums, row["observed"].get<std::vector<std::uint64_t>>());
            const auto test = reuse::testCounts(bins, sums);
            QVERIFY(isClose(test.chiSquare, row["X2"].get<double>(), 1e-11));
            QVERIFY(isClose(test.likelihoodRatio, row["G"].get<double>(), 1e-11));
            QCOMPARE(test.degrees, row["df"].get<int>());
            QVERIFY(isClose(test.p, row["p_X2"].get<double>(), 1e-10));
            QVERIFY(isClose(test.likelihoodRatioP, row["p_G"].get<double>(), 1e-10));
        }
    }

    void binsCoverTheLaw_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<double>("skew");
        QTest::newRow("one item") << qint64{ 1 } << 1.0;
        QTest::newRow("two") << qint64{ 2 } << 1.0;
        QTest::newRow("small") << qint64{ 100 } << 1.0;
        QTest::newRow("uniform") << qint64{ 10000 } << 0.0;
        QTest::newRow("a million") << qint64{ 1000000 } << 1.1;
        QTest::newRow("steep") << qint64{ 1000000000 } << 4.0;
    }

    void binsCoverTheLaw()
    {
        QFETCH(qint64, size);
        QFETCH(double, skew);
        const auto law = zipf(size, skew);
        for (const auto& bins :
            { reuse::testBins(law, 10000), reuse::fixedBins(law, 24), reuse::fixedBins(law, 64) }) {
            QCOMPARE(bins.edges.front(), std::int64_t{ 0 });
            QCOMPARE(bins.edges.back(), std::int64_t{ size });
            QVERIFY(bins.size() <= 80);
            double sum = 0;
            for (std::size_t b = 0; b < bins.size(); ++b) {
                QVERIFY(bins.edges[b] < bins.edges[b + 1]);
                QVERIFY(bins.probabilities[b] > 0);
                sum += bins.probabilities[b];
            }
            QVERIFY(isClose(sum, 1, 1e-9));
        }
        QVERIFY(reuse::fixedBins(law, 24).size() <= 24);
    }

    /// Few draws over many indices: the chi-square law does not hold, simulated runs do.
    void tinyRunsAreJudgedBySimulation()
    {
        const auto bins = reuse::fixedBins(zipf(20, 0), 24);
        std::vector<std::uint64_t> even(20, 0);
        for (std::size_t i = 0; i < 8; ++i)
            even[i] = 1;
        std::vector<std::uint64_t> piled(20, 0);
        piled[3] = 8;
        const auto plausible = reuse::testCounts(bins, even);
        const auto absurd = reuse::testCounts(bins, piled);
        QVERIFY(plausible.isSimulated);
        QVERIFY(plausible.p > 0.5);
        QVERIFY(absurd.p <= 0.002);
        QCOMPARE(reuse::testCounts(bins, piled).p, absurd.p);
    }
};

POOLSCOPE_TEST(GoodnessTest)
#include "goodness_test.moc"
