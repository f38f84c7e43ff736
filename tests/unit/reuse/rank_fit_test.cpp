// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/rank_fit.h"
#include "core/reuse/fit/unseen.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <cmath>

using namespace poolscope;
using testing::isClose;
using testing::zipf;

class RankFitTest : public QObject {
    Q_OBJECT

private slots:
    void skewsAgreeWithKnownValues()
    {
        const std::vector<std::uint64_t> counts{ 50, 25, 17, 12, 10, 8, 7, 6, 6, 5 };
        const auto ranks = reuse::rankStatistics(counts, 10);
        const auto fit = reuse::fitZipf(ranks);
        QVERIFY(isClose(ranks.draws, 146, 0));
        QVERIFY(isClose(fit.skew, 1.0036163658512915, 1e-11));
        QVERIFY(isClose(fit.standardError, 0.1041720481072972, 1e-10));
        QVERIFY(isClose(fit.logLikelihood, -290.7616996442807, 1e-12));
        QVERIFY(isClose(reuse::uniformLogLikelihood(ranks), -336.1774235771307, 1e-12));
        QVERIFY(isClose(ranks.saturated, -290.71895673021965, 1e-12));
        QVERIFY(fit.interval.contains(1.0));
        const auto quadratic = reuse::fitQuadratic(ranks);
        QVERIFY(isClose(quadratic.a, 1.0158245951872165, 1e-9));
        QVERIFY(isClose(quadratic.b, -0.006158547132897802, 1e-7));
    }

    void fitsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["mle_zipf"]["rows"]) {
            const auto ranks = reuse::rankStatistics(
                row["counts"].get<std::vector<std::uint64_t>>(), row["N"].get<double>());
            const auto fit = reuse::fitZipf(ranks);
            QVERIFY(std::fabs(fit.skew - row["s_hat"].get<double>()) < 1e-9);
            QVERIFY(isClose(fit.standardError, row["se"].get<double>(), 1e-8));
            QVERIFY(isClose(fit.logLikelihood, row["loglik_zipf"].get<double>(), 1e-10));
            QVERIFY(isClose(ranks.meanLog, row["mean_ln_rank"].get<double>(), 1e-12));
        }
        for (const auto& row : testing::vectors()["mle_ln_quadratic"]["rows"]) {
            const auto fit = reuse::fitQuadratic(reuse::rankStatistics(
                row["counts"].get<std::vector<std::uint64_t>>(), row["N"].get<double>()));
            QVERIFY(isClose(fit.a, row["a"].get<double>(), 1e-7));
            QVERIFY(isClose(fit.b, row["b"].get<double>(), 1e-6));
            QVERIFY(isClose(fit.logLikelihood, row["loglik"].get<double>(), 1e-10));
        }
    }

    void unseenItemsAgreeWithTheReferenceVectors()
    {
        const auto known = reuse::unseen(std::vector<std::uint64_t>{ 5, 4, 3, 2, 2, 1, 1, 1, 1 });
        QCOMPARE(known.leastSize, 11.0);
        QCOMPARE(known.newShare, 0.2);
        QVERIFY(isClose(known.coincidence, 0.11052631578947368, 1e-14));
        QCOMPARE(reuse::unseen({}).newShare, 0.0);
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["unseen"]["rows"]) {
            const auto result = reuse::unseen(row["counts"].get<std::vector<std::uint64_t>>());
            QCOMPARE(result.distinct, row["D"].get<double>());
            QCOMPARE(result.once, row["f1"].get<double>());
            QCOMPARE(result.twice, row["f2"].get<double>());
            QVERIFY(isClose(result.leastSize, row["chao1_bias_corrected"].get<double>(), 1e-14));
            QVERIFY(std::fabs(result.newShare - row["good_turing_P_next_is_new"].get<double>())
                < 1e-14);
            QVERIFY(std::fabs(result.coincidence - row["unbiased_sum_p2"].get<double>()) < 1e-14);
        }
    }

    void sizesAgreeWithTheReferenceVectors()
    {
        QCOMPARE(reuse::medianUnbiasedSize(95, 0, 100), 96.0);
        QCOMPARE(reuse::medianUnbiasedSize(900, 0.9, 5000), 901.0);
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["median_unbiased_N"]["rows"])
            QCOMPARE(reuse::medianUnbiasedSize(
                         row[0].get<double>(), row[1].get<double>(), row[2].get<double>()),
                row[3].get<double>());
    }

    /// Table T8: bias within 0.3 standard errors, the spread as predicted, intervals that hold.
    void skewsAreUnbiasedAndTheirErrorsHonest_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<double>("skew");
        QTest::newRow("100, uniform") << qint64{ 100 } << 0.0;
        QTest::newRow("100, 1.5") << qint64{ 100 } << 1.5;
        QTest::newRow("10 000, 0.9") << qint64{ 10000 } << 0.9;
        QTest::newRow("a million, 1.1") << qint64{ 1000000 } << 1.1;
    }

    void skewsAreUnbiasedAndTheirErrorsHonest()
    {
        QFETCH(qint64, size);
        QFETCH(double, skew);
        const auto law = zipf(size, skew);
        constexpr int runs = 60;
        double sum = 0;
        double squares = 0;
        double error = 0;
        int covered = 0;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            const base::RandomStream stream(seed, base::Purpose::item);
            reuse::RankStatistics ranks;
            ranks.size = static_cast<double>(size);
            ranks.draws = 1000;
            for (std::uint64_t i = 0; i < 1000; ++i) {
                const auto rank = static_cast<double>(law.draw(stream, i, 0) + 1);
                ranks.highestRank = std::max(ranks.highestRank, rank);
                ranks.meanLog += std::log(rank) / 1000;
            }
            const auto fit = reuse::fitZipf(ranks);
            sum += fit.skew - skew;
            squares += (fit.skew - skew) * (fit.skew - skew);
            error += fit.standardError / runs;
            covered += fit.interval.contains(skew) ? 1 : 0;
        }
        const double bias = sum / runs;
        const double spread = std::sqrt(squares / runs - bias * bias);
        QVERIFY2(std::fabs(bias) < 0.45 * error, qPrintable(QString::number(bias / error)));
        QVERIFY2(spread > 0.72 * error && spread < 1.28 * error,
            qPrintable(QString::number(spread / error)));
        QVERIFY2(covered >= 52, qPrintable(QString::number(covered)));
    }

    void degenerateLogsHaveAnswers()
    {
        const auto only
            = reuse::fitZipf(reuse::rankStatistics(std::vector<std::uint64_t>{ 30 }, 100));
        QVERIFY(only.isLowerBound);
        QVERIFY(only.skew > 2 && only.skew < 20);
        QVERIFY(std::isinf(only.interval.high));
        const auto single
            = reuse::fitZipf(reuse::rankStatistics(std::vector<std::uint64_t>{ 30 }, 1));
        QVERIFY(std::isinf(single.standardError));
        const auto none = reuse::fitZipf(reuse::rankStatistics({}, 10));
        QVERIFY(std::isinf(none.standardError));
        QCOMPARE(reuse::fitQuadratic(reuse::rankStatistics({}, 10)).b, 0.0);
    }
};

POOLSCOPE_TEST(RankFitTest)
#include "rank_fit_test.moc"
