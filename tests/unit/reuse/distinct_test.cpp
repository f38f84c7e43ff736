// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"
#include "core/reuse/law/distinct.h"
#include "tests/unit/reuse/laws.h"

using namespace poolscope;
using testing::isClose;
using testing::isNear;
using testing::lawOf;
using testing::vectors;
using testing::zipf;

namespace {

const reuse::RequestCounts one({ 0, 1 });

} // namespace

class DistinctTest : public QObject {
    Q_OBJECT

private slots:
    void targetsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["draws_for_repeat_ratio"]["rows"]) {
            const auto requests = reuse::requestsForRepeatShare(
                zipf(row[0].get<std::int64_t>(), row[1].get<double>()), one, row[2].get<double>());
            QVERIFY(requests.has_value());
            QVERIFY(isClose(*requests, row[3].get<double>(), 1e-10));
        }
    }

    void randomAndBatchedItemsAgreeWithTheReferenceVectors()
    {
        // The numbers of "random_k" and "batch_cold".
        const auto law = zipf(10, 1);
        const reuse::RequestCounts counts({ 0, 0.25, 0.25, 0.25, 0.25 });
        QVERIFY(isClose(
            reuse::expectedDistinct(reuse::rankGrid(law), counts, 50), 9.970599512767532, 1e-13));
        QVERIFY(
            isClose(reuse::distinctAfterDraws(reuse::rankGrid(law), 20), 7.419629483406554, 1e-13));
    }

    void itemsAreMissedAsTheReferenceVectorsSay()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["distinct"]["rows"]) {
            const auto size = row["N"].get<std::int64_t>();
            const auto law = zipf(size, row["s"].get<double>());
            const double draws = row["M"].get<double>();
            QVERIFY(isNear(reuse::expectedNeverSent(law, one, draws) / static_cast<double>(size),
                1 - row["E_distinct"].get<double>() / static_cast<double>(size), 1e-11));
        }
    }

    void requestsWithoutRepeatsAgreeWithTheReferenceVectors()
    {
        // Of 100 items with skew 1.5, from the pitfalls of the reference: 0.310 and 0.0130.
        const auto steep = zipf(100, 1.5);
        QVERIFY(isNear(reuse::allDistinctChance(steep, 4).value_or(-1), 0.310, 5e-4));
        QVERIFY(isNear(reuse::allDistinctChance(steep, 8).value_or(-1), 0.0130, 5e-5));
        QCOMPARE(reuse::allDistinctChance(zipf(5, 1), 6).value_or(-1), 0.0);
        QCOMPARE(reuse::allDistinctChance(zipf(5, 1), 1).value_or(-1), 1.0);
        // All five of five: 5! times the product of their chances.
        const auto five = zipf(5, 1);
        double product = 120;
        for (int i = 0; i < 5; ++i)
            product *= five.probability(i);
        QVERIFY(isClose(reuse::allDistinctChance(five, 5).value_or(-1), product, 1e-12));
        POOLSCOPE_NEEDS_SHARED();
        int rows = 0;
        for (const auto& row : vectors()["zipf_summary"]["rows"])
            for (const auto& [key, items] :
                { std::pair("p_all_distinct_k4", 4), std::pair("p_all_distinct_k8", 8) })
                if (row.contains(key)) {
                    const auto law = zipf(row["N"].get<std::int64_t>(), row["s"].get<double>());
                    QVERIFY(isClose(reuse::allDistinctChance(law, items).value_or(-1),
                        row[key].get<double>(), 1e-12));
                    ++rows;
                }
        QVERIFY(rows > 4);
    }

    void collectingAllAgreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["expected_draws_until_m_distinct"]["rows"]) {
            const auto until = reuse::drawsUntilDistinct(
                zipf(row[0].get<std::int64_t>(), row[1].get<double>()), row[2].get<std::int64_t>());
            QVERIFY(until.has_value());
            QVERIFY(isClose(until->draws, row[3].get<double>(), 1e-9));
        }
    }

    void theQuickRootIsWithinTwoPercentOfTheIntegral()
    {
        // Coupon collector: N (H(N) - H(N - m)).
        const auto even = reuse::drawsUntilDistinct(zipf(1000, 0), 990);
        QVERIFY(even.has_value());
        QCOMPARE(QLatin1String(even->method.data(), qsizetype(even->method.size())),
            QLatin1String("distinct-root"));
        double exact = 0;
        for (int k = 0; k < 990; ++k)
            exact += 1000.0 / (1000 - k);
        QVERIFY(isClose(even->draws, exact, 0.02));
        QVERIFY(!reuse::drawsUntilDistinct(zipf(1000, 1), 1001).has_value());
        QCOMPARE(reuse::drawsUntilDistinct(lawOf(9, config::FixedSampling{ 2 }), 1)->draws, 1.0);
    }

    void answersSatisfyTheirQuestions()
    {
        const reuse::RequestCounts counts({ 0.2, 0.5, 0.3 });
        const std::vector<double> raw{ 0.2, 0.5, 0.3 };
        for (const double skew : { 0.0, 0.7, 1.3 }) {
            const auto law = zipf(100000, skew);
            const auto grid = reuse::rankGrid(law);
            for (const double share : { 0.01, 0.3, 0.95 }) {
                const auto cover = reuse::requestsForDistinctShare(law, counts, share);
                QVERIFY(cover.has_value());
                QVERIFY(
                    isClose(reuse::expectedDistinct(grid, counts, *cover), share * 100000, 1e-9));
                const auto repeat = reuse::requestsForRepeatShare(law, counts, share);
                QVERIFY(repeat.has_value());
                if (*repeat > 1)
                    QVERIFY(isClose(
                        reuse::runFigures(law, raw, *repeat).expectedRepeatShare, share, 1e-9));
            }
        }
    }

    void theImpossibleIsSaid()
    {
        const auto law = lawOf(10, config::WeightsSampling{ { { 0, 1 }, { 5, 2 } } });
        QVERIFY(!reuse::requestsForDistinctShare(law, one, 0.21).has_value());
        QVERIFY(!reuse::requestsForDistinctShare(law, one, 0.2).has_value());
        QVERIFY(reuse::requestsForDistinctShare(law, one, 0.19).has_value());
        QVERIFY(!reuse::requestsForRepeatShare(law, one, 1).has_value());
        const reuse::RequestCounts none({ 1 });
        QVERIFY(!reuse::requestsForRepeatShare(law, none, 0.5).has_value());
        QVERIFY(!reuse::requestsForDistinctShare(law, none, 0.1).has_value());
        QVERIFY(isNear(reuse::expectedNeverSent(law, one, 1e4), 8, 1e-12));
        QCOMPARE(reuse::expectedNeverSent(law, none, 1e4), 10.0);
    }

    void theCurveAgreesWithTheFigures()
    {
        const auto law = zipf(5000, 1);
        const std::vector<double> raw{ 0, 0.5, 0.5 };
        const auto curve = reuse::runCurve(law, reuse::RequestCounts(raw), 1e6, 61);
        QCOMPARE(curve.size(), std::size_t{ 61 });
        QCOMPARE(curve.front().requests, 1.0);
        QCOMPARE(curve.back().requests, 1e6);
        QVERIFY(isClose(curve[10].requests, 10, 1e-12));
        for (const auto& point : curve) {
            const auto figures = reuse::runFigures(law, raw, point.requests);
            QVERIFY(isClose(point.distinct, figures.expectedDistinct, 1e-12));
            QVERIFY(isNear(point.repeatShare, figures.expectedRepeatShare, 1e-12));
        }
        // The chance of something new is the slope of distinct items by draws, for one a request.
        const auto single = reuse::runCurve(law, one, 1000, 4);
        const auto grid = reuse::rankGrid(law);
        QVERIFY(isClose(single[2].newChance,
            reuse::distinctAfterDraws(grid, 101) - reuse::distinctAfterDraws(grid, 100), 1e-9));
    }
};

POOLSCOPE_TEST(DistinctTest)
#include "distinct_test.moc"
