// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/rank_fit.h"
#include "core/reuse/fit/spectrum_fit.h"
#include "tests/unit/reuse/laws.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <cmath>

using namespace poolscope;
using testing::isClose;
using testing::zipf;

class SpectrumFitTest : public QObject {
    Q_OBJECT

private slots:
    void spectraCountItemsByTheirUses()
    {
        const auto spectrum = reuse::spectrumOf(std::vector<std::uint64_t>{ 1, 0, 1, 2, 40, 18 });
        QCOMPARE(spectrum.draws, 62.0);
        QCOMPARE(spectrum.distinct, 5.0);
        QCOMPARE(spectrum.items[0], 2.0);
        QCOMPARE(spectrum.items[1], 1.0);
        QCOMPARE(spectrum.items.back(), 0.0);
        QVERIFY(spectrum.low.back() > 40);
    }

    /// Against the sum over all items of Poisson probabilities.
    void expectationsEqualTheSumsOverItems()
    {
        const auto law = zipf(20000, 0.8);
        std::vector<std::uint64_t> counts(3000, 1);
        counts[0] = 900;
        counts[1] = 49100;
        const auto spectrum = reuse::spectrumOf(counts);
        const auto expected = reuse::expectedItems(spectrum, { 0.8, 0, 20000 });
        for (const std::size_t count : { 1U, 2U, 5U, 16U }) {
            double sum = 0;
            for (std::int64_t i = 0; i < 20000; ++i) {
                const double mean = spectrum.draws * law.probability(i);
                sum += std::exp(static_cast<double>(count) * std::log(mean) - mean
                    - std::lgamma(static_cast<double>(count) + 1));
            }
            QVERIFY(isClose(expected[count - 1], sum, 1e-8));
        }
        double seen = 0;
        double exact = 0;
        for (const double items : expected)
            seen += items;
        for (std::int64_t i = 0; i < 20000; ++i)
            exact -= std::expm1(-spectrum.draws * law.probability(i));
        QVERIFY(isClose(seen, exact, 1e-7));
    }

    /// Table T9: ranking by counts invents skew, the spectrum does not.
    void skewsWithoutRanksAgreeWithTheTable_data()
    {
        QTest::addColumn<double>("skew");
        QTest::addColumn<qint64>("draws");
        QTest::addColumn<double>("sd");
        QTest::addColumn<double>("naive");
        QTest::newRow("0.6, a tenth") << 0.6 << qint64{ 1000 } << 0.021 << 0.866;
        QTest::newRow("0.6, once") << 0.6 << qint64{ 10000 } << 0.008 << 0.687;
        QTest::newRow("1, a tenth") << 1.0 << qint64{ 1000 } << 0.023 << 1.087;
        QTest::newRow("1, once") << 1.0 << qint64{ 10000 } << 0.004 << 1.026;
        QTest::newRow("1.5, once") << 1.5 << qint64{ 10000 } << 0.008 << 1.515;
    }

    void skewsWithoutRanksAgreeWithTheTable()
    {
        QFETCH(double, skew);
        QFETCH(qint64, draws);
        QFETCH(double, sd);
        QFETCH(double, naive);
        const auto law = zipf(10000, skew);
        constexpr int runs = 2;
        double mean = 0;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            auto counts = testing::draws(law, static_cast<std::uint64_t>(draws), seed + 11);
            const auto spectrum = reuse::spectrumOf(counts);
            const auto fit = reuse::fitZipfSpectrum(spectrum, 10000.0, {});
            mean += fit.law.a / runs;
            const double error = std::sqrt(
                reuse::spectrumCovariance(spectrum, fit.law, reuse::PoolSize::known).aa);
            QVERIFY2(error > 0.6 * sd && error < 1.6 * sd, qPrintable(QString::number(error)));
            std::sort(counts.rbegin(), counts.rend());
            const auto ranked = reuse::fitZipf(reuse::rankStatistics(counts, 10000));
            QVERIFY2(std::fabs(ranked.skew - naive) < 4 * sd + 0.005,
                qPrintable(QString::number(ranked.skew)));
        }
        QVERIFY2(std::fabs(mean - skew) < 0.013 + 3 * sd / std::sqrt(runs),
            qPrintable(QString::number(mean)));
    }

    void uniformPoolsAreFoundUniform()
    {
        const auto counts = testing::draws(zipf(10000, 0), 10000, 4);
        const auto spectrum = reuse::spectrumOf(counts);
        const auto fit = reuse::fitUniformSpectrum(spectrum, {});
        QVERIFY2(
            std::fabs(fit.law.size / 10000 - 1) < 0.05, qPrintable(QString::number(fit.law.size)));
        QVERIFY(reuse::fitZipfSpectrum(spectrum, 10000.0, {}).law.a < 0.15);
    }

    /// Table T9, right half: the size is found where the log is long enough.
    void sizesAreFoundTogetherWithSkews()
    {
        const auto counts = testing::draws(zipf(10000, 1), 60000, 2);
        const auto spectrum = reuse::spectrumOf(counts);
        const auto fit = reuse::fitZipfSpectrum(spectrum, {}, {});
        QVERIFY2(std::fabs(fit.law.a - 1) < 0.02, qPrintable(QString::number(fit.law.a)));
        QVERIFY2(
            std::fabs(fit.law.size / 10000 - 1) < 0.05, qPrintable(QString::number(fit.law.size)));
        const auto interval = reuse::sizeInterval(spectrum, fit, {});
        QVERIFY(interval.low > 9000 && interval.low < fit.law.size);
        QVERIFY(interval.high < 11500 && interval.high > fit.law.size);
        const auto covariance
            = reuse::spectrumCovariance(spectrum, fit.law, reuse::PoolSize::unknown);
        QVERIFY(covariance.aa > 0 && std::sqrt(covariance.aa) < 0.02);
    }

    void steepShortLogsDoNotTellTheSize()
    {
        const auto spectrum = reuse::spectrumOf(testing::draws(zipf(10000, 1.5), 1000, 1));
        const auto fit = reuse::fitZipfSpectrum(spectrum, {}, {});
        const auto interval = reuse::sizeInterval(spectrum, fit, {});
        QVERIFY2(interval.high > 20 * interval.low,
            qPrintable(QString("%1 %2").arg(interval.low).arg(interval.high)));
        QVERIFY2(std::fabs(fit.law.a - 1.5) < 0.15, qPrintable(QString::number(fit.law.a)));
    }

    /// The standard error against the spread of the estimates themselves.
    void errorsEqualTheSpreadOfEstimates()
    {
        const auto law = zipf(2000, 0.8);
        constexpr int runs = 16;
        double sum = 0;
        double squares = 0;
        double error = 0;
        for (std::uint64_t seed = 0; seed < runs; ++seed) {
            const auto spectrum = reuse::spectrumOf(testing::draws(law, 1500, seed));
            const auto fit = reuse::fitZipfSpectrum(spectrum, 2000.0, {});
            sum += fit.law.a;
            squares += fit.law.a * fit.law.a;
            error += std::sqrt(
                         reuse::spectrumCovariance(spectrum, fit.law, reuse::PoolSize::known).aa)
                / runs;
        }
        const double spread = std::sqrt(squares / runs - sum * sum / runs / runs);
        QVERIFY2(spread > 0.55 * error && spread < 1.6 * error,
            qPrintable(QString("%1 %2").arg(spread).arg(error)));
    }
};

POOLSCOPE_TEST(SpectrumFitTest)
#include "spectrum_fit_test.moc"
