// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/figures.h"
#include "core/reuse/law/rank_grid.h"
#include "tests/unit/reuse/laws.h"

#include <cmath>

using namespace poolscope;
using testing::isClose;
using testing::lawOf;
using testing::vectors;
using testing::zipf;

namespace {

const std::vector<double> one{ 0, 1 };

} // namespace

class FiguresTest : public QObject {
    Q_OBJECT

private slots:
    void lawsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["zipf_summary"]["rows"]) {
            const auto size = row["N"].get<std::int64_t>();
            const auto figures = reuse::lawFigures(zipf(size, row["s"].get<double>()));
            QVERIFY(isClose(
                figures.entropyBits * std::log(2), row["entropy_nats"].get<double>(), 1e-11));
            QVERIFY(isClose(figures.effectiveItems, row["perplexity"].get<double>(), 1e-11));
            QVERIFY(isClose(figures.topHundredth, row["cdf_rank_ceil_1pct"].get<double>(), 1e-12));
            QVERIFY(isClose(figures.topTenth, row["cdf_rank_ceil_10pct"].get<double>(), 1e-12));
        }
    }

    void distinctItemsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["distinct"]["rows"]) {
            const auto law = zipf(row["N"].get<std::int64_t>(), row["s"].get<double>());
            const auto figures = reuse::runFigures(law, one, row["M"].get<double>());
            QVERIFY(isClose(figures.expectedDistinct, row["E_distinct"].get<double>(), 1e-11));
            QVERIFY(isClose(figures.expectedRepeatShare, row["repeat_ratio"].get<double>(), 1e-8));
            for (const char* key : { "Var_distinct_exact", "Var_distinct_series" })
                if (row.contains(key))
                    QVERIFY(isClose(
                        figures.expectedDistinctSd, std::sqrt(row[key].get<double>()), 1e-4));
        }
    }

    void randomCountsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto row = vectors()["random_k"];
        const auto figures = reuse::runFigures(zipf(10, 1), { 0, 0.25, 0.25, 0.25, 0.25 }, 50);
        QVERIFY(isClose(figures.expectedDistinct, row["E_distinct"].get<double>(), 1e-12));
        QVERIFY(isClose(figures.draws, row["mean_draws"].get<double>(), 1e-15));
    }

    void gridsOfWideLawsEqualTheSumsOverTheirItems_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("stdDev");
        QTest::addColumn<double>("skew");
        using config::RoundedType;
        const auto row
            = [](const char* name, RoundedType type, double mean, double stdDev, double skew) {
                  QTest::addRow("%s", name) << static_cast<int>(type) << mean << stdDev << skew;
              };
        row("normal", RoundedType::normal, 25000, 3000, 0);
        row("normal at the edge", RoundedType::normal, 100, 8000, 0);
        row("narrow normal", RoundedType::normal, 25000, 0.4, 0);
        row("lognormal", RoundedType::lognormal, 9000, 4000, 0);
        row("poisson", RoundedType::poisson, 20000, 0, 0);
        row("skew normal", RoundedType::skewNormal, 20000, 4000, 3);
    }

    void gridsOfWideLawsEqualTheSumsOverTheirItems()
    {
        QFETCH(int, type);
        QFETCH(double, mean);
        QFETCH(double, stdDev);
        QFETCH(double, skew);
        const auto law = lawOf(50000,
            config::RoundedSampling{ static_cast<config::RoundedType>(type), mean, stdDev, skew });
        const auto sum = [](double p) { return -std::expm1(2000 * std::log1p(-p)); };
        double exact = 0;
        double total = 0;
        for (std::int64_t i = 0; i < 50000; ++i)
            if (const double p = law.probability(i); p < 1) {
                exact += sum(p);
                total += p;
            }
        double grid = 0;
        double gridTotal = 0;
        const auto nodes = reuse::rankGrid(law);
        QVERIFY2(nodes.size() < 4000, qPrintable(QString::number(nodes.size())));
        for (const auto& [p, weight] : nodes) {
            grid += weight * sum(p);
            gridTotal += weight * p;
        }
        QVERIFY(isClose(gridTotal, total, 1e-9));
        QVERIFY(isClose(grid, exact, 1e-6));
    }

    void gridsOfManyWeightsEqualTheSumsOverTheirItems()
    {
        std::vector<double> weights;
        for (int i = 0; i < 60000; ++i) // in no order, over nine decades
            weights.push_back(std::pow(1 + i * 7919 % 60000, -1.4) * (1 + 0.3 * std::sin(i)));
        const auto law = sampling::IndexDistribution::ofWeights(weights);
        const auto nodes = reuse::rankGrid(law);
        QVERIFY2(nodes.size() < 4000, qPrintable(QString::number(nodes.size())));
        for (const double draws : { 1e2, 1e4, 1e6 }) {
            double exact = 0;
            for (std::int64_t i = 0; i < law.size(); ++i)
                exact -= std::expm1(draws * std::log1p(-law.probability(i)));
            double grid = 0;
            for (const auto& [p, weight] : nodes)
                grid -= weight * std::expm1(draws * std::log1p(-p));
            QVERIFY(isClose(grid, exact, 1e-8));
        }
    }

    void degenerateLawsHaveFiguresToo()
    {
        const auto single = reuse::lawFigures(zipf(1, 1.1));
        QCOMPARE(single.effectiveItems, 1.0);
        QCOMPARE(single.topHundredth, 1.0);
        const auto fixed = lawOf(50, config::FixedSampling{ 7 });
        QCOMPARE(reuse::lawFigures(fixed).neverSent, std::int64_t{ 49 });
        const auto run = reuse::runFigures(fixed, { 0, 0, 1 }, 100);
        QCOMPARE(run.expectedDistinct, 1.0);
        QCOMPARE(run.expectedRepeatShare, 1 - 1.0 / 200);
        QCOMPARE(run.expectedDistinctSd, 0.0);
        const auto nothing = reuse::runFigures(fixed, { 1 }, 100);
        QCOMPARE(nothing.draws, 0.0);
        QCOMPARE(nothing.expectedDistinct, 0.0);
        const auto weights = lawOf(40, config::WeightsSampling{ { { 0, 10 }, { 1, 1 } } });
        QCOMPARE(reuse::lawFigures(weights).neverSent, std::int64_t{ 38 });
        QVERIFY(isClose(reuse::lawFigures(weights).topHundredth, 10.0 / 11, 1e-12));
    }

    void expectationsAgreeWithDraws()
    {
        const auto law = zipf(300, 0.8);
        const std::vector<double> counts{ 0.2, 0.5, 0.3 };
        const auto figures = reuse::runFigures(law, counts, 200);
        double mean = 0;
        double square = 0;
        constexpr int runs = 400;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            const base::RandomStream items(seed, base::Purpose::item);
            const base::RandomStream count(seed, base::Purpose::count);
            std::vector<bool> seen(300);
            double distinct = 0;
            for (std::uint64_t r = 0; r < 200; ++r) {
                const double unit = count.unit(r, 0);
                const std::uint32_t k = unit < 0.2 ? 0 : unit < 0.7 ? 1 : 2;
                for (std::uint32_t slot = 0; slot < k; ++slot) {
                    const auto item = static_cast<std::size_t>(law.draw(items, r, slot));
                    distinct += seen[item] ? 0 : 1;
                    seen[item] = true;
                }
            }
            mean += distinct / runs;
            square += distinct * distinct / runs;
        }
        const double sd = std::sqrt(square - mean * mean);
        QVERIFY(std::fabs(mean - figures.expectedDistinct) < 4 * sd / std::sqrt(runs));
        QVERIFY(std::fabs(sd / figures.expectedDistinctSd - 1) < 0.12);
    }
};

POOLSCOPE_TEST(FiguresTest)
#include "figures_test.moc"
