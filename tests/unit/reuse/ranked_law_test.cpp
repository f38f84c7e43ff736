// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"
#include "core/reuse/law/ranked_law.h"
#include "core/sampling/harmonic.h"
#include "tests/unit/reuse/laws.h"

#include <algorithm>
#include <numeric>

using namespace poolscope;
using config::RoundedType;
using testing::isClose;
using testing::isNear;
using testing::lawOf;
using testing::vectors;
using testing::zipf;

namespace {

sampling::IndexDistribution rounded(
    std::int64_t size, RoundedType type, double mean, double stdDev, double skew = 0)
{
    return lawOf(size, config::RoundedSampling{ type, mean, stdDev, skew });
}

sampling::IndexDistribution lawOfVector(const nlohmann::json& row)
{
    const auto law = row["law"].get<std::string>();
    const auto size = row["N"].get<std::int64_t>();
    if (law == "poisson")
        return rounded(size, RoundedType::poisson, row["lambda"].get<double>(), 0);
    if (law == "skew_normal")
        return rounded(size, RoundedType::skewNormal, row["xi"].get<double>(),
            row["omega"].get<double>(), row["alpha"].get<double>());
    const double mu = row["mu"].get<double>();
    const double sigma = row["sigma"].get<double>();
    if (law == "normal")
        return rounded(size, RoundedType::normal, mu, sigma);
    const double mean = std::exp(mu + sigma * sigma / 2);
    return rounded(size, RoundedType::lognormal, mean, mean * std::sqrt(std::expm1(sigma * sigma)));
}

/// Gini index and cumulative shares from the list of all probabilities.
struct Listed {
    explicit Listed(const sampling::IndexDistribution& law)
    {
        for (std::int64_t i = 0; i < law.size(); ++i)
            shares.push_back(law.probability(i));
        std::sort(shares.begin(), shares.end(), std::greater<>());
        const auto n = static_cast<double>(shares.size());
        double meanRank = 0;
        for (std::size_t i = 0; i < shares.size(); ++i)
            meanRank += static_cast<double>(i + 1) * shares[i];
        gini = (n + 1 - 2 * meanRank) / n;
        std::partial_sum(shares.begin(), shares.end(), shares.begin());
    }
    std::vector<double> shares;
    double gini = 0;
};

} // namespace

class RankedLawTest : public QObject {
    Q_OBJECT

private slots:
    void zipfAgreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["zipf_summary"]["rows"]) {
            const auto law = testing::zipf(row["N"].get<std::int64_t>(), row["s"].get<double>());
            const reuse::RankedLaw ranked(law);
            QVERIFY(isClose(ranked.topShare(0.01), row["cdf_rank_ceil_1pct"].get<double>(), 1e-13));
            QVERIFY(isClose(ranked.topShare(0.1), row["cdf_rank_ceil_10pct"].get<double>(), 1e-13));
            QVERIFY(isNear(ranked.gini(), row["gini"].get<double>(), 1e-13));
        }
    }

    void harmonicSumsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["harmonic"]["rows"]) {
            const double n = row[0].get<double>();
            const double s = row[1].get<double>();
            const double h = row[2].get<double>();
            QVERIFY(isClose(sampling::harmonic(n, s), h, 5e-15));
            // The entropy is ln H + s A1 / H.
            if (s <= 0)
                continue;
            const auto figures = reuse::lawFigures(zipf(row[0].get<std::int64_t>(), s));
            QVERIFY(isNear(figures.entropyBits * std::log(2),
                std::log(h) + s * row[3].get<double>() / h, 1e-11));
        }
    }

    void roundedLawsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["discretised_laws"]["rows"]) {
            if (!row.contains("gini"))
                continue;
            const auto law = lawOfVector(row);
            QVERIFY(isClose(reuse::RankedLaw(law).gini(), row["gini"].get<double>(), 1e-12));
            const auto figures = reuse::lawFigures(law);
            QVERIFY(isClose(
                figures.entropyBits * std::log(2), row["entropy_nats"].get<double>(), 1e-12));
        }
    }

    void numbersOfAZipfLaw()
    {
        const auto law = zipf(1000000, 1.5);
        const reuse::RankedLaw ranked(law);
        QVERIFY(isClose(ranked.cumulative(1), 0.38308667001166274, 1e-13));
        QVERIFY(isClose(ranked.topShare(0.01), 0.9931046312867932, 1e-13));
        QVERIFY(isClose(ranked.gini(), 0.9984697718215584, 1e-13));
        const auto wide = zipf(1000000000, 1);
        QVERIFY(isClose(reuse::RankedLaw(wide).topShare(0.1),
            sampling::harmonic(1e8, 1) / sampling::harmonic(1e9, 1), 1e-14));
    }

    void wideRoundedLawsEqualTheListOfTheirItems_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("stdDev");
        QTest::addColumn<double>("skew");
        const auto row
            = [](const char* name, RoundedType type, double mean, double stdDev, double skew) {
                  QTest::addRow("%s", name) << static_cast<int>(type) << mean << stdDev << skew;
              };
        row("normal", RoundedType::normal, 12000, 1500, 0);
        row("clamped at both ends", RoundedType::normal, 100, 9000, 0);
        row("a point", RoundedType::normal, 12000, 0.1, 0);
        row("lognormal", RoundedType::lognormal, 3000, 4000, 0);
        row("poisson", RoundedType::poisson, 10000, 0, 0);
        row("skew normal", RoundedType::skewNormal, 9000, 2000, 3);
    }

    void wideRoundedLawsEqualTheListOfTheirItems()
    {
        QFETCH(int, type);
        QFETCH(double, mean);
        QFETCH(double, stdDev);
        QFETCH(double, skew);
        const auto law = rounded(20000, static_cast<RoundedType>(type), mean, stdDev, skew);
        const Listed listed(law);
        const reuse::RankedLaw ranked(law);
        for (const std::int64_t items : { 1, 2, 3, 10, 200, 2000, 9999, 19999 })
            QVERIFY(isClose(ranked.cumulative(items),
                listed.shares[static_cast<std::size_t>(items - 1)], 1e-11));
        QVERIFY(isClose(ranked.gini(), listed.gini, 1e-5));
    }

    void theLorenzCurveRisesAndBends()
    {
        const auto law = rounded(10000000, RoundedType::normal, 5e6, 1e6);
        const reuse::RankedLaw ranked(law);
        const auto curve = ranked.lorenzCurve(128);
        QVERIFY(curve.size() > 100);
        QCOMPARE(curve.front().draws, 0.0);
        QCOMPARE(curve.back().items, 1.0);
        QCOMPARE(curve.back().draws, 1.0);
        double slope = 1e300;
        for (std::size_t i = 1; i < curve.size(); ++i) {
            const double next
                = (curve[i].draws - curve[i - 1].draws) / (curve[i].items - curve[i - 1].items);
            QVERIFY(next <= slope * (1 + 1e-9));
            slope = next;
        }
        // The hottest 2 of 10 standard deviations, up to half an index.
        QVERIFY(isNear(ranked.topShare(0.2), 0.682689492137086, 1e-6));
        // 2 integral erf(u / sqrt 2) over the 5 deviations to either side - 1, tails of 1e-7 aside.
        QVERIFY(isNear(ranked.gini(), 1 - 0.4 * std::sqrt(2 / 3.14159265358979), 1e-5));
    }

    void smallAndOddLawsHaveRanksToo()
    {
        const auto weights = lawOf(5, config::WeightsSampling{ { { 4, 6 }, { 1, 1 }, { 2, 3 } } });
        const reuse::RankedLaw ranked(weights);
        QVERIFY(isClose(ranked.cumulative(1), 0.6, 1e-15));
        QVERIFY(isClose(ranked.topShare(0.4), 0.9, 1e-15));
        QCOMPARE(ranked.cumulative(3), 1.0);
        QCOMPARE(ranked.cumulative(0), 0.0);
        QVERIFY(isClose(ranked.gini(), (6 - 2 * (0.6 + 2 * 0.3 + 3 * 0.1)) / 5, 1e-14));
        const auto fixed = lawOf(50, config::FixedSampling{ 7 });
        QVERIFY(isClose(reuse::RankedLaw(fixed).gini(), 49.0 / 50, 1e-14));
        const auto single = zipf(1, 2);
        QCOMPARE(reuse::RankedLaw(single).gini(), 0.0);
        QCOMPARE(reuse::RankedLaw(single).lorenzCurve(10).size(), std::size_t{ 2 });
        const auto even = zipf(100, 0);
        QVERIFY(isNear(reuse::RankedLaw(even).gini(), 0, 1e-14));
    }
};

POOLSCOPE_TEST(RankedLawTest)
#include "ranked_law_test.moc"
