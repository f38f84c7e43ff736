// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/plot_axis.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <limits>

using namespace poolscope;
using report::AxisExtent;
using report::AxisScale;
using report::PlotAxis;

class PlotAxisTest : public QObject {
    Q_OBJECT

    static QString ticksOf(const PlotAxis& axis, double least, double most)
    {
        AxisExtent shown;
        shown.add(least);
        shown.add(most);
        QStringList texts;
        for (const auto& tick : report::settle(axis, shown).ticks)
            texts << testing::text(tick.text);
        return texts.join(' ');
    }

private slots:
    void ticksAreRoundAndAtMostFive()
    {
        const PlotAxis linear{ "x", "" };
        QCOMPARE(ticksOf(linear, 0, 97), "0 25 50 75 100");
        QCOMPARE(ticksOf(linear, 3, 3500), "0 1 000 2 000 3 000 4 000");
        QCOMPARE(ticksOf(linear, 0, 1.2e6), "0 0.5M 1M 1.5M");
        QCOMPARE(ticksOf(linear, 0.91, 0.94), "0.91 0.92 0.93 0.94");
        QCOMPARE(ticksOf(linear, -3, 5), "-5 -2.5 0 2.5 5");
        const PlotAxis log{ "x", "", AxisScale::log10 };
        QCOMPARE(ticksOf(log, 1, 3500), "1 10 100 1k");
        QCOMPARE(ticksOf(log, 1, 9), "1 2 5 10");
        QCOMPARE(ticksOf(log, 1e-7, 0.2), "10⁻⁶ 10⁻⁴ 0.01");
        QCOMPARE(ticksOf(log, 1, 2e8), "1 100 10k 1M 100M");
        for (double most = 1.1; most < 1e12; most *= 1.37)
            for (const PlotAxis& axis : { linear, log }) {
                AxisExtent shown;
                shown.add(1);
                shown.add(most);
                const auto range = report::settle(axis, shown);
                QVERIFY2(range.ticks.size() >= 2 && range.ticks.size() <= 5,
                    qPrintable(QString::number(most)));
                QVERIFY(range.from <= 1 && range.to >= most * (1 - 1e-9));
            }
    }

    void givenEndsStay()
    {
        PlotAxis axis{ "x", "%" };
        axis.from = 0;
        axis.to = 90;
        AxisExtent shown;
        shown.add(200);
        const auto range = report::settle(axis, shown);
        QCOMPARE(range.from, 0.0);
        QCOMPARE(range.to, 90.0);
        QCOMPARE(range.ticks.back().value, 75.0);
        QCOMPARE(range.place(45), 0.5);
    }

    void extremesEnd()
    {
        const double huge = std::numeric_limits<double>::max();
        for (const auto& [least, most] : std::vector<std::pair<double, double>>{ { 0, 0 }, { 5, 5 },
                 { -5, -5 }, { 1e-300, 1e300 }, { -huge, huge }, { 1e15, 1e15 + 1 },
                 { 5e-324, 5e-324 }, { 0, 5e-324 } })
            for (const AxisScale scale : { AxisScale::linear, AxisScale::log10 }) {
                if (scale == AxisScale::log10 && least <= 0)
                    continue;
                AxisExtent shown;
                shown.add(least);
                shown.add(most);
                const auto range = report::settle({ "x", "", scale }, shown);
                QVERIFY(range.from < range.to);
                QVERIFY(range.ticks.size() <= 5);
                QVERIFY(std::isfinite(range.place(range.from)));
            }
        QVERIFY(!report::settle({ "x", "" }, {}).ticks.empty());
    }
};

POOLSCOPE_TEST(PlotAxisTest)
#include "plot_axis_test.moc"
