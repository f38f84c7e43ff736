// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/run_check.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <array>
#include <cmath>

using namespace poolscope;
using reuse::Agreement;
using testing::isClose;
using testing::zipf;

namespace {

/// The draw at which the e-value first reaches the alarm, looking every `step` draws; none: 0.
std::uint64_t alarmAt(const sampling::IndexDistribution& designed,
    const sampling::IndexDistribution& real, std::uint64_t seed, std::uint64_t until,
    std::uint64_t step)
{
    const base::RandomStream stream(seed, base::Purpose::item);
    reuse::RunCheck check(designed);
    for (std::uint64_t i = 0; i < until; ++i) {
        check.add(real.draw(stream, i, 0));
        if ((i + 1) % step != 0)
            continue;
        check.tick();
        if (check.verdict(reuse::RunStage::live).agreement == Agreement::differs)
            return i + 1;
    }
    return 0;
}

} // namespace

class RunCheckTest : public QObject {
    Q_OBJECT

private slots:
    void eValuesAgreeWithKnownValues()
    {
        const std::array<double, 3> q{ 0.5, 0.3, 0.2 };
        const std::array<double, 3> kappas{ 1, 10, 100 };
        const std::array<std::uint64_t, 3> one{ 1, 0, 0 };
        QVERIFY(std::fabs(reuse::logEValue(q, one, kappas)) < 1e-12);
        const std::array<std::uint64_t, 3> sixteen{ 4, 3, 9 };
        QVERIFY(isClose(reuse::logEValue(q, sixteen, kappas), 1.6887793504201576, 1e-11));
        QVERIFY(std::isinf(reuse::logEValue(
            std::array<double, 2>{ 1, 0 }, std::array<std::uint64_t, 2>{ 5, 1 }, kappas)));
    }

    void eValuesAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto& vector = testing::vectors()["e_process"];
        const auto q = vector["q"].get<std::vector<double>>();
        const auto kappas = vector["kappa"].get<std::vector<double>>();
        const auto expected = vector["logE_after_each"].get<std::vector<double>>();
        std::vector<std::uint64_t> counts(q.size(), 0);
        std::size_t step = 0;
        for (const auto& bin : vector["sequence"]) {
            ++counts[bin.get<std::size_t>()];
            QVERIFY(std::fabs(reuse::logEValue(q, counts, kappas) - expected[step]) < 1e-11);
            ++step;
        }
    }

    /// Section 7.3 measured: 2.5 % false alarms; other skews found after 370 draws at the median,
    /// a uniform law after a dozen.
    void alarmsAreRareUnderTheLawAndQuickOtherwise()
    {
        const auto designed = zipf(10000, 0.9);
        int falseAlarms = 0;
        for (std::uint64_t seed = 0; seed < 40; ++seed)
            falseAlarms += alarmAt(designed, designed, seed, 2000, 50) > 0 ? 1 : 0;
        QVERIFY2(falseAlarms <= 4, qPrintable(QString::number(falseAlarms)));
        int found = 0;
        const auto steeper = zipf(10000, 1.0);
        const auto uniform = zipf(10000, 0);
        for (std::uint64_t seed = 0; seed < 11; ++seed) {
            const auto at = alarmAt(designed, steeper, seed, 1500, 25);
            found += at > 0 && at < 1000 ? 1 : 0;
            const auto quick = alarmAt(designed, uniform, seed, 200, 1);
            QVERIFY(quick > 0 && quick < 60);
        }
        QVERIFY2(found >= 8, qPrintable(QString::number(found)));
    }

    void finishedRunsAreJudgedByTheirCounts()
    {
        const auto law = zipf(1000, 1.1);
        reuse::RunCheck honest(law);
        reuse::RunCheck biased(law);
        const auto good = testing::draws(law, 5000, 3);
        const auto bad = testing::draws(zipf(1000, 0.9), 5000, 3);
        for (std::size_t i = 0; i < good.size(); ++i) {
            honest.add(static_cast<std::int64_t>(i), good[i]);
            biased.add(static_cast<std::int64_t>(i), bad[i]);
        }
        const auto agrees = honest.verdict(reuse::RunStage::finished);
        QCOMPARE(agrees.agreement, Agreement::agrees);
        QVERIFY(agrees.test.p > 0.01);
        QVERIFY(agrees.barsOutside <= 1);
        QVERIFY2(agrees.sentence.starts_with("5 000 draws agree with the law (p = "),
            agrees.sentence.c_str());
        const auto differs = biased.verdict(reuse::RunStage::finished);
        QCOMPARE(differs.agreement, Agreement::differs);
        QVERIFY(differs.test.p < 1e-6);
        QVERIFY(differs.barsOutside > 1);
        QVERIFY(differs.sentence.starts_with("5 000 draws do not follow the law"));
        // Live, the very same counts raise the alarm too.
        QCOMPARE(biased.verdict(reuse::RunStage::live).agreement, Agreement::differs);
    }

    void impossibleIndicesFailAtOnce()
    {
        reuse::RunCheck check(zipf(10, 1));
        check.add(3, 50);
        check.add(10);
        check.add(-1);
        const auto verdict = check.verdict(reuse::RunStage::live);
        QCOMPARE(verdict.agreement, Agreement::outOfRange);
        COMPARE_TEXT(verdict.sentence, "2 of 52 draws are of indices that the law never draws");
    }

    void indicesOfWeightZeroAreImpossibleToo()
    {
        // The law is 0 at index 1: a bin of its own must not vanish in a neighbour.
        reuse::RunCheck check(sampling::IndexDistribution::ofWeights({ 1, 0, 1 }));
        check.add(1);
        QCOMPARE(check.verdict(reuse::RunStage::live).agreement, Agreement::outOfRange);
    }

    void fewDrawsAreNotJudged()
    {
        reuse::RunCheck check(zipf(100, 1));
        COMPARE_TEXT(check.verdict(reuse::RunStage::live).sentence, "0 draws: too few to judge");
        check.add(0);
        const auto verdict = check.verdict(reuse::RunStage::finished);
        QCOMPARE(verdict.agreement, Agreement::tooEarly);
        COMPARE_TEXT(verdict.sentence, "1 draw: too few to judge");
    }

    /// T10: about 5 % of runs under the law fail a test at 5 %, and as many leave their bands.
    void testsKeepTheirLevel()
    {
        const auto law = zipf(10000, 0.9);
        int rejected = 0;
        int outside = 0;
        constexpr int runs = 120;
        for (std::uint64_t seed = 100; seed < 100 + runs; ++seed) {
            reuse::RunCheck check(law);
            const base::RandomStream stream(seed, base::Purpose::item);
            for (std::uint64_t i = 0; i < 1000; ++i)
                check.add(law.draw(stream, i, 0));
            const auto verdict = check.verdict(reuse::RunStage::finished);
            rejected += verdict.test.p < 0.05 ? 1 : 0;
            outside += verdict.barsOutside > 0 ? 1 : 0;
        }
        QVERIFY2(rejected >= 1 && rejected <= 15, qPrintable(QString::number(rejected)));
        QVERIFY2(outside <= 12, qPrintable(QString::number(outside)));
    }
};

POOLSCOPE_TEST(RunCheckTest)
#include "run_check_test.moc"
