// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/widgets/slider_field.h"
#include "tests/gui/window_fixture.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QListView>
#include <QSlider>
#include <QTableView>

using namespace poolscope;
using gui::HistogramChart;
using gui::SliderField;
using testing::WindowFixture;

/// The window as a person meets it.
class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstLookHasEverything()
    {
        WindowFixture fixture;
        QVERIFY(fixture.session().snapshot()->plan);
        QCOMPARE(fixture.window->bottom()->problemsPanel()->count(), 0);
        QCOMPARE(fixture.window->center()->currentPage(), gui::PageId::image);
        QVERIFY(fixture.action("run")->isEnabled());
        auto* chart = fixture.find<HistogramChart>("histogram");
        QVERIFY(chart);
        QCOMPARE(chart->data().bins.size(), std::size_t{ 100 });
        QVERIFY(!chart->data().planned.empty());
        QVERIFY(!fixture.window->isWindowModified());
        QVERIFY(fixture.window->windowTitle().contains("hot-product-images.yaml"));
    }

    void draggingTheSkewMovesModelAndPixelsInOneStep()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        auto* slider = fixture.find<SliderField>("skew")->slider();
        const QImage before = chart->grab().toImage();
        const auto planned = chart->data().planned;
        const std::string text = fixture.text();

        slider->setSliderDown(true);
        for (int step = 0; step < 20; ++step)
            slider->setValue(slider->value() + 10); // as a drag does, position by position
        slider->setSliderDown(false);

        QVERIFY(fixture.text() != text);
        const auto* law = std::get_if<config::ZipfSampling>(
            &fixture.session()
                 .snapshot()
                 ->config.workload.data.multimodal->image->pool->sampling.law);
        QVERIFY(law && law->skew > 1.5);
        QVERIFY(chart->data().planned != planned);
        QVERIFY(testing::difference(before, chart->grab().toImage()) > 0.02);
        // Every comment and byte but the number is as it was.
        const std::string number = fixture.text().substr(fixture.text().find("skew: ") + 6);
        QCOMPARE(fixture.text().substr(0, fixture.text().find("skew: ")),
            text.substr(0, text.find("skew: ")));
        QCOMPARE(number.substr(number.find('}')), text.substr(text.find('}', text.find("skew: "))));

        // One drag is one step; undone, everything is as it was, pixels and all.
        QVERIFY(fixture.window->isWindowModified());
        QCOMPARE(fixture.session().document().undoStack()->count(), 1);
        fixture.action("undo")->trigger();
        fixture.session().settle();
        QCOMPARE(fixture.text(), text);
        QVERIFY(!fixture.window->isWindowModified());
        QCOMPARE(testing::difference(before, chart->grab().toImage()), 0.0);
        fixture.action("redo")->trigger();
        QVERIFY(fixture.text() != text);
    }

    void millionsOfItemsKeepUpWithTheSlider()
    {
        WindowFixture fixture;
        auto* size = fixture.find<SliderField>("poolSize");
        size->field()->setValue(1'000'000);
        fixture.session().settle();
        auto* chart = fixture.find<HistogramChart>("histogram");
        QCOMPARE(chart->data().bins.back().last, std::int64_t{ 999'999 });
        QVERIFY(fixture.text().find("max: 999999") != std::string::npos); // the range went along
        auto* slider = fixture.find<SliderField>("skew")->slider();
        const auto before = chart->data();
        slider->setValue(slider->value() + 50);
        QTRY_VERIFY(!fixture.window->session().isStale());
        QVERIFY(!(chart->data() == before));
        QVERIFY(!chart->grab().toImage().isNull());
    }

    void textAndFormAreTwoViewsOfOneText()
    {
        WindowFixture fixture;
        fixture.action("split")->trigger();
        auto* editor = fixture.window->center()->editor();
        QVERIFY(editor->isVisible());
        QVERIFY(editor->toPlainText().contains("skew: 1.1"));
        fixture.find<SliderField>("skew")->field()->setValue(2.5);
        QVERIFY(editor->toPlainText().contains("skew: 2.5"));

        const auto place = editor->toPlainText().indexOf("size: 100") + 6;
        QTextCursor cursor = editor->textCursor();
        cursor.setPosition(static_cast<int>(place));
        cursor.setPosition(static_cast<int>(place) + 3, QTextCursor::KeepAnchor);
        editor->setTextCursor(cursor);
        QTest::keyClicks(editor, "60");
        QVERIFY(fixture.text().find("size: 60 ") != std::string::npos);
        // The range sticks out of the smaller pool: said at once, and the form shows the new size.
        fixture.session().settle();
        QVERIFY(fixture.window->bottom()->problemsPanel()->count() > 0);
        QCOMPARE(fixture.find<SliderField>("poolSize")->value(), 60.0);
        fixture.action("undo")->trigger();
        QVERIFY(fixture.text().find("size: 100 ") != std::string::npos);
        fixture.session().settle();
        QCOMPARE(fixture.window->bottom()->problemsPanel()->count(), 0);
        QVERIFY(editor->toPlainText().contains("size: 100"));
    }

    void errorsLeaveTheLastPictureAndLeadToTheirPlace()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        const auto before = chart->data();
        fixture.session().edit({ "data", "multimodal", "image", "pool", "size" }, -3, "test");
        QVERIFY(!fixture.session().snapshot()->plan);
        QVERIFY(chart->isVisible());
        QVERIFY(chart->data() == before);
        QVERIFY(!fixture.action("run")->isEnabled());

        QVERIFY(fixture.action("nextProblem")->isEnabled());
        fixture.action("nextProblem")->trigger();
        auto* editor = fixture.window->center()->editor();
        QVERIFY(editor->isVisible());
        QVERIFY(editor->textCursor().hasSelection());
        QCOMPARE(
            fixture.window->bottom()->currentTab(), static_cast<int>(gui::BottomPanel::problems));
    }

    void aFixOfAnOldTextIsNotApplied()
    {
        WindowFixture fixture;
        auto& session = fixture.session();
        const config::Fix fix{ "old", { { 0, session.document().text().size() }, "" } };
        // Long enough to be derived in the background.
        session.document().edit({ { 0, 0 }, '#' + std::string(20'000, 'x') + '\n' }, "long");
        QVERIFY(session.isStale());
        const std::string text = session.document().text();
        session.apply(fix);
        QVERIFY(session.document().text() == text);
        session.settle();
        session.apply(fix);
        QVERIFY(session.document().text() != text);
    }

    void everyExampleOpensCleanOnItsOwnPage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("page");
        QTest::addRow("images") << "hot-product-images" << static_cast<int>(gui::PageId::image);
        QTest::addRow("scans") << "document-scans" << static_cast<int>(gui::PageId::image);
        QTest::addRow("clips") << "audio-clips" << static_cast<int>(gui::PageId::audio);
        QTest::addRow("videos") << "short-videos" << static_cast<int>(gui::PageId::video);
        QTest::addRow("prefix") << "shared-prefix" << static_cast<int>(gui::PageId::image);
        QTest::addRow("two") << "two-requests" << static_cast<int>(gui::PageId::image);
    }

    void everyExampleOpensCleanOnItsOwnPage()
    {
        QFETCH(QString, name);
        QFETCH(int, page);
        WindowFixture fixture;
        fixture.session().newFromExample(":/examples/" + name + ".yaml");
        QCOMPARE(fixture.window->bottom()->problemsPanel()->count(), 0);
        QCOMPARE(static_cast<int>(fixture.window->center()->currentPage()), page);
        QVERIFY(fixture.action("run")->isEnabled());
        for (const char* tab : { "pool", "requests", "distribution" }) {
            fixture.action(tab)->trigger();
            QCoreApplication::processEvents();
        }
        fixture.window->grab().save(QStringLiteral(POOLSCOPE_SCREENSHOTS "/%1.png").arg(name));
    }

    void thumbnailsArriveForThePool()
    {
        WindowFixture fixture;
        fixture.action("pool")->trigger();
        auto* gallery = fixture.window->preview()->findChild<QListView*>("gallery");
        const QImage before = gallery->viewport()->grab().toImage();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().store()->heldItems() >= 20, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            testing::difference(before, gallery->viewport()->grab().toImage()) > 0.2, 60'000);
    }
};

POOLSCOPE_GUI_TEST(WindowTest)
#include "window_test.moc"
