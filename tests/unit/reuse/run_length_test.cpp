// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/run_length.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <cmath>

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
