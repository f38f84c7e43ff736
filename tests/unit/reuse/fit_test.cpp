// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace poolscope;
using reuse::Model;
using testing::zipf;

namespace {

/// Draws as a log sees them: items in the order in which they come, with the first half's counts.
reuse::FitRequest logOf(
    const sampling::IndexDistribution& law, std::uint64_t draws, std::uint64_t seed)
{
    const base::RandomStream stream(seed, base::Purpose::item);
    reuse::FitRequest request;
    std::map<std::int64_t, std::size_t> items;
    for (std::uint64_t i = 0; i < draws; ++i) {
        const auto [item, isNew] = items.try_emplace(law.draw(stream, i, 0), items.size());
        if (isNew)
            request.counts.push_back(0);
        ++request.counts[item->second];
        if (i + 1 == draws / 2)
            request.firstHalf = request.counts;
    }
    return request;
}

bool holdsWords(const std::vector<std::string>& remarks, std::string_view words)
{
    return std::any_of(remarks.begin(), remarks.end(),
        [&](const std::string& remark) { return remark.find(words) != std::string::npos; });
}

} // namespace

class FitTest : public QObject {
    Q_OBJECT

private slots:
    void zipfLogsGiveTheirPoolBack()
    {
        const auto fit = reuse::fit(logOf(zipf(1000, 0.9), 8000, 5));
        QCOMPARE(fit.chosen, Model::zipf);
        QVERIFY2(fit.skewInterval.contains(0.9), qPrintable(QString::number(fit.skew)));
        QVERIFY(fit.sizeInterval.contains(1000));
        QCOMPARE(fit.recommendation->law, Model::zipf);
        QVERIFY(std::fabs(fit.recommendation->skew - 0.9) < 0.05);
        QVERIFY(std::llabs(fit.recommendation->size - 1000) < 150);
        QVERIFY2(fit.verdict.starts_with("8 000 accesses with ")
                && fit.verdict.find("zipf with skew 0.") != std::string::npos,
            fit.verdict.c_str());
        QVERIFY(fit.driftZ && std::fabs(*fit.driftZ) < 3.5);
        // Both curves fall, side by side.
        QVERIFY(fit.observed.size() > 30 && fit.fitted.size() > 20);
        QCOMPARE(fit.observed.front().rank, 1.0);
        QVERIFY(std::fabs(fit.fitted.back().rank - static_cast<double>(fit.distinct)) < 60);
        const auto& gof = fit.models[1].goodness;
        QVERIFY(gof.degrees > 5 && gof.p > 0.001);
    }

    void uniformLogsAreFoundUniform()
    {
        const auto fit = reuse::fit(logOf(zipf(300, 0), 3000, 1));
        QCOMPARE(fit.chosen, Model::uniform);
        QCOMPARE(fit.recommendation->law, Model::uniform);
        QCOMPARE(fit.recommendation->size, std::int64_t{ 300 });
    }

    /// Section 6.4: a lognormal law over ranks is told from zipf by 1 000 draws.
    void bendingLawsBecomeWeights()
    {
        std::vector<double> weights;
        for (int rank = 1; rank <= 2000; ++rank) {
            const double z = (std::log(rank) - 4) / 1.0;
            weights.push_back(std::exp(-z * z / 2) / rank);
        }
        const auto law = sampling::IndexDistribution::ofWeights(weights);
        auto unknown = logOf(law, 20000, 3);
        const auto fit = reuse::fit(unknown);
        QCOMPARE(fit.chosen, Model::quadratic);
        QCOMPARE(fit.recommendation->law, Model::weights);
        QCOMPARE(
            fit.recommendation->weights.size(), static_cast<std::size_t>(fit.recommendation->size));
        reuse::FitRequest known;
        known.counts = testing::draws(law, 2000, 3);
        known.ranks = reuse::Ranks::known;
        known.size = 2000;
        const auto ranked = reuse::fit(known);
        QCOMPARE(ranked.chosen, Model::quadratic);
        QVERIFY(std::fabs(ranked.models[2].b - 0.5) < 0.1);
    }

    void knownRanksGiveTheirLawBack()
    {
        reuse::FitRequest request;
        request.counts = testing::draws(zipf(1000, 1.1), 20000, 2);
        request.ranks = reuse::Ranks::known;
        const auto fit = reuse::fit(request);
        QCOMPARE(fit.chosen, Model::zipf);
        QVERIFY(fit.skewInterval.contains(1.1));
        QVERIFY(fit.sizeInterval.contains(1000));
        QVERIFY(fit.models[1].goodness.p > 0.001);
        QVERIFY(fit.models[0].goodness.p < 1e-6);
        QCOMPARE(fit.models[3].model, Model::weights);
        QVERIFY(fit.models[3].logLikelihood > fit.models[1].logLikelihood);
    }

    void shortLogsAreNotFitted()
    {
        reuse::FitRequest request;
        request.counts.assign(950, 1);
        request.counts[0] = 25;
        request.counts[1] = 27;
        request.seconds = 11;
        request.size = 2000; // quicker than finding it
        auto fit = reuse::fit(request);
        QVERIFY(fit.recommendation.has_value()); // 50 repeats are just enough
        request.counts[1] = 7;
        fit = reuse::fit(request);
        QVERIFY(!fit.recommendation.has_value());
        COMPARE_TEXT(fit.verdict, "11 s (980 accesses) with 3.06 % reuse: too short to fit");
        QCOMPARE(fit.remarks.size(), std::size_t{ 1 });
        QVERIFY2(fit.remarks[0].starts_with("30 repeats; a fit needs at least 50: a log of 1 "),
            fit.remarks[0].c_str());
        COMPARE_TEXT(reuse::fit({}).verdict, "No accesses: nothing to fit");
    }

    void unknowableSizesAreSaidToBeSo()
    {
        const auto fit = reuse::fit(logOf(zipf(10000, 1.5), 1000, 1));
        QVERIFY(fit.recommendation.has_value());
        QVERIFY2(
            holdsWords(fit.remarks, "size") || holdsWords(fit.remarks, "how large the pool is"),
            fit.remarks.empty() ? "" : fit.remarks[0].c_str());
        QVERIFY(fit.recommendation->size <= 1000000000);
    }

    /// Items that are popular for a while only: no fixed pool does that.
    void driftIsNoticed()
    {
        reuse::FitRequest request;
        for (int item = 0; item < 400; ++item)
            request.counts.push_back(10);
        request.firstHalf.assign(200, 10);
        const auto fit = reuse::fit(request);
        QVERIFY(fit.driftZ && *fit.driftZ < -4);
        QVERIFY(holdsWords(fit.remarks, "Items come and go over time"));
    }

    /// Rarer first items are no zipf law of a pool, however well a negative skew fits.
    void risingCountsAreNotZipf()
    {
        reuse::FitRequest request;
        for (std::uint64_t rank = 1; rank <= 50; ++rank)
            request.counts.push_back(rank * 4);
        request.ranks = reuse::Ranks::known;
        request.size = 50;
        const auto fit = reuse::fit(request);
        QVERIFY(fit.skew < -0.5);
        QVERIFY(fit.chosen != Model::zipf);
        QVERIFY(fit.recommendation->law != Model::zipf);
    }

    void oneItemIsAPoolToo()
    {
        reuse::FitRequest request;
        request.counts = { 500 };
        const auto fit = reuse::fit(request);
        QVERIFY(fit.recommendation.has_value());
        QVERIFY(fit.recommendation->size >= 1);
        request.ranks = reuse::Ranks::known;
        request.size = 10;
        const auto first = reuse::fit(request);
        QVERIFY(std::isinf(first.skewInterval.high));
        QVERIFY(first.recommendation.has_value());
    }
};

POOLSCOPE_TEST(FitTest)
#include "fit_test.moc"
