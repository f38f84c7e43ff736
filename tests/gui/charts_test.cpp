// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/charts/observed_chart.h"
#include "app/gui/charts/time_chart.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/note_bar.h"
#include "tests/gui/window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QLocale>
#include <QMimeData>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>
#include <memory>

using namespace poolscope;
using gui::ChartView;
using gui::HistogramChart;
using testing::WindowFixture;

namespace {

QAction* actionOf(const ChartView& chart, const QString& name)
{
    for (QAction* action : chart.actions())
        if (action->objectName() == name)
            return action;
    return nullptr;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// All texts of a drawing; empty when it is not well-formed.
QStringList textsOf(const QByteArray& svg)
{
    QXmlStreamReader reader(svg);
    QStringList texts;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::Characters && !reader.isWhitespace())
            texts << reader.text().toString().trimmed();
    return reader.hasError() ? QStringList() : texts;
}

} // namespace

/// Copies of charts: what is on the clipboard or in the file is the chart and its numbers.
class ChartsTest : public QObject {
    Q_OBJECT

private slots:
    void csvIsTheSameInEveryLocaleAndLosesNoDigit()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const gui::ChartTable table{ { "a, \"b\" (ms)", "c" },
            { { 1.0 / 3, 1e7 }, { std::numeric_limits<double>::quiet_NaN(), -0.25 } } };
        QCOMPARE(gui::csvOf(table),
            QByteArray("\"a, \"\"b\"\" (ms)\",c\r\n0.3333333333333333,10000000\r\n,-0.25\r\n"));
        QLocale::setDefault(QLocale::c());
    }

    void theNumbersOfTheHistogramGoToTheClipboard()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        actionOf(*chart, "copyCsv")->trigger();
        const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(mime->text().toUtf8(), mime->data("text/csv"));
        const QStringList lines = mime->text().split("\r\n", Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 101);
        QVERIFY(lines[0].startsWith("first item,last item,probability (0 to 1),"));
        const auto& data = chart->data();
        for (std::size_t i = 0; i < data.bins.size(); ++i) {
            const QStringList cells = lines[static_cast<qsizetype>(i) + 1].split(',');
            QCOMPARE(cells.size(), 8);
            QCOMPARE(cells[0].toLongLong(), static_cast<qlonglong>(data.bins[i].first));
            QVERIFY(cells[2].toDouble() == data.bins[i].mass); // to the last bit
            QVERIFY(cells[4].toDouble() == data.planned[i]);
            QVERIFY(cells[5].isEmpty()); // nothing has run
        }
    }

    void aCopiedDrawingStandsAlone()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        const QImage before = chart->grab().toImage();
        actionOf(*chart, "copySvg")->trigger();
        const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
        const QByteArray svg = mime->data("image/svg+xml");
        QCOMPARE(mime->text().toUtf8(), svg);
        const QStringList texts = textsOf(svg);
        for (const char* text : { "Image pool of 100 items, zipf 1.1, seed 42", "image index",
                 "probability of an item (%)", "cumulative share (%)", "drawn by this plan" })
            QVERIFY2(texts.contains(text), text);
        // Nothing of it stays on the screen.
        QCOMPARE(testing::difference(before, chart->grab().toImage()), 0.0);
    }

    void aCopiedPictureIsTwiceAsFine()
    {
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        chart->setFocus();
        const QImage before = chart->grab().toImage();
        QTest::keySequence(chart, QKeySequence::Copy);
        const QImage image = QGuiApplication::clipboard()->image();
        QVERIFY(image.width() >= 2 * 720 && image.height() >= 2 * 400);
        QCOMPARE(image.pixelColor(1, 1), gui::theme().panel);
        qint64 filled = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                filled += image.pixelColor(x, y) == gui::theme().image ? 1 : 0;
        QVERIFY(filled > image.width() * image.height() / 50);
        image.save(POOLSCOPE_SCREENSHOTS "/chart-copy.png");
        QCOMPARE(testing::difference(before, chart->grab().toImage()), 0.0);
    }

    void everyChartOffersItsNumbers()
    {
        WindowFixture fixture;
        const auto charts = fixture.window->findChildren<ChartView*>();
        QVERIFY(charts.size() >= 3);
        for (ChartView* chart : charts) {
            QVERIFY(!chart->title().isEmpty());
            QVERIFY(chart->focusPolicy() & Qt::TabFocus);
            for (const char* name : { "copyPng", "copySvg", "copyCsv", "saveChart" })
                QVERIFY(actionOf(*chart, name));
            const gui::ChartTable table = chart->table();
            QVERIFY(table.columns.size() >= 3);
            for (const auto& row : table.rows)
                QCOMPARE(row.size(), static_cast<std::size_t>(table.columns.size()));
            QVERIFY(textsOf(chart->svg()).size() > 5);
        }
    }

    void timesAndCountsOfARunAreAmongThem()
    {
        WindowFixture fixture;
        fixture.session().newFromExample(":/examples/two-requests.yaml");
        fixture.action("run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->runs().isRunning(), 60'000);
        const auto times = fixture.window->findChild<gui::TimeChart*>()->table();
        QCOMPARE(times.rows.size(), std::size_t{ 2 });
        for (const auto& row : times.rows)
            QVERIFY(std::isnan(row[1]) != std::isnan(row[2]));
        const auto counts = fixture.window->findChild<gui::ObservedChart*>()->table();
        double sent = 0;
        for (const auto& row : counts.rows)
            sent += row.back();
        QCOMPARE(sent, 3.0);
    }

    void aFileIsWhatItsSuffixSays()
    {
        const QTemporaryDir folder;
        WindowFixture fixture;
        auto* chart = fixture.find<HistogramChart>("histogram");
        const auto save = [&](const QString& name) {
            gui::dialogs::answerNextWith(folder.filePath(name));
            actionOf(*chart, "saveChart")->trigger();
        };
        save("chart.CSV");
        QTRY_COMPARE(contentOf(folder.filePath("chart.CSV")), gui::csvOf(chart->table()));
        save("chart.svg");
        QTRY_VERIFY(!contentOf(folder.filePath("chart.svg")).isEmpty());
        QVERIFY(textsOf(contentOf(folder.filePath("chart.svg"))).contains("image index"));
        save("chart.png");
        QTRY_VERIFY(!QImage(folder.filePath("chart.png")).isNull());
        QCOMPARE(QImage(folder.filePath("chart.png")).size(), chart->picture().size());

        const auto saysInABar = [&](const QString& part) {
            for (const auto* bar : fixture.window->findChildren<gui::NoteBar*>())
                if (bar->isVisible() && bar->text().contains(part))
                    return true;
            return false;
        };
        save("chart.gif");
        QVERIFY(saysInABar(".png, .svg or .csv"));
        save("no-such-folder/chart.csv");
        QTRY_VERIFY(saysInABar("no-such-folder"));
    }
};

POOLSCOPE_GUI_TEST(ChartsTest)
#include "charts_test.moc"
