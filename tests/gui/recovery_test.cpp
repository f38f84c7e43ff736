// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_file.h"
#include "app/gui/recovery/recovery_folder.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/note_bar.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "tests/gui/window_fixture.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace poolscope;
using gui::dialogs::SaveAnswer;
using testing::WindowFixture;

/// Recovery files: when they are there, what is in them, what becomes of them.
class RecoveryTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QDir(gui::recoveryFolder()).removeRecursively();
        QFile::remove(gui::recoveryFolder());
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("mine.yaml");
        write(m_path, text);
    }

    void filesComeBackByteForByte()
    {
        gui::RecoveryFile file
            = gui::withoutSecrets("a: 1\r\n\xff\n# \xc3\xa4", { std::string("a: 0\n"), {} });
        file.path = "/x/\u00e4 \"y\".yaml";
        file.name = "y";
        file.time = QDateTime::currentDateTimeUtc();
        file.process = 7;
        file.version = "1";
        const std::string bytes = gui::encoded(file);
        const auto back = gui::decoded(bytes);
        QVERIFY(back.has_value());
        QCOMPARE(back->text, std::string("a: 1\r\n\xff\n# \xc3\xa4"));
        QCOMPARE(back->path, file.path);
        QCOMPARE(back->time, file.time);
        QCOMPARE(back->process, 7);
        QCOMPARE(back->diskHash, base::sha256("a: 0\n"));
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!gui::decoded(bytes.substr(0, size)));
        // A header that does not fit its text.
        std::string lie = bytes;
        lie.replace(lie.find("\"leftOut\":[]"), 12, "\"leftOut\":[[0,900]]");
        QVERIFY(!gui::decoded(lie));
    }

    void secretsAreLeftOutAndTakenFromTheFile()
    {
        const std::string disk = "server: {api_key: sk-old}\ntokenizer: {token: hf_1}\n";
        const std::string edited
            = "# new\nserver: {api_key: sk-old}\ntokenizer: {token: hf_2}\n# end\n";
        const gui::RecoveryFile file = gui::withoutSecrets(edited, { disk, {} });
        QVERIFY(file.text.find("sk-") == std::string::npos);
        QVERIFY(file.text.find("hf_") == std::string::npos);
        const std::string bytes = gui::encoded(file);
        QVERIFY(bytes.find("sk-") == std::string::npos);

        const gui::RestoredText same = gui::restored(file, disk);
        QCOMPARE(same.text,
            std::string("# new\nserver: {api_key: sk-old}\ntokenizer: {token: SECRET_LEFT_OUT}\n# "
                        "end\n"));
        QCOMPARE(same.missing, std::size_t{ 1 });
        // Where another file stands now, its bytes are not to be trusted.
        QCOMPARE(gui::restored(file, "x" + disk).missing, std::size_t{ 2 });
        QCOMPARE(gui::restored(file, std::nullopt).missing, std::size_t{ 2 });
    }

    void onlyTheOwnerMayReadThem()
    {
        WindowFixture fixture(m_path);
        edit(fixture, 5);
        QTRY_COMPARE(files().size(), 1);
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(files().front()), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(::stat(qPrintable(gui::recoveryFolder()), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
        const auto kept = gui::decoded(contentOf(files().front()).toStdString());
        QVERIFY(kept.has_value());
        QCOMPARE(kept->text, fixture.text());
        QCOMPARE(kept->path, m_path);
        QCOMPARE(kept->process, QCoreApplication::applicationPid());
    }

    void savedUndoneAndDiscardedTextsLeaveNothing()
    {
        {
            WindowFixture fixture(m_path);
            edit(fixture, 5);
            QTRY_COMPARE(files().size(), 1);
            fixture.action("save")->trigger();
            QTRY_COMPARE(files().size(), 0);
            edit(fixture, 6);
            QTRY_COMPARE(files().size(), 1);
            fixture.action("undo")->trigger();
            QTRY_COMPARE(files().size(), 0);
            edit(fixture, 7);
            QTRY_COMPARE(files().size(), 1);
            gui::dialogs::answerNextWith(SaveAnswer::discard);
            fixture.action("new")->trigger();
            QTRY_COMPARE(files().size(), 0);
            edit(fixture, 8);
            QTRY_COMPARE(files().size(), 1);
            gui::dialogs::answerNextWith(SaveAnswer::discard);
            QVERIFY(fixture.window->close());
        }
        QVERIFY(QDir(gui::recoveryFolder()).isEmpty()); // no lock either
    }

    void textsOfWindowsThatLiveAreTheirs()
    {
        WindowFixture first(m_path);
        edit(first, 5);
        QTRY_COMPARE(files().size(), 1);
        WindowFixture second;
        look(second);
        QVERIFY(!second.session().recovery().current());
        QCOMPARE(files().size(), 1);
    }

    void restoredTextsAreUnsavedChangesOfTheirFile()
    {
        leaveBehind("load: {base_seed: 5}\r\n");
        WindowFixture fixture;
        look(fixture);
        QVERIFY(question(fixture).startsWith("Unsaved changes to \"mine.yaml\" from "));
        QCOMPARE(bar(fixture)->actions(), (QStringList{ "Restore", "Compare\u2026", "Discard" }));
        answer(fixture, "Restore");
        QTRY_COMPARE(fixture.text(), std::string("load: {base_seed: 5}\r\n"));
        gui::Document& document = fixture.session().document();
        QCOMPARE(document.path(), m_path);
        QVERIFY(document.isDirty());
        QVERIFY(!bar(fixture)->isVisible());
        // The text is kept under the new owner before the old file goes.
        const QString old = files().front();
        QTRY_VERIFY(files().size() == 1 && files().front() != old);
        fixture.action("undo")->trigger();
        QCOMPARE(fixture.text(), std::string(text));
        QVERIFY(!document.isDirty());
        QTRY_COMPARE(files().size(), 0);
    }

    void aRestoredTextWhoseFileIsGoneHasItsName()
    {
        leaveBehind("load: {base_seed: 5}\n");
        QVERIFY(QFile::remove(m_path));
        WindowFixture fixture;
        look(fixture);
        answer(fixture, "Restore");
        QTRY_COMPARE(fixture.text(), std::string("load: {base_seed: 5}\n"));
        QVERIFY(fixture.session().document().path().isEmpty());
        QCOMPARE(fixture.session().document().displayName(), QString("mine.yaml"));
        QVERIFY(fixture.session().document().isDirty());
    }

    void severalAreOfferedOneAfterTheOther()
    {
        leaveBehind("a: 1\n");
        leaveBehind("b: 2\n");
        WindowFixture fixture;
        look(fixture);
        WindowFixture other; // what one window offers, no other does
        look(other);
        QVERIFY(!bar(other)->isVisible());
        answer(fixture, "Discard");
        QVERIFY(bar(fixture)->isVisible());
        QTRY_COMPARE(files().size(), 1);
        answer(fixture, "Restore");
        QTRY_VERIFY(fixture.session().document().isDirty());
        QVERIFY(!bar(fixture)->isVisible());
    }

    void offersThatAreNotAnsweredStay()
    {
        leaveBehind("a: 1\n");
        {
            WindowFixture fixture;
            look(fixture);
            QVERIFY(bar(fixture)->isVisible());
        }
        WindowFixture fixture;
        look(fixture);
        QVERIFY(bar(fixture)->isVisible());
    }

    void unsavedChangesOfTheWindowAreGuardedFromRestoring()
    {
        leaveBehind("a: 1\n");
        WindowFixture fixture;
        look(fixture);
        edit(fixture, 5);
        const std::string mine = fixture.text();
        gui::dialogs::answerNextWith(SaveAnswer::cancel);
        answer(fixture, "Restore");
        fixture.session();
        QCOMPARE(fixture.text(), mine);
        QVERIFY(bar(fixture)->isVisible());
    }

    void secretsThatAreMissingAreTold()
    {
        leaveBehind("server: {api_key: sk-new}\n");
        WindowFixture fixture;
        look(fixture);
        answer(fixture, "Restore");
        QTRY_COMPARE(question(fixture),
            QString("A secret of \"mine.yaml\" was not kept for recovery; SECRET_LEFT_OUT stands "
                    "in its place."));
        QCOMPARE(fixture.text(), std::string("server: {api_key: SECRET_LEFT_OUT}\n"));
        answer(fixture, "Dismiss");
        QVERIFY(!bar(fixture)->isVisible());
    }

    void noSecretIsWrittenWhileItIsTyped()
    {
        WindowFixture fixture(m_path);
        fixture.action("yaml")->trigger();
        auto* editor = fixture.window->center()->editor();
        editor->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor, "server: {api_key: \"sk-verysecret");
        QTRY_COMPARE(files().size(), 1);
        const QByteArray kept = contentOf(files().front());
        QVERIFY(kept.contains("api_key"));
        QVERIFY(!kept.contains("sk-"));
    }

    void damagedFilesAreToldAndPutAside()
    {
        leaveBehind("a: 1\n");
        QFile file(files().front());
        QVERIFY(file.resize(file.size() - 2));
        write(gui::recoveryFolder() + "/1-empty.recovery", {});
        write(gui::recoveryFolder() + "/2-noise.recovery", QByteArray(5000, '\xfe'));
        WindowFixture fixture;
        look(fixture);
        QVERIFY(!bar(fixture)->isVisible());
        QCOMPARE(files().size(), 0);
        QCOMPARE(QDir(gui::recoveryFolder()).entryList({ "*.damaged" }).size(), 3);
        bool isTold = false;
        for (const auto* log : fixture.window->bottom()->findChildren<QPlainTextEdit*>())
            isTold |= log->toPlainText().count("A recovery file cannot be read") == 3;
        QVERIFY(isTold);
    }

    void whatCannotBeKeptIsToldOnce()
    {
        QVERIFY(QDir().mkpath(QFileInfo(gui::recoveryFolder()).path()));
        write(gui::recoveryFolder(), "no folder");
        WindowFixture fixture(m_path);
        int told = 0;
        connect(&fixture.session(), &gui::Session::messageRequested, fixture.window.get(),
            [&](const QString& message, bool isError) {
                told += isError && message.startsWith("Unsaved changes cannot be kept") ? 1 : 0;
            });
        edit(fixture, 5);
        QTRY_COMPARE(told, 1);
        edit(fixture, 6);
        QVERIFY(QFile::remove(gui::recoveryFolder()));
        QTRY_COMPARE(files().size(), 1); // it goes on trying
        QCOMPARE(told, 1);
    }

    void leftoversOfKilledWritersGo()
    {
        leaveBehind("a: 1\n");
        write(files().front() + ".AbC123", "half");
        write(gui::recoveryFolder() + "/9-gone.recovery.AbC123", "half");
        write(gui::recoveryFolder() + "/8-lone.recovery.lock", {});
        WindowFixture fixture;
        look(fixture);
        QVERIFY(bar(fixture)->isVisible());
        const QStringList left = QDir(gui::recoveryFolder()).entryList(QDir::Files);
        QCOMPARE(left.size(), 2); // the file that is offered and its lock
    }

private:
    static constexpr const char* text = "load:\n  base_seed: 42 # kept\n";

    static void write(const QString& path, const QByteArray& content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QStringList files() { return gui::recoveryFiles(); }

    /// As a process that has gone would.
    void leaveBehind(const char* unsaved)
    {
        gui::RecoveryFile file = gui::withoutSecrets(unsaved, { std::string(text), {} });
        file.path = m_path;
        file.name = "mine.yaml";
        file.time = QDateTime::currentDateTimeUtc();
        QVERIFY(gui::makeRecoveryFolder());
        QVERIFY(base::writeFile(gui::newRecoveryFile(), gui::encoded(file), base::Access::owner));
    }

    /// Waits for what the window began to look for.
    static void look(WindowFixture& fixture)
    {
        QTRY_VERIFY(!fixture.session().recovery().isLooking());
    }

    static void edit(WindowFixture& fixture, int seed)
    {
        fixture.session().edit({ "load", "base_seed" }, seed, "Seed");
        QVERIFY(fixture.session().document().isDirty());
    }

    static gui::NoteBar* bar(WindowFixture& fixture)
    {
        return fixture.window->findChild<gui::NoteBar*>("fileBar");
    }
    static QString question(WindowFixture& fixture)
    {
        return bar(fixture)->isVisible() ? bar(fixture)->text() : QString();
    }
    static void answer(WindowFixture& fixture, const char* words)
    {
        for (auto* button : bar(fixture)->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QString::fromUtf8(words))
                return button->click();
        QFAIL(words);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

POOLSCOPE_GUI_TEST(RecoveryTest)
#include "recovery_test.moc"
