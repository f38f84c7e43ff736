// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/run_length.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <set>
#include <vector>

using namespace poolscope;
using testing::isClose;
using testing::zipf;

namespace {

const reuse::RequestCounts one({ 0, 1 });

} // namespace

class RunLengthTest : public QObject {
    Q_OBJECT

private slots:
    void neededPairsAgreeWithKnownValues()
    {
        QVERIFY(isClose(reuse::neededPairs({ 0.35 }), 68.4748222972131, 1e-9));
        QVERIFY(isClose(reuse::neededPairs({ 0.8 }), 14.256174281726768, 1e-9));
    }

    void neededPairsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : testing::vectors()["noether"]["rows"])
            QVERIFY(
                isClose(reuse::neededPairs({ row[0].get<double>() }), row[2].get<double>(), 1e-9));
    }

    /// Table T11, predicted.
    void countsOfKindsAgreeWithTheTable()
    {
        QVERIFY(isClose(
            reuse::seenCounts(zipf(1000, 1), reuse::RequestCounts({ 0, 1 }), 2000).firstSeen, 499.4,
            2e-4));
        QVERIFY(
            isClose(reuse::seenCounts(zipf(1000, 1), reuse::RequestCounts({ 0, 0, 0, 0, 1 }), 500)
                        .firstSeen,
                320.5, 1e-3));
        QVERIFY(isClose(
            reuse::seenCounts(zipf(10000, 0.9), reuse::RequestCounts({ 0, 0, 1 }), 5000).firstSeen,
            2814.5, 1e-3));
        QVERIFY(isClose(
            reuse::seenCounts(zipf(100, 0.6), reuse::RequestCounts({ 0, 0, 0, 1 }), 200).firstSeen,
            65.3, 2e-3));
        const auto none = reuse::seenCounts(zipf(100, 1), reuse::RequestCounts({ 1 }), 200);
        QCOMPARE(none.firstSeen, 0.0);
        QCOMPARE(none.pairs(), 0.0);
    }

    void lengthsAgreeWithTheTable_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<double>("skew");
        QTest::addColumn<double>("deviations");
        QTest::addColumn<double>("requests");
        QTest::newRow("plain") << qint64{ 10000 } << 0.9 << 0.35 << 347.0;
        QTest::newRow("strong effect") << qint64{ 10000 } << 0.9 << 0.8 << 104.0;
        QTest::newRow("few repeats") << qint64{ 1000000 } << 0.0 << 0.35 << 11761.0;
        QTest::newRow("few items") << qint64{ 100 } << 1.1 << 0.35 << 536.0;
    }

    void lengthsAgreeWithTheTable()
    {
        QFETCH(qint64, size);
        QFETCH(double, skew);
        QFETCH(double, deviations);
        QFETCH(double, requests);
        const auto advice = reuse::adviseLength(zipf(size, skew), one, 50, { deviations });
        QVERIFY(advice.requests.has_value());
        QVERIFY2(std::fabs(*advice.requests / requests - 1) < 0.005,
            qPrintable(QString::number(*advice.requests)));
        QVERIFY(!advice.isEnough);
        QVERIFY(reuse::adviseLength(zipf(size, skew), one, requests + 20, { deviations }).isEnough);
    }

    /// Requests with an image and perhaps a clip: counted in 400 simulated runs.
    void aNewItemOfAnySourceMakesARequestFirstSeen()
    {
        const auto images = zipf(300, 0.9);
        const auto clips = zipf(50, 0.5);
        const std::vector<reuse::ItemSource> sources{ { &images, one },
            { &clips, reuse::RequestCounts({ 0.5, 0.5 }) } };
        constexpr std::uint64_t requests = 200;
        constexpr std::uint64_t runs = 400;
        const base::RandomStream stream(7, base::Purpose::item);
        double firstSeen = 0;
        for (std::uint64_t run = 0; run < runs; ++run) {
            std::set<std::int64_t> seenImages;
            std::set<std::int64_t> seenClips;
            for (std::uint64_t r = run * requests; r < (run + 1) * requests; ++r) {
                bool isNew = seenImages.insert(images.draw(stream, r, 0)).second;
                if (stream.unit(r, 9) < 0.5)
                    isNew = seenClips.insert(clips.draw(stream, r, 1)).second || isNew;
                firstSeen += isNew ? 1.0 / runs : 0;
            }
        }
        const auto advice = reuse::adviseLength(sources, requests, { 0.5 });
        QVERIFY2(std::fabs(advice.planned.firstSeen / firstSeen - 1) < 0.01,
            qPrintable(QString::number(advice.planned.firstSeen)));
        QCOMPARE(advice.planned.repeats, requests - advice.planned.firstSeen);
        // With something that is always new there are no repeats.
        const std::vector<reuse::ItemSource> fresh{ { &images, one }, { nullptr, one } };
        QCOMPARE(reuse::adviseLength(fresh, requests, { 0.5 }).planned.repeats, 0.0);
        QVERIFY(!reuse::adviseLength(fresh, requests, { 0.5 }).requests);
    }

    void impossibleLengthsAreSaidToBeSo()
    {
        const auto advice = reuse::adviseLength(zipf(10, 0), one, 1000, { 0.2 });
        QVERIFY(!advice.requests.has_value());
        QVERIFY2(advice.sentence.starts_with("No run of this pool shows a difference of 0.2"),
            advice.sentence.c_str());
        const auto longer = reuse::adviseLength(zipf(10000, 0.9), one, 100, { 0.35 });
        QVERIFY2(
            longer.sentence.ends_with("100 requests planned, 347 needed"), longer.sentence.c_str());
    }
};

POOLSCOPE_TEST(RunLengthTest)
#include "run_length_test.moc"
