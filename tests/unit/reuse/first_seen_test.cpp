// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/first_seen.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <cmath>

using namespace poolscope;
using reuse::SeenLatency;
using testing::isClose;

namespace {

std::vector<SeenLatency> together(const std::vector<double>& x, const std::vector<double>& y)
{
    std::vector<SeenLatency> all;
    for (const double value : x)
        all.push_back({ 0, value, true });
    for (const double value : y)
        all.push_back({ 0, value, false });
    return all;
}

/// A run whose latencies drift down by 20 %, with first-seen requests mostly at its front.
std::vector<SeenLatency> driftingRun(std::uint64_t seed, double shift)
{
    const base::RandomStream stream(seed, base::Purpose::item);
    std::vector<SeenLatency> run;
    for (std::uint64_t i = 0; i < 600; ++i) {
        const double time = static_cast<double>(i) / 600;
        const bool isFirstSeen = stream.unit(i, 0) < 0.6 - 0.55 * time;
        double noise = -6;
        for (std::uint32_t slot = 1; slot <= 12; ++slot)
            noise += stream.unit(i, slot);
        run.push_back({ time, (1 - 0.2 * time) * (0.4 + 0.08 * noise) + (isFirstSeen ? shift : 0),
            isFirstSeen });
    }
    return run;
}

} // namespace

class FirstSeenTest : public QObject {
    Q_OBJECT

private slots:
    void shiftsAgreeWithKnownValues()
    {
        const auto shift = reuse::firstSeenShift(
            together({ 412.0, 398.5, 455.2, 430.1, 390.7, 471.3, 405.9 },
                { 301.2, 322.8, 290.4, 350.0, 333.3, 310.6, 298.7, 305.5, 341.9 }),
            1);
        QVERIFY(shift.has_value());
        QVERIFY(isClose(shift->estimate, 104.7, 1e-12));
        QVERIFY(isClose(shift->interval.low, 75.7, 1e-12));
        QVERIFY(isClose(shift->interval.high, 138.0, 1e-12));
        QCOMPARE(shift->larger, 1.0);
        QCOMPARE(shift->firstSeen, std::size_t{ 7 });
        QCOMPARE(shift->repeats, std::size_t{ 9 });
        QVERIFY(shift->p < 0.002);
    }

    void shiftsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto& row = testing::vectors()["hodges_lehmann"];
        const auto x = row["x"].get<std::vector<double>>();
        const auto y = row["y"].get<std::vector<double>>();
        const auto shift = reuse::firstSeenShift(together(x, y), 1);
        QVERIFY(isClose(shift->estimate, row["estimate"].get<double>(), 1e-12));
        QVERIFY(isClose(shift->interval.low, row["lo"].get<double>(), 1e-12));
        QVERIFY(isClose(shift->interval.high, row["hi"].get<double>(), 1e-12));
        const auto pairs = static_cast<double>(x.size() * y.size());
        QVERIFY(isClose(shift->larger * pairs, row["U"].get<double>(), 1e-12));
    }

    /// Bisection against all differences, with ties and negative values.
    void mediansEqualThoseOfAllDifferences()
    {
        const base::RandomStream stream(5, base::Purpose::item);
        std::vector<double> x;
        std::vector<double> y;
        for (std::uint64_t i = 0; i < 31; ++i)
            x.push_back(std::floor(stream.unit(i, 0) * 40));
        for (std::uint64_t i = 0; i < 22; ++i)
            y.push_back(std::floor(stream.unit(i, 1) * 60));
        std::vector<double> all;
        for (const double a : x)
            for (const double b : y)
                all.push_back(a - b);
        std::sort(all.begin(), all.end());
        const auto shift = reuse::firstSeenShift(together(x, y), 1);
        QCOMPARE(shift->estimate, 0.5 * (all[all.size() / 2 - 1] + all[all.size() / 2]));
        QVERIFY(std::binary_search(all.begin(), all.end(), shift->interval.low));
    }

    /// Section 8.1: without blocks a drift passes for a cache in most runs.
    void driftIsNotTakenForACache()
    {
        int fooled = 0;
        int alarms = 0;
        int found = 0;
        int covered = 0;
        constexpr int runs = 40;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            const auto run = driftingRun(seed, 0);
            fooled += reuse::firstSeenShift(run, 1)->p < 0.05 ? 1 : 0;
            alarms += reuse::firstSeenShift(run)->p < 0.05 ? 1 : 0;
            const auto cached = reuse::firstSeenShift(driftingRun(seed, 0.05));
            found += cached->p < 0.05 ? 1 : 0;
            covered += cached->interval.contains(0.05) ? 1 : 0;
        }
        QVERIFY2(fooled > runs / 3, qPrintable(QString::number(fooled)));
        QVERIFY2(alarms <= 6, qPrintable(QString::number(alarms)));
        QVERIFY2(found > 37, qPrintable(QString::number(found)));
        QVERIFY2(covered >= 33, qPrintable(QString::number(covered)));
    }

    void verdictsSayWhatIsMissing()
    {
        COMPARE_TEXT(reuse::firstSeenVerdict(together({ 0.5, 0.6 }, {}), 1).sentence,
            "First-seen requests and repeats cannot be compared: at no time were both sent");
        COMPARE_TEXT(reuse::firstSeenVerdict(together({ 0.5, 0.6 }, { 0.1 }), 1).sentence,
            "2 first-seen and 1 repeated requests are too few to compare");
        const auto later = reuse::firstSeenVerdict(driftingRun(1, 0.1));
        QVERIFY2(later.sentence.starts_with("First-seen requests answer later by "),
            later.sentence.c_str());
        QVERIFY(later.logShift.has_value());
        QVERIFY(later.logShift->estimate > 0.15 && later.logShift->estimate < 0.4);
        // Requests without a latency are left out, not compared as 0.
        QVERIFY(!reuse::firstSeenShift(together({ NAN }, { 1 }), 1).has_value());
    }
};

POOLSCOPE_TEST(FirstSeenTest)
#include "first_seen_test.moc"
