// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/curve_chart.h"
#include "app/gui/reuse/fit_dialog.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/note_bar.h"
#include "tests/gui/window_fixture.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace poolscope;
using testing::WindowFixture;

namespace {

constexpr int patience = 60'000;

/// A log with a column of other things before the ids: `items` items by a zipf law.
QByteArray zipfLog(int items, double skew, int accesses)
{
    std::vector<double> upTo;
    double sum = 0;
    for (int i = 1; i <= items; ++i)
        upTo.push_back(sum += std::pow(i, -skew));
    QByteArray log = "moment,image_id\n";
    std::uint64_t state = 7;
    for (int i = 0; i < accesses; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const double at = static_cast<double>(state >> 11U) / 9007199254740992.0 * sum;
        const auto item = std::lower_bound(upTo.begin(), upTo.end(), at) - upTo.begin();
        log += QByteArray::number(i) + ",picture-" + QByteArray::number(qlonglong{ item }) + '\n';
    }
    return log;
}

class FitFixture : public WindowFixture {
public:
    QString write(const char* name, const QByteArray& bytes)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return path;
    }
    gui::FitDialog* dialog() { return window->findChild<gui::FitDialog*>(); }
    bool isDone()
    {
        return dialog() && !dialog()->findChild<QPushButton*>("cancelReading")->isVisible();
    }
    QPushButton* apply() { return dialog()->findChild<QPushButton*>("applyFit"); }
    QString textOf(const char* label) { return dialog()->findChild<QLabel*>(label)->text(); }
    config::Pool pool()
    {
        const auto& multimodal = session().snapshot()->config.workload.data.multimodal;
        return multimodal && multimodal->image ? multimodal->image->pool.value_or(config::Pool())
                                               : config::Pool();
    }

private:
    QTemporaryDir m_folder;
};

#define WAIT_FOR(fixture) QTRY_VERIFY_WITH_TIMEOUT((fixture).isDone(), patience)

} // namespace

/// From an access log to a pool.
class FitTest : public QObject {
    Q_OBJECT

private slots:
    void aLogBecomesAPoolInOneStep()
    {
        FitFixture fixture;
        const std::string text = fixture.text();
        const QString path = fixture.write("access.csv", zipfLog(300, 1.0, 30'000));
        gui::dialogs::answerNextWith(path);
        fixture.action("fitLog")->trigger();
        WAIT_FOR(fixture);
        QCOMPARE(QSettings().value("fit/folder").toString(), QFileInfo(path).absolutePath());
        QCOMPARE(fixture.textOf("logName"), QStringLiteral("access.csv"));
        QVERIFY(!fixture.textOf("verdict").isEmpty());
        QCOMPARE(fixture.dialog()->findChild<QLineEdit*>("logField")->placeholderText(),
            QStringLiteral("image_id"));
        const auto& curves
            = fixture.dialog()->findChild<gui::CurveChart*>("rankChart")->data().curves;
        QVERIFY(curves[0].points.size() > 20 && curves[1].points.size() > 20);
        QVERIFY(fixture.apply()->isEnabled());

        QTest::mouseClick(fixture.apply(), Qt::LeftButton);
        const config::Pool pool = fixture.pool();
        const auto* law = std::get_if<config::ZipfSampling>(&pool.sampling.law);
        QVERIFY(law);
        QVERIFY2(std::fabs(law->skew - 1.0) < 0.05, qPrintable(QString::number(law->skew)));
        QVERIFY(std::abs(pool.size - 300) < 15);
        QCOMPARE(pool.sampling.range.max, pool.size - 1);
        QVERIFY(fixture.session().snapshot()->plan);
        QCOMPARE(fixture.session().document().undoStack()->count(), 1);
        fixture.action("undo")->trigger();
        QCOMPARE(fixture.text(), text);
        QTRY_VERIFY(!fixture.dialog());
    }

    void aPoolIsMadeWhereThereIsNone()
    {
        FitFixture fixture;
        fixture.session().edit({ { { "data", "multimodal", "image", "pool" }, {} } }, "test");
        fixture.action("reuse")->trigger();
        fixture.window->preview()->reusePanel()->fitLog(
            fixture.write("access.csv", zipfLog(50, 0.8, 20'000)));
        WAIT_FOR(fixture);
        QVERIFY(fixture.apply()->isEnabled());
        fixture.apply()->click();
        QVERIFY(fixture.session().snapshot()->plan);
        QVERIFY(fixture.pool().size >= 49 && fixture.pool().size <= 52);
    }

    void aShortLogIsNotApplied()
    {
        FitFixture fixture;
        fixture.window->preview()->reusePanel()->fitLog(fixture.write("short.txt", "a\nb\na\n"));
        WAIT_FOR(fixture);
        QVERIFY(!fixture.apply()->isEnabled());
        QVERIFY(!fixture.textOf("fitAdvice").isEmpty());
        QVERIFY(!fixture.textOf("verdict").isEmpty());
    }

    void anotherColumnIsReadAnew()
    {
        FitFixture fixture;
        fixture.window->preview()->reusePanel()->fitLog(
            fixture.write("access.csv", zipfLog(300, 1.0, 5'000)));
        WAIT_FOR(fixture);
        QVERIFY(fixture.apply()->isEnabled());
        auto* field = fixture.dialog()->findChild<QLineEdit*>("logField");
        auto* note = fixture.dialog()->findChild<gui::NoteBar*>("fitNote");
        QTest::keyClicks(field, "nothing");
        QTest::keyClick(field, Qt::Key_Return);
        WAIT_FOR(fixture);
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains("nothing"), qPrintable(note->text()));
        QVERIFY(!fixture.apply()->isEnabled());
        field->clear();
        QTest::keyClicks(field, "moment");
        QTest::keyClick(field, Qt::Key_Return);
        WAIT_FOR(fixture);
        QVERIFY(!note->isVisible());
        QVERIFY(fixture.textOf("verdict").size() > 10); // every moment is another "item"
        field->clear();
        auto* form = fixture.dialog()->findChild<QComboBox*>("logForm");
        form->setCurrentIndex(3);
        emit form->activated(3);
        WAIT_FOR(fixture);
        QVERIFY(note->isVisible()); // no JSON in it
    }

    void readingCanBeStopped()
    {
        FitFixture fixture;
        const QByteArray part = zipfLog(1000, 0.9, 200'000);
        QByteArray whole;
        for (int i = 0; i < 10; ++i)
            whole += part;
        fixture.window->preview()->reusePanel()->fitLog(fixture.write("large.csv", whole));
        auto* cancel = fixture.dialog()->findChild<QPushButton*>("cancelReading");
        QVERIFY(cancel->isVisible());
        cancel->click();
        QVERIFY(!cancel->isVisible());
        QVERIFY(!fixture.apply()->isEnabled());
        QTest::qWait(200);
        QVERIFY(!fixture.apply()->isEnabled()); // what was stopped does not come after all
        QVERIFY(fixture.textOf("verdict").isEmpty());
        fixture.dialog()->reject();
    }

    void aLogIsDroppedOnThePanel()
    {
        FitFixture fixture;
        gui::ReusePanel panel; // alone: a window behind it would take what it leaves
        const auto enter = [&](const QString& path) {
            QMimeData data;
            data.setUrls({ QUrl::fromLocalFile(path) });
            QDragEnterEvent event({ 10, 10 }, Qt::CopyAction, &data, Qt::LeftButton, {});
            event.setAccepted(false);
            QApplication::sendEvent(&panel, &event);
            return event.isAccepted();
        };
        QVERIFY(!enter(QStringLiteral("/tmp/config.yaml"))); // which the window opens
        const QString path = fixture.write("drop.log", "a\nb\na\n");
        QVERIFY(enter(path));
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(path) });
        QDropEvent event({ 10, 10 }, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&panel, &event);
        const auto* dialog = panel.findChild<gui::FitDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel*>("logName")->text(), QStringLiteral("drop.log"));
    }
};

POOLSCOPE_GUI_TEST(FitTest)
#include "fit_test.moc"
