// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/compare/compare_dialog.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/window/file_bar.h"
#include "tests/gui/window_fixture.h"

#include <QFile>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>

using namespace poolscope;
using gui::dialogs::SaveAnswer;
using testing::WindowFixture;

/// The window's file, changed by others.
class DiskTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("mine.yaml");
        writeInPlace(textWith(42));
        m_fixture = std::make_unique<WindowFixture>(m_path);
        QCOMPARE(m_fixture->session().document().path(), m_path);
    }
    void cleanup() { m_fixture.reset(); }

    void aFileWrittenInPlaceIsToldAndReloadedAsOneEdit()
    {
        writeInPlace(textWith(7));
        QTRY_COMPARE(question(), QString("\"mine.yaml\" has changed on disk."));
        QCOMPARE(bar()->actions(), (QStringList{ "Reload", "Keep", "Compare\u2026" }));
        QCOMPARE(m_fixture->text(), textWith(42).toStdString()); // not silently
        answer("Reload");
        QCOMPARE(m_fixture->text(), textWith(7).toStdString());
        QVERIFY(!document().isDirty());
        QVERIFY(!bar()->isVisible());
        QCOMPARE(document().undoStack()->count(), 1);
        m_fixture->action("undo")->trigger();
        QCOMPARE(m_fixture->text(), textWith(42).toStdString());
        QVERIFY(document().isDirty()); // the file has the other text
    }

    void aFilePutInItsPlaceIsToldAgainAndAgain()
    {
        for (int seed = 1; seed <= 3; ++seed) {
            replace(textWith(seed));
            QTRY_VERIFY(bar()->isVisible());
            answer("Reload");
            QCOMPARE(m_fixture->text(), textWith(seed).toStdString());
        }
        writeInPlace(textWith(9)); // the watch has followed the new file
        QTRY_VERIFY(bar()->isVisible());
    }

    void whatWasKeptIsNotAskedAgain()
    {
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        replace(textWith(7));
        QTRY_COMPARE(question(),
            QString("\"mine.yaml\" has changed on disk, and it has unsaved changes here."));
        answer("Keep");
        QVERIFY(!bar()->isVisible());
        m_fixture->session().file().check();
        m_fixture->session().file().finish();
        QVERIFY(!bar()->isVisible());
        QVERIFY(m_fixture->text().find("base_seed: 5") != std::string::npos);
        replace(textWith(8));
        QTRY_VERIFY(bar()->isVisible());
        answer("Keep");
        m_fixture->action("save")->trigger(); // over the version that was seen
        QTRY_VERIFY(content().contains("base_seed: 5"));
        QTRY_VERIFY(!document().isDirty());
    }

    void keepingATextThatWasNotChangedMakesItUnsaved()
    {
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        answer("Keep");
        QVERIFY(document().isDirty());
        m_fixture->action("save")->trigger();
        QTRY_COMPARE(content(), textWith(42));
    }

    void ownSavesAndTouchedFilesAreNoChange()
    {
        bool wasAsked = false;
        connect(&m_fixture->session().file(), &gui::DocumentFile::stateChanged, this, [&] {
            wasAsked |= m_fixture->session().file().state() != gui::DocumentFile::State::same;
        });
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        m_fixture->action("save")->trigger();
        QTRY_VERIFY(content().contains("base_seed: 5"));
        QTRY_VERIFY(!document().isDirty());
        replace(content()); // another file, a later time, the same bytes
        m_fixture->session().file().check();
        m_fixture->session().file().finish();
        QVERIFY(!wasAsked);
        QVERIFY(!bar()->isVisible());
    }

    void aChangeThatIsUndoneNeedsNoAnswer()
    {
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        replace(textWith(42));
        QTRY_VERIFY(!bar()->isVisible());
        QVERIFY(!document().isDirty());
    }

    void savingOverAnUnseenVersionAsks()
    {
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        replace(textWith(7));
        m_fixture->action("save")->trigger(); // before the watch has told of it
        QTRY_COMPARE(question(),
            QString("\"mine.yaml\" was not saved: the file has changed on disk since."));
        QCOMPARE(bar()->actions(), (QStringList{ "Save Anyway", "Reload", "Compare\u2026" }));
        QCOMPARE(content(), textWith(7));
        QVERIFY(document().isDirty());
        answer("Save Anyway");
        QTRY_VERIFY(content().contains("base_seed: 5"));
        QTRY_VERIFY(!bar()->isVisible());
        QVERIFY(!document().isDirty());
    }

    void savingAtCloseDoesNotWriteOverAnUnseenVersion()
    {
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        replace(textWith(7));
        gui::dialogs::answerNextWith(SaveAnswer::save);
        QVERIFY(!m_fixture->window->close());
        QCOMPARE(content(), textWith(7));
        QVERIFY(bar()->isVisible());
        answer("Save Anyway");
        QVERIFY(m_fixture->window->close()); // waits for the save that is under way
        QVERIFY(content().contains("base_seed: 5"));
    }

    void typingWhileItIsSavedStaysUnsaved()
    {
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        m_fixture->action("save")->trigger();
        m_fixture->session().edit({ "load", "base_seed" }, 6, "Seed");
        m_fixture->session().file().finish();
        QVERIFY(content().contains("base_seed: 5"));
        QVERIFY(document().isDirty());
        document().undoStack()->undo();
        document().undoStack()->undo();
        QVERIFY(document().isDirty()); // the first text is not the file's any more
    }

    void deletedFilesCanBeSavedAgainAndComeBack()
    {
        QVERIFY(QFile::remove(m_path));
        QTRY_COMPARE(question(), QString("\"mine.yaml\" was deleted on disk."));
        QCOMPARE(bar()->actions(), (QStringList{ "Keep", "Save Again" }));
        answer("Save Again");
        QTRY_COMPARE(content(), textWith(42));
        QTRY_VERIFY(!bar()->isVisible());

        QVERIFY(QFile::remove(m_path));
        QTRY_VERIFY(bar()->isVisible());
        answer("Keep");
        QVERIFY(document().isDirty());
        replace(textWith(7)); // somebody makes it anew
        QTRY_COMPARE(question(),
            QString("\"mine.yaml\" has changed on disk, and it has unsaved changes here."));
    }

    void whatIsNoFileAnyMoreIsTold()
    {
        QVERIFY(QFile::remove(m_path));
        QVERIFY(QDir().mkdir(m_path));
        QTRY_VERIFY(question().contains("cannot be read"));
        QCOMPARE(bar()->actions(), QStringList{ "Keep" });
    }

    void theWindowLooksWhenItIsReturnedTo()
    {
        replace(textWith(7));
        QEvent activation(QEvent::ActivationChange);
        m_fixture->window->activateWindow();
        QVERIFY(m_fixture->window->isActiveWindow());
        QCoreApplication::sendEvent(m_fixture->window.get(), &activation);
        m_fixture->session().file().finish(); // no event of the watch has been handled
        QVERIFY(bar()->isVisible());
    }

    void bothTextsCanBeCompared()
    {
        m_fixture->session().edit({ "load", "base_seed" }, 5, "Seed");
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        answer("Compare\u2026");
        auto* dialog = m_fixture->window->findChild<gui::CompareDialog*>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->differenceCount(), 1);
        auto* lines = dialog->findChild<QListView*>("lines");
        const QModelIndex removed = lines->currentIndex(); // the first difference
        QVERIFY(removed.data().toString().contains("base_seed: 5"));
        QCOMPARE(removed.data(Qt::AccessibleTextRole).toString().left(9), QString("removed: "));
        QVERIFY(removed.siblingAtRow(removed.row() + 1).data().toString().contains("base_seed: 7"));
        QVERIFY(bar()->isVisible()); // nothing is decided yet
        dialog->findChild<QPushButton*>("takeAfter")->click();
        QCOMPARE(m_fixture->text(), textWith(7).toStdString());
        QVERIFY(!bar()->isVisible());
        QVERIFY(!document().isDirty());
    }

    void theTextHereCanBeTakenInTheComparison()
    {
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        answer("Compare\u2026");
        m_fixture->window->findChild<QPushButton*>("takeBefore")->click();
        QCOMPARE(m_fixture->text(), textWith(42).toStdString());
        QVERIFY(!bar()->isVisible());
        QVERIFY(document().isDirty());
    }

    void theStepsOfAComparisonGoAround()
    {
        replace(("# first\n" + textWith(42).toStdString() + "# last\n").c_str());
        QTRY_VERIFY(bar()->isVisible());
        answer("Compare\u2026");
        auto* dialog = m_fixture->window->findChild<gui::CompareDialog*>();
        QTRY_COMPARE(dialog->differenceCount(), 2);
        auto* count = dialog->findChild<QLabel*>("count");
        QCOMPARE(count->text(), QString("difference 1 of 2"));
        dialog->findChild<QPushButton*>("next")->click();
        QCOMPARE(count->text(), QString("difference 2 of 2"));
        dialog->findChild<QPushButton*>("next")->click();
        QCOMPARE(count->text(), QString("difference 1 of 2"));
        dialog->findChild<QPushButton*>("previous")->click();
        QCOMPARE(count->text(), QString("difference 2 of 2"));
        dialog->close();
    }

    void itsActionsAreReachedOneAfterTheOther()
    {
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        const auto buttons = bar()->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 3);
        buttons.front()->setFocus();
        for (auto* button : buttons) {
            QVERIFY(button->hasFocus());
            QTest::keyClick(button, Qt::Key_Tab);
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QVERIFY(buttons.back()->hasFocus());
    }

    void theBarTakesNoMoreThanItsHeight()
    {
        auto* window = m_fixture->window.get();
        const QRect center = placeOf(window->center());
        const QRect bottom = placeOf(window->bottom());
        replace(textWith(7));
        QTRY_VERIFY(bar()->isVisible());
        QCoreApplication::processEvents();
        const int height = bar()->height();
        QCOMPARE(placeOf(window->center()), center.adjusted(0, height, 0, 0));
        QCOMPARE(placeOf(window->bottom()), bottom);
        answer("Keep");
        QCoreApplication::processEvents();
        QCOMPARE(placeOf(window->center()), center);
    }

private:
    static QByteArray textWith(int seed)
    {
        return "data:\n  type: mock # kept\nload:\n  stages: [{rate: 1, duration: 2}]\n  "
               "base_seed: "
            + QByteArray::number(seed) + "\n";
    }

    static void write(const QString& path, const QByteArray& text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void writeInPlace(const QByteArray& text) { write(m_path, text); }
    /// As most editors do it.
    void replace(const QByteArray& text)
    {
        const QString other = m_folder->filePath("mine.yaml.new");
        write(other, text);
        QCOMPARE(::rename(qPrintable(other), qPrintable(m_path)), 0);
    }
    QByteArray content() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    gui::Document& document() { return m_fixture->window->session().document(); }
    gui::FileBar* bar() { return m_fixture->window->findChild<gui::FileBar*>(); }
    QString question() { return bar()->isVisible() ? bar()->text() : QString(); }
    void answer(const char* text)
    {
        for (auto* button : bar()->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QString::fromUtf8(text))
                return button->click();
        QFAIL(text);
    }
    QRect placeOf(const QWidget* widget) const
    {
        return { widget->mapTo(m_fixture->window.get(), QPoint()), widget->size() };
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<WindowFixture> m_fixture;
};

POOLSCOPE_GUI_TEST(DiskTest)
#include "disk_test.moc"
