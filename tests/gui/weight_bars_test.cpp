// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/preview/weight_bars.h"
#include "tests/gui/window_fixture.h"

#include <QAction>
#include <QMouseEvent>

#include <cmath>

using namespace poolscope;
using gui::HistogramChart;
using testing::WindowFixture;

namespace {

const char* const written = "# weights by hand\n"
                            "data:\n"
                            "  type: synthetic\n"
                            "  multimodal:\n"
                            "    image:\n"
                            "      count: {type: fixed, min: 2, max: 2, mean: 2}\n"
                            "      resolutions: {width: 64, height: 48}\n"
                            "      pool:\n"
                            "        size: 12\n"
                            "        sampling:\n"
                            "          weights:\n"
                            "            - {index: 0, weight: 10.0}   # the hot one\n"
                            "            - {index: 1, weight: 4}\n"
                            "            - {index: 2, weight: 3}\n"
                            "            - {index: 5, weight: 2}\n"
                            "            - {index: 6, weight: 1}\n"
                            "load:\n"
                            "  type: constant\n"
                            "  stages:\n"
                            "    - {rate: 100, duration: 2}\n";

/// A window on the config, and its chart with a mouse.
class Bars : public WindowFixture {
public:
    Bars()
    {
        session().document().reset(written, {});
        session().settle();
        chart = find<HistogramChart>("histogram");
        chart->setView({ .isLogarithmic = false });
    }

    void mouse(QEvent::Type type, const QPointF& place) const
    {
        const bool isMove = type == QEvent::MouseMove;
        const bool isUp = type == QEvent::MouseButtonRelease;
        QMouseEvent event(type, place, chart->viewport()->mapToGlobal(place),
            isMove ? Qt::NoButton : Qt::LeftButton, isUp ? Qt::NoButton : Qt::LeftButton,
            Qt::NoModifier);
        QCoreApplication::sendEvent(chart->viewport(), &event);
    }
    void press(std::size_t bin) { mouse(QEvent::MouseButtonPress, at = top(bin)); }
    QPointF top(std::size_t bin)
    {
        session().settle();
        return chart->topOf(bin);
    }
    const gui::HistogramData& data()
    {
        session().settle();
        return chart->data();
    }
    void moveBy(double up)
    {
        at.ry() -= up;
        mouse(QEvent::MouseMove, at);
    }
    void release() const { mouse(QEvent::MouseButtonRelease, at); }
    bool has(const char* part) { return text().find(part) != std::string::npos; }
    int steps() { return session().document().undoStack()->count(); }

    HistogramChart* chart = nullptr;
    QPointF at;
};

} // namespace

/// Weights are set by dragging bars; every change is an edit of the text.
class WeightBarsTest : public QObject {
    Q_OBJECT

private slots:
    void aDragChangesOneWeightInOneStep()
    {
        Bars bars;
        const std::string before = bars.text();
        bars.mouse(QEvent::MouseMove, bars.top(1));
        QCOMPARE(bars.chart->viewport()->cursor().shape(), Qt::SizeVerCursor);
        QVERIFY(bars.chart->readOut().contains("weight 4"));
        bars.press(1);
        bars.moveBy(5);
        bars.moveBy(10);
        QTest::qWait(1100); // a rest in which typed edits would end their step
        bars.moveBy(10);
        QVERIFY(!bars.has("{index: 1, weight: 4}"));
        // The bar is where the mouse has taken it, to the pixel; its neighbours have given way.
        QVERIFY(std::abs(bars.top(1).y() - bars.at.y()) < 1.5);
        const double weight = bars.data().weights[1].weight;
        QVERIFY(weight > 4);
        QVERIFY(std::abs(bars.data().bins[1].mass - weight / (16 + weight)) < 1e-12);
        QVERIFY(bars.chart->readOut().contains(QStringLiteral("weight %1").arg(weight)));
        bars.release();
        QCOMPARE(bars.steps(), 1);
        QVERIFY(bars.has("{index: 0, weight: 10.0}   # the hot one"));
        QVERIFY(bars.has(("{index: 1, weight: " + std::to_string(weight).substr(0, 3)).c_str()));

        bars.press(2);
        bars.moveBy(-10);
        bars.release();
        QCOMPARE(bars.steps(), 2);
        bars.action("undo")->trigger();
        bars.action("undo")->trigger();
        QCOMPARE(bars.text(), before);
        QVERIFY(!bars.window->isWindowModified());
    }

    void escGivesADragUp()
    {
        Bars bars;
        const std::string before = bars.text();
        bars.press(0);
        bars.moveBy(-20);
        QVERIFY(bars.text() != before);
        QTest::keyClick(bars.chart, Qt::Key_Escape);
        QCOMPARE(bars.text(), before); // "10.0" and not "10"
        QCOMPARE(bars.steps(), 0);
        QVERIFY(!bars.window->isWindowModified());
        bars.moveBy(-20); // the button is still down; nothing moves any more
        QCOMPARE(bars.text(), before);
        bars.release();
        QCOMPARE(bars.text(), before);
    }

    void aBarCanBeTakenToTheFloorAndStays()
    {
        Bars bars;
        const std::size_t count = bars.data().bins.size();
        QCOMPARE(count, std::size_t{ 7 });
        bars.press(6);
        bars.moveBy(-500);
        bars.release();
        QVERIFY(bars.has("{index: 6, weight: 0}"));
        QCOMPARE(bars.data().bins.size(), count);
        QCOMPARE(bars.data().bins[6].mass, 0.0);
        bars.press(6);
        bars.moveBy(20);
        bars.release();
        QVERIFY(bars.data().bins[6].mass > 0);
    }

    void arrowsChangeTheChosenBar()
    {
        Bars bars;
        const std::string before = bars.text();
        QTest::keyClick(bars.chart, Qt::Key_Up); // no bar is chosen
        QCOMPARE(bars.text(), before);
        QTest::keyClick(bars.chart, Qt::Key_Home);
        QTest::keyClick(bars.chart, Qt::Key_Up);
        QTest::keyClick(bars.chart, Qt::Key_Up);
        QVERIFY(bars.has("{index: 0, weight: 12}") || bars.has("{index: 0, weight: 12.0}"));
        QCOMPARE(bars.steps(), 1);
        QVERIFY(bars.chart->readOut().contains("weight 12"));
        QTest::keyClick(bars.chart, Qt::Key_End);
        QTest::keyClick(bars.chart, Qt::Key_Down);
        QVERIFY(bars.has("{index: 6, weight: 0.99}") || bars.has("{index: 6, weight: 0.9}"));
        bars.action("undo")->trigger();
        bars.action("undo")->trigger();
        QCOMPARE(bars.text(), before);
    }

    void anItemThatIsNotWrittenSaysSo()
    {
        Bars bars;
        bars.mouse(QEvent::MouseMove, bars.top(3) - QPointF(0, 2));
        QVERIFY(bars.chart->readOut().contains("not in the list of weights"));
        QCOMPARE(bars.chart->viewport()->cursor().shape(), Qt::ArrowCursor);
        const std::string before = bars.text();
        bars.press(3);
        bars.moveBy(30);
        bars.release();
        QCOMPARE(bars.text(), before);
    }

    void hundredsOfWeightsCanBeDragged()
    {
        Bars bars;
        poolscope::config::Value::List weights;
        for (int i = 0; i < 300; ++i)
            weights.push_back(
                poolscope::config::Value::Map{ { "index", i }, { "weight", 1 + i % 7 } });
        bars.session().edit(
            { { { "data", "multimodal", "image", "pool", "size" }, 300 },
                { { "data", "multimodal", "image", "pool", "sampling", "weights" }, weights } },
            "many");
        bars.session().settle();
        QCOMPARE(bars.data().bins.size(), std::size_t{ 300 });
        bars.press(200);
        bars.moveBy(-15);
        bars.release();
        bars.session().settle();
        const double weight = bars.data().weights[200].weight;
        QVERIFY(weight < 1 + 200 % 7);
        QVERIFY(!bars.has("{index: 200, weight: 5}"));
    }

    void otherLawsAreTurnedIntoWeightsOnWish()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        const auto* action = [&]() -> QAction* {
            for (QAction* candidate : chart->actions())
                if (candidate->objectName() == "writeOut")
                    return candidate;
            return nullptr;
        }();
        QVERIFY(action && action->isVisible());
        const auto before = chart->data();
        const std::string text = fixture.text();
        QVERIFY(before.weights.empty());
        const_cast<QAction*>(action)->trigger();
        fixture.session().settle();
        QCOMPARE(fixture.session().document().undoStack()->count(), 1);
        QCOMPARE(chart->data().weights.size(), std::size_t{ 100 });
        QVERIFY(!action->isVisible());
        for (std::size_t i = 0; i < before.bins.size(); ++i)
            QVERIFY(std::abs(chart->data().bins[i].mass / before.bins[i].mass - 1) < 1e-5);
        QCOMPARE(fixture.window->bottom()->problemsPanel()->count(), 0);
        fixture.action("undo")->trigger();
        QCOMPARE(fixture.text(), text);

        fixture.session().edit(
            { { { "data", "multimodal", "image", "pool", "size" }, gui::maxWrittenOut + 1 },
                { { "data", "multimodal", "image", "pool", "sampling", "max" },
                    gui::maxWrittenOut } },
            "large");
        fixture.session().settle();
        QVERIFY(!action->isVisible());
    }
};

POOLSCOPE_GUI_TEST(WeightBarsTest)
#include "weight_bars_test.moc"
