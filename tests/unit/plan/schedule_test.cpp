// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/schedule.h"
#include "tests/unit/testing.h"

#include <cmath>

using namespace poolscope;
using config::LoadType;

namespace {

config::Load load(LoadType type, std::vector<config::Stage> stages)
{
    config::Load result;
    result.type = type;
    result.stages = std::move(stages);
    return result;
}

} // namespace

class ScheduleTest : public QObject {
    Q_OBJECT

private slots:
    void constantLoadHasExactlyEvenGaps()
    {
        const plan::Schedule schedule(
            load(LoadType::constant, { config::RateStage{ 40, 25 } }), 42);
        QCOMPARE(schedule.requestCount(), std::uint64_t{ 1000 });
        for (std::uint64_t r : { 0, 1, 2, 999 })
            QCOMPARE(schedule.due(r).value(), static_cast<double>(r) / 40);
        plan::DueTimes times(schedule, 0);
        for (std::uint64_t r = 0; r < 1000; ++r)
            QCOMPARE(times.next().value(), schedule.due(r).value());
    }

    void stagesContinueTheIndex()
    {
        const plan::Schedule schedule(
            load(LoadType::constant, { config::RateStage{ 2, 5 }, config::RateStage{ 4, 3 } }), 42);
        QCOMPARE(schedule.requestCount(), std::uint64_t{ 22 });
        QCOMPARE(schedule.stages()[1].first, std::uint64_t{ 10 });
        QCOMPARE(schedule.stages()[1].start, 6.0); // 5 s and the rest of 1 s
        QCOMPARE(schedule.stageOf(9), std::size_t{ 0 });
        QCOMPARE(schedule.stageOf(10), std::size_t{ 1 });
        QCOMPARE(schedule.stageOf(1000), std::size_t{ 1 });
        QCOMPARE(schedule.due(11).value(), 0.25);
    }

    void poissonGapsAreExponential()
    {
        const plan::Schedule schedule(
            load(LoadType::poisson, { config::RateStage{ 50, 400 } }), 42);
        plan::DueTimes times(schedule, 0);
        double last = 0;
        double squares = 0;
        const auto count = static_cast<int>(schedule.requestCount());
        for (int r = 0; r < count; ++r) {
            const double due = times.next().value();
            QVERIFY(due >= last);
            squares += (due - last) * (due - last);
            last = due;
        }
        QVERIFY(std::fabs(last / 400 - 1) < 0.03);
        QVERIFY(std::fabs(squares / count * 50 * 50 / 2 - 1) < 0.06); // E gap^2 = 2 / rate^2
        QCOMPARE(schedule.due(7).value(), [&] {
            plan::DueTimes again(schedule, 0);
            double due = 0;
            for (int i = 0; i < 8; ++i)
                due = again.next().value();
            return due;
        }());
    }

    void requestsAreCutOrTheLastStageGoesOn()
    {
        const auto config
            = load(LoadType::constant, { config::RateStage{ 2, 5 }, config::RateStage{ 4, 3 } });
        const plan::Schedule cut(config, 42, { 7, {}, {}, {} });
        QCOMPARE(cut.requestCount(), std::uint64_t{ 7 });
        QCOMPARE(cut.stages().size(), std::size_t{ 1 });
        QCOMPARE(cut.seconds(), 3.5);
        const plan::Schedule longer(config, 42, { 30, {}, {}, {} });
        QCOMPARE(longer.requestCount(), std::uint64_t{ 30 });
        QCOMPARE(longer.stages()[1].count, std::uint64_t{ 20 });
        QCOMPARE(longer.stages()[1].duration, 5.0);
    }

    void overridesMakeOneStage()
    {
        const auto config = load(LoadType::concurrent, { config::ConcurrencyStage{ 20, 4 } });
        const plan::Schedule planned(config, 42);
        QCOMPARE(planned.requestCount(), std::uint64_t{ 20 });
        QVERIFY(!planned.due(3));
        const plan::Schedule rated(config, 42, { {}, 10.0, {}, {} });
        QCOMPARE(rated.requestCount(), std::uint64_t{ 20 });
        QCOMPARE(rated.due(5).value(), 0.5);
        const plan::Schedule timed(config, 42, { {}, 10.0, {}, 3.0 });
        QCOMPARE(timed.requestCount(), std::uint64_t{ 30 });
        const plan::Schedule eight(config, 42, { 100, {}, 8, {} });
        QCOMPARE(eight.requestCount(), std::uint64_t{ 100 });
        QCOMPARE(eight.stages().front().concurrency, std::int64_t{ 8 });
    }

    void fractionsOfARequestAreNotSent()
    {
        const plan::Schedule schedule(
            load(LoadType::constant, { config::RateStage{ 0.5, 1 } }), 42);
        QCOMPARE(schedule.requestCount(), std::uint64_t{ 0 });
    }
};

POOLSCOPE_TEST(ScheduleTest)
#include "schedule_test.moc"
