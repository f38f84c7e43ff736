// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/widgets/note_bar.h"
#include "tests/gui/window_fixture.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace poolscope;
using testing::WindowFixture;

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
