// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/charts/observed_chart.h"
#include "app/gui/run/observed_bars.h"
#include "app/gui/widgets/note_bar.h"
#include "tests/gui/window_fixture.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

using namespace poolscope;
using testing::WindowFixture;

namespace {

/// 120 requests of one small image each, out of a pool that is sampled as told.
QString configFile(const QTemporaryDir& folder, const char* sampling)
{
    const QString name = folder.filePath(QStringLiteral("small.yaml"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("api: {type: chat, streaming: true}\n"
               "data:\n"
               "  type: synthetic\n"
               "  input_distribution: {type: fixed, mean: 8}\n"
               "  output_distribution: {type: fixed, mean: 2}\n"
               "  multimodal:\n"
               "    image:\n"
               "      resolutions: {width: 64, height: 48}\n"
               "      ");
    file.write(sampling);
    file.write("\nload:\n"
               "  type: concurrent\n"
               "  base_seed: 42\n"
               "  stages: [{num_requests: 120, concurrency_level: 8}]\n");
    return name;
}

const char* const sampled = "count: {type: fixed, mean: 1}\n"
                            "      pool: {size: 20, sampling: {type: zipf, skew: 1.0}}";
const char* const listed = "pool: {size: 20, sampling: {sequence: [[0], [1], [0, 2]]}}";

} // namespace

class RunTest : public QObject {
    Q_OBJECT

private slots:
    void aRunGoesToTheSimulatedEndpointAndIsShown()
    {
        WindowFixture fixture;
        fixture.session().newFromExample(":/examples/two-requests.yaml");
        auto* button = fixture.find<QPushButton>("runButton");
        QVERIFY(button->isEnabled());
        button->click();
        QVERIFY(fixture.window->runs().isRunning());
        QVERIFY(fixture.action("stop")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        const auto state = fixture.window->runs().state();
        QCOMPARE(state->succeeded, std::uint64_t{ 2 });
        QCOMPARE(state->items[0].distinct, std::uint64_t{ 2 });
        QVERIFY(state->serverAfter.has_value());
        auto* chart = fixture.find<gui::HistogramChart>("histogram");
        QCOMPARE(chart->data().observedDraws, 3.0);
        QVERIFY(button->text().contains("Run"));
        QVERIFY(fixture.window->bottom()->runPanel()->grab().toImage().save(
            POOLSCOPE_SCREENSHOTS "/run.png"));
    }

    void stopKeepsWhatThereIs()
    {
        WindowFixture fixture;
        fixture.session().edit({ "data", "multimodal", "image", "resolutions" },
            config::Value::Map{ { "width", 64 }, { "height", 48 } }, "small");
        fixture.action("run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->runs().state()->succeeded > 5, 60'000);
        fixture.action("stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 5'000);
        const auto state = fixture.window->runs().state();
        QVERIFY(state->wasStopped);
        QVERIFY(state->succeeded > 5 && state->succeeded < 1000);
        QVERIFY(fixture.action("run")->isEnabled());
    }

    void oneRequestIsSentOnWish()
    {
        WindowFixture fixture;
        fixture.session().newFromExample(":/examples/audio-clips.yaml");
        fixture.action("sendOne")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        QCOMPARE(fixture.window->runs().state()->succeeded, std::uint64_t{ 1 });
    }

    void anEndpointThatIsNotThereIsSaid()
    {
        WindowFixture fixture;
        fixture.window->runs().setEndpoint(
            { gui::EndpointChoice::Kind::custom, "http://127.0.0.1:1" });
        QTRY_COMPARE_WITH_TIMEOUT(fixture.window->runs().reachability(),
            gui::RunController::Reachability::unreachable, 20'000);
        fixture.session().newFromExample(":/examples/audio-clips.yaml");
        fixture.action("sendOne")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        QVERIFY(!fixture.window->runs().state()->problem.empty());
        QCOMPARE(fixture.window->runs().state()->sent, std::uint64_t{ 0 });
    }

    void aRunWithAnUnfilledPlaceholderIsRefused()
    {
        WindowFixture fixture;
        fixture.session().document().reset(
            "server: {base_url: \"http://127.0.0.1:1\", model_name: \"${POOLSCOPE_NO_SUCH}\"}\n"
            "data: {type: synthetic, input_distribution: {type: fixed, mean: 10}}\n"
            "load: {stages: [{rate: 1, duration: 2}]}\n",
            {}, "test.yaml");
        fixture.session();
        fixture.window->runs().setEndpoint({ gui::EndpointChoice::Kind::config, {} });
        QVERIFY(fixture.window->runs().canRun());
        QSignalSpy messages(&fixture.window->runs(), &gui::RunController::messageRequested);
        fixture.action("run")->trigger();
        QVERIFY(!fixture.window->runs().isRunning());
        QVERIFY(!fixture.window->runs().state());
        QCOMPARE(messages.count(), 1);
        const QString message = messages.front().front().toString();
        QVERIFY2(message.contains("POOLSCOPE_NO_SUCH"), qPrintable(message));
        QVERIFY2(message.contains("server.model_name"), qPrintable(message));
        QVERIFY(!message.contains('\n'));
        const QList<gui::NoteBar*> notes = fixture.window->findChildren<gui::NoteBar*>();
        QVERIFY(std::any_of(notes.begin(), notes.end(), [&](const gui::NoteBar* note) {
            return note->isVisible() && note->text() == message;
        }));
    }

    void aRunIsAdvisedOnAndJudged()
    {
        const QTemporaryDir folder;
        WindowFixture fixture(configFile(folder, sampled));
        fixture.session();
        auto* verdict = fixture.find<QLabel>("drawVerdict");
        auto* effect = fixture.find<QLabel>("cacheEffect");
        QTRY_VERIFY_WITH_TIMEOUT(
            effect->text().startsWith("This run of 120 requests sees about "), 10'000);
        QVERIFY(effect->toolTip().contains("difference of 20 %"));
        QCOMPARE(verdict->text(), QStringLiteral("Nothing has run yet."));
        for (int again = 0; again < 2; ++again) { // the second run is counted from nothing
            fixture.action("run")->trigger();
            QCOMPARE(verdict->text(), QStringLiteral("0 draws: too few to judge"));
            QVERIFY(verdict->toolTip().contains("e-value"));
            QVERIFY(effect->text().startsWith("This run of 120 requests"));
            QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
            QCOMPARE(fixture.window->runs()
                         .checks()
                         ->finding(base::Modality::image, reuse::RunStage::live)
                         .verdict->draws,
                std::uint64_t{ 120 });
            QTRY_VERIFY_WITH_TIMEOUT(fixture.window->runs().findings(), 20'000);
            QVERIFY2(verdict->text().startsWith("\u2713 120 draws agree with the law (p = "),
                qPrintable(verdict->text()));
            QVERIFY(verdict->toolTip().contains("Cohen"));
            QCOMPARE(effect->text().toStdString(),
                fixture.window->runs().findings()->firstSeen.sentence);
            QVERIFY(!effect->text().isEmpty());
        }
    }

    void listedItemsSayWhyThereIsNoTest()
    {
        const QTemporaryDir folder;
        WindowFixture fixture(configFile(folder, listed));
        fixture.session();
        fixture.action("run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->runs().findings(), 20'000);
        QCOMPARE(fixture.find<QLabel>("drawVerdict")->text(),
            QStringLiteral(
                "The items of its requests are listed, not drawn: there is no law to test"));
        // Exactly as listed, and no bands.
        const auto bars = fixture.window->findChild<gui::ObservedChart*>()->bars();
        QVERIFY(!bars.empty());
        QCOMPARE(bars.front().observed, 80.0);
        QCOMPARE(bars.front().low, bars.front().high);
    }

    void barsOutsideTheirBandAreMarkedAtTheEnd()
    {
        reuse::RunCheck check(sampling::IndexDistribution::ofWeights({ 1, 1, 1, 1 }));
        check.add(0, 60);
        check.add(1, 25);
        check.add(2, 25);
        check.add(3, 10);
        const auto bands = check.bands();
        const auto judged = gui::observedBars(check, gui::Bands::judged);
        const auto live = gui::observedBars(check, gui::Bands::shown);
        for (std::size_t b = 0; b < judged.size(); ++b) {
            QCOMPARE(judged[b].low, static_cast<double>(bands[b].low));
            QCOMPARE(judged[b].high, static_cast<double>(bands[b].high));
            QCOMPARE(judged[b].isOutside, b == 0 || b == 3);
            QVERIFY(!live[b].isOutside);
        }
        gui::ObservedChart chart;
        chart.resize(300, 150);
        const auto picture = [&](const std::vector<gui::ObservedBar>& bars) {
            chart.setBars(bars, Qt::blue);
            return chart.grab().toImage();
        };
        const QImage plain = picture(live);
        QCOMPARE(testing::difference(plain, picture(live)), 0.0);
        QVERIFY(testing::difference(plain, picture(judged)) > 0);
        QVERIFY(picture(judged).save(POOLSCOPE_SCREENSHOTS "/outside.png"));
    }

    void aWindowMayCloseDuringARun()
    {
        auto fixture = std::make_unique<WindowFixture>();
        fixture->session().newFromExample(":/examples/audio-clips.yaml");
        fixture->action("run")->trigger();
        QTest::qWait(300);
        fixture.reset(); // stops, waits, and nothing comes back to what is gone
        QTest::qWait(200);
    }
};

POOLSCOPE_GUI_TEST(RunTest)
#include "run_test.moc"
