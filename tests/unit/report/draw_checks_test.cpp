// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/draw_checks.h"
#include "tests/unit/report/plans.h"
#include "tests/unit/testing.h"

#include <numeric>

using namespace poolscope;
using base::Modality;
using report::DrawChecks;
using reuse::Agreement;
using reuse::RunStage;

namespace {

/// A run that has sent so many of each image.
run::RunSnapshot sent(std::vector<std::uint32_t> counts)
{
    run::RunSnapshot state;
    state.items[0].sent = std::accumulate(counts.begin(), counts.end(), std::uint64_t{ 0 });
    state.items[0].counts = std::move(counts);
    return state;
}

reuse::RunVerdict verdict(const DrawChecks& checks, RunStage stage = RunStage::live)
{
    const auto finding = checks.finding(Modality::image, stage);
    return finding.verdict.value_or(reuse::RunVerdict{});
}

std::vector<std::uint64_t> counts(const DrawChecks& checks)
{
    return checks.counted(Modality::image)->counts();
}

} // namespace

class DrawChecksTest : public QObject {
    Q_OBJECT

private slots:
    void onlyWhatIsNewIsAdded()
    {
        DrawChecks checks(testing::zipfPlan(4, 1));
        checks.look(sent({ 3, 0, 1, 0 }));
        checks.look(sent({ 3, 0, 1, 0 }));
        checks.look(sent({ 5, 2, 1, 0 }));
        QVERIFY((counts(checks) == std::vector<std::uint64_t>{ 5, 2, 1, 0 }));
        QCOMPARE(verdict(checks).draws, std::uint64_t{ 8 });
        COMPARE_TEXT(
            checks.finding(Modality::image, RunStage::live).sentence, "8 draws: too few to judge");
    }

    /// Changes at the ends of a wide pool and in neighbouring blocks of it.
    void widePoolsAreReadToTheLastItem()
    {
        DrawChecks checks(testing::zipfPlan(2000, 0));
        std::vector<std::uint32_t> items(2000, 0);
        std::uint64_t total = 0;
        for (const std::size_t item : { 0, 255, 256, 257, 1999 }) {
            items[item] += 7;
            total += 7;
            checks.look(sent(items));
            QCOMPARE(verdict(checks).draws, total);
        }
        const auto binned = counts(checks);
        QCOMPARE(binned.front(), std::uint64_t{ 7 });
        QCOMPARE(binned.back(), std::uint64_t{ 7 });
        QCOMPARE(std::accumulate(binned.begin(), binned.end(), std::uint64_t{ 0 }), total);
    }

    void aRestartedRunStartsAnew()
    {
        DrawChecks checks(testing::zipfPlan(4, 0));
        checks.look(sent({ 500, 0, 0, 0 }));
        QCOMPARE(verdict(checks).agreement, Agreement::differs);
        checks.look(sent({ 6, 7, 6, 6 }));
        QCOMPARE(verdict(checks).draws, std::uint64_t{ 25 });
        QCOMPARE(verdict(checks).agreement, Agreement::agrees); // the alarm is forgotten too
        // One that has come further than the one before, but with less of an item.
        checks.look(sent({ 20, 20, 20, 0 }));
        QVERIFY((counts(checks) == std::vector<std::uint64_t>{ 20, 20, 20, 0 }));
        checks.look(sent({ 0, 0, 0, 0 }));
        QCOMPARE(verdict(checks).draws, std::uint64_t{ 0 });
    }

    /// However the counts look at a later time: an alarm between two looks stays.
    void alarmsStay()
    {
        DrawChecks checks(testing::zipfPlan(2, 0));
        checks.look(sent({ 30, 0 }));
        checks.look(sent({ 30, 30 }));
        QCOMPARE(verdict(checks).agreement, Agreement::differs);
        QVERIFY(verdict(checks).highestLogE > verdict(checks).logE + 5);
        DrawChecks once(testing::zipfPlan(2, 0));
        once.look(sent({ 30, 30 }));
        QCOMPARE(verdict(once).agreement, Agreement::agrees);
    }

    void indicesOutOfRangeAreSeen()
    {
        DrawChecks checks(
            testing::planOf({ 4, { { 1, 2 }, config::ZipfSampling{ 1 } }, {} })); // never 0 or 3
        checks.look(sent({ 0, 20, 10, 0 }));
        QCOMPARE(verdict(checks).agreement, Agreement::agrees);
        checks.look(sent({ 0, 20, 10, 1 }));
        QCOMPARE(verdict(checks).agreement, Agreement::outOfRange);
        COMPARE_TEXT(
            verdict(checks).sentence, "1 of 31 draws are of indices that the law never draws");
        // Sent, but counted for no item of the pool.
        run::RunSnapshot beyond = sent({ 0, 20, 10, 1 });
        beyond.items[0].sent += 2;
        checks.look(beyond);
        checks.look(beyond);
        QCOMPARE(verdict(checks).outOfRange, std::uint64_t{ 3 });
    }

    void listedItemsAreCountedButNotTested()
    {
        config::Pool pool{ 3,
            { { 0, 2 }, config::SequenceSampling{ { { { 0, {} } }, { { 2, {} } } } } }, {} };
        DrawChecks checks(testing::planOf(pool));
        checks.look(sent({ 30, 0, 30 }));
        const auto finding = checks.finding(Modality::image, RunStage::finished);
        QVERIFY(!finding.verdict);
        COMPARE_TEXT(finding.sentence,
            "The items of its requests are listed, not drawn: there is no law to test");
        QVERIFY(!checks.isTested(Modality::image));
        QVERIFY(checks.counted(Modality::image) != nullptr);
    }

    void poolsThatAreNotCountedWaitForTheEnd()
    {
        DrawChecks checks(testing::zipfPlan(2'000'000, 0.9));
        run::RunSnapshot state;
        state.items[0].sent = 50;
        checks.look(state);
        QVERIFY(!checks.finding(Modality::image, RunStage::live).verdict);
        QVERIFY(checks.counted(Modality::image) == nullptr);
        QVERIFY(checks.finding(Modality::audio, RunStage::live).sentence.empty());
    }
};

POOLSCOPE_TEST(DrawChecksTest)
#include "draw_checks_test.moc"
