// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/widgets/stat_tile.h"
#include "core/base/format.h"
#include "tests/gui/window_fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QToolButton>

#include <algorithm>
#include <numeric>

using namespace poolscope;
using gui::HistogramChart;
using gui::StatTile;
using testing::WindowFixture;

namespace {

void moveTo(HistogramChart& chart, const QPointF& at)
{
    QMouseEvent move(QEvent::MouseMove, at, chart.viewport()->mapToGlobal(at), Qt::NoButton,
        Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(chart.viewport(), &move);
}

/// Small pictures, so that a run takes no time to render.
void makeSmall(WindowFixture& fixture)
{
    fixture.session().edit({ "data", "multimodal", "image", "resolutions" },
        config::Value::Map{ { "width", 64 }, { "height", 48 } }, "small");
    fixture.session().edit({ "load", "stages", "0" },
        config::Value::Map{ { "rate", 200 }, { "duration", 1 } }, "short");
}

} // namespace

/// The Distribution picture: switches, reading off, overlays, figures.
class DistributionTest : public QObject {
    Q_OBJECT

private slots:
    void switchesChangeThePictureAndAreRemembered()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        const QImage first = chart->grab().toImage();
        for (const char* name : { "logarithmic", "cumulative", "sampled" }) {
            auto* button = fixture.find<QToolButton>(name);
            QVERIFY2(button && !button->toolTip().isEmpty(), name);
            button->click();
            QVERIFY2(testing::difference(first, chart->grab().toImage()) > 0.001, name);
            if (QByteArray(name) != "sampled")
                button->click();
            else
                QVERIFY(!chart->view().hasPlanned);
        }
        fixture.find<QToolButton>("logarithmic")->click();
        gui::MainWindow another;
        another.begin({});
        const auto* chartAgain = another.findChild<HistogramChart*>("histogram");
        QVERIFY(!chartAgain->view().hasPlanned);
        QVERIFY(!chartAgain->view().isLogarithmic);
        QVERIFY(!chartAgain->view().isCumulative);
        QVERIFY(!another.findChild<QToolButton*>("sampled")->isChecked());
    }

    void figuresAreReadOffByMouseAndKeyboard()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        QVERIFY(chart->readOut().isEmpty());
        moveTo(*chart, chart->topOf(3));
        QVERIFY(chart->readOut().startsWith("item 3: "));
        const auto& data = chart->data();
        const auto lines = chart->readOut().split('\n');
        QCOMPARE(
            lines[0], "item 3: " + QString::fromStdString(base::formatShare(data.bins[3].mass)));
        QCOMPARE(lines[1],
            "up to here " + QString::fromStdString(base::formatShare(data.bins[3].cumulative)));
        QCOMPARE(lines[2], QStringLiteral("drawn by this plan %1 times").arg(data.planned[3]));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(chart->viewport(), &leave);
        QVERIFY(chart->readOut().isEmpty());

        QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(chart->readOut().startsWith("item 0: "));
        QTest::keyClick(chart, Qt::Key_Right);
        QVERIFY(chart->readOut().startsWith("item 1: "));
        QTest::keyClick(chart, Qt::Key_End);
        QVERIFY(chart->readOut().startsWith("item 99: "));
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->readOut().startsWith("item 98: "));
        QCOMPARE(chart->accessibleDescription(), chart->readOut());
    }

    void manyItemsAreReadOffInRanges()
    {
        WindowFixture fixture;
        fixture.session().edit(
            { { { "data", "multimodal", "image", "pool", "size" }, 1'000'000 },
                { { "data", "multimodal", "image", "pool", "sampling", "max" }, 999'999 } },
            "large");
        fixture.session().settle();
        auto* chart = fixture.find<HistogramChart>("histogram");
        QTest::keyClick(chart, Qt::Key_End);
        const auto& last = chart->data().bins.back();
        QVERIFY(
            chart->readOut().startsWith(QStringLiteral("items %1 to 999999: ").arg(last.first)));
        QVERIFY(chart->readOut().contains("up to here 100 %"));
    }

    void theHottestItemsAreReadOffCumulatively()
    {
        WindowFixture fixture;
        // Hot items at the end: the picture goes by heat, not by index.
        config::Value::List weights;
        for (int i = 0; i < 100; ++i)
            weights.push_back(config::Value::Map{ { "index", i }, { "weight", i == 99 ? 50 : 1 } });
        fixture.session().edit({ "data", "multimodal", "image", "pool", "sampling" },
            config::Value::Map{ { "weights", weights } }, "weights");
        fixture.session().settle();
        fixture.find<QToolButton>("cumulative")->click();
        QVERIFY(!fixture.find<QToolButton>("logarithmic")->isEnabled());
        auto* chart = fixture.find<HistogramChart>("histogram");
        const auto shares = gui::hottestShares(chart->data());
        QCOMPARE(shares.size(), std::size_t{ 100 });
        QCOMPARE(shares[0].bin, std::size_t{ 99 });
        QVERIFY(std::abs(shares[0].law - 50.0 / 149) < 1e-12);
        QVERIFY(std::abs(shares[0].law - chart->data().topHundredth) < 1e-12);
        QVERIFY(std::abs(shares[9].law - chart->data().topTenth) < 1e-12);
        QVERIFY(std::abs(shares[99].law - 1) < 1e-12 && shares[99].planned == 1);
        QTest::keyClick(chart, Qt::Key_Home);
        QVERIFY(
            chart->readOut().startsWith("the hottest 1 (1 % of the pool)\nget 33.6 % of draws"));
        chart->grab().save(POOLSCOPE_SCREENSHOTS "/cumulative.png");
    }

    void aRunLaysWhatItSentAndItsBandOverTheLaw()
    {
        WindowFixture fixture;
        makeSmall(fixture);
        QVERIFY(!fixture.find<QToolButton>("observed")->isEnabled());
        fixture.action("run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        const auto state = fixture.window->runs().state();
        QCOMPARE(state->succeeded, std::uint64_t{ 200 });
        auto* chart = fixture.find<HistogramChart>("histogram");
        const auto& data = chart->data();
        QCOMPARE(data.observedDraws, 400.0);
        QTRY_COMPARE(data.bandDraws, 400.0);
        QCOMPARE(data.bands.size(), std::size_t{ 100 });
        std::vector<double> probabilities;
        for (const auto& bin : data.bins)
            probabilities.push_back(bin.mass);
        const auto expected = reuse::simultaneousBands(probabilities, 400, 0.05);
        for (std::size_t i = 0; i < data.bands.size(); ++i) {
            QVERIFY(data.bands[i] == expected[i]);
            QVERIFY(data.bands[i].contains(static_cast<std::uint64_t>(data.observed[i])));
            QCOMPARE(data.observed[i], static_cast<double>(state->items[0].counts[i]));
        }
        // All requests were sent: what was sent is what was planned.
        QVERIFY(data.observed == data.planned);
        QTest::keyClick(chart, Qt::Key_Home);
        QVERIFY(chart->readOut().contains(QStringLiteral("sent %1 times, 95 % band %2 to %3")
                                              .arg(data.observed[0])
                                              .arg(data.bands[0].low)
                                              .arg(data.bands[0].high)));
        const QImage with = chart->grab().toImage();
        auto* observed = fixture.find<QToolButton>("observed");
        QVERIFY(observed->isEnabled());
        observed->click();
        QVERIFY(testing::difference(with, chart->grab().toImage()) > 0.02);
        QCOMPARE(chart->table().rows[0][5], data.observed[0]);
        // Another law has run nothing.
        fixture.session().edit(
            { "data", "multimodal", "image", "pool", "sampling", "skew" }, 0.5, "skew");
        fixture.session().settle();
        QCOMPARE(chart->data().observedDraws, 0.0);
        QVERIFY(chart->data().bands.empty());
    }

    void tilesSayWhatIsExpectedAndWhatThisPlanDoes()
    {
        WindowFixture fixture;
        const auto* pool = fixture.session().snapshot()->pool(base::Modality::image);
        const auto text
            = [](double value) { return QString::fromStdString(base::formatNumber(value)); };
        auto* distinct = fixture.find<StatTile>("distinctTile");
        QCOMPARE(distinct->figure(), text(pool->run.expectedDistinct));
        QCOMPARE(
            distinct->detail(), QStringLiteral("\u00b1 ") + text(pool->run.expectedDistinctSd));
        QCOMPARE(
            distinct->foot(), "in this plan " + text(static_cast<double>(pool->planned.size())));
        auto* repeats = fixture.find<StatTile>("repeatsTile");
        QCOMPARE(repeats->caption(), QStringLiteral("Repeats after 1 000 requests"));
        QVERIFY(repeats->detail().startsWith(QStringLiteral("\u00b1 ")));
        QCOMPARE(repeats->foot(),
            "in this plan "
                + QString::fromStdString(base::formatShare(pool->plannedRepeatShare())));
        QCOMPARE(fixture.find<StatTile>("hottestTile")->figure(),
            QString::fromStdString(base::formatShare(pool->law.topHundredth)));
        QCOMPARE(fixture.find<StatTile>("neverTile")->figure(),
            QString::fromStdString(base::formatShare(1 - pool->run.expectedDistinct / 100)));
        const auto tiles = fixture.window->preview()->overview()->findChildren<StatTile*>();
        QCOMPARE(tiles.size(), 6);
        for (StatTile* tile : tiles) {
            QVERIFY2(tile->toolTip().count("<br") >= 2, qPrintable(tile->caption()));
            QTest::mouseClick(tile, Qt::LeftButton);
            QCOMPARE(QGuiApplication::clipboard()->text(), tile->text());
            QVERIFY(tile->text().startsWith(tile->figure()));
        }
    }
};

POOLSCOPE_GUI_TEST(DistributionTest)
#include "distribution_test.moc"
