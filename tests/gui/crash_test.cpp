// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/recovery/recovery_folder.h"
#include "app/gui/widgets/note_bar.h"
#include "tests/gui/window_fixture.h"

#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>
#include <iostream>

using namespace poolscope;
using testing::WindowFixture;

namespace {

/// What is typed at the end of the file, key after key.
QString keys()
{
    QString all = QStringLiteral("# ");
    for (int i = 0; i < 400; ++i)
        all += QStringLiteral("%1 ").arg(i);
    return all;
}

/// The other process: a window on a file, in which somebody types and never stops or, with a
/// number, stops after so many keys. It says what it has typed.
int typeInto(const QString& path, int count)
{
    WindowFixture fixture(path);
    fixture.action("yaml")->trigger();
    auto* editor = fixture.window->center()->editor();
    editor->moveCursor(QTextCursor::End);
    QTimer keyboard;
    qsizetype typed = 0;
    QObject::connect(&keyboard, &QTimer::timeout, editor, [&] {
        if (typed == count)
            return keyboard.stop();
        QTest::keyClick(editor, keys().at(typed).toLatin1());
        ++typed;
        std::cout << typed << std::endl;
    });
    keyboard.start(15);
    return QApplication::exec();
}

} // namespace

/// The app is killed while somebody edits.
class CrashTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QDir(gui::recoveryFolder()).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("mine.yaml");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), static_cast<qint64>(qstrlen(text)));
    }

    void whatWasTypedIsOfferedAndRestoredByteForByte()
    {
        constexpr int count = 40;
        QProcess process;
        start(process, count);
        QTRY_COMPARE_WITH_TIMEOUT(typedBy(process), count, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(keptText().endsWith(keys().left(count).toUtf8()), 20'000);

        // While that process lives its text is nobody else's.
        QVERIFY(offer().isEmpty());
        kill(process);
        QCOMPARE(contentOf(m_path), QByteArray(text));

        WindowFixture fixture;
        auto* bar = fixture.window->findChild<gui::NoteBar*>("fileBar");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith("Unsaved changes to \"mine.yaml\" from "),
            qPrintable(bar->text()));
        click(*bar, "Restore");
        QTRY_VERIFY(fixture.session().document().isDirty());
        QCOMPARE(fixture.text(), text + keys().left(count).toStdString());
        QCOMPARE(fixture.session().document().path(), m_path);
        fixture.action("save")->trigger();
        QTRY_COMPARE(contentOf(m_path), text + keys().left(count).toUtf8());
        QTRY_VERIFY(gui::recoveryFiles().isEmpty());
    }

    /// Killed at any moment, in the midst of a key or of writing: a text that was there once is
    /// offered, whole.
    void atAnyMomentAWholeTextIsThere()
    {
        for (int round = 0; round < 3; ++round) {
            QProcess process;
            start(process, -1);
            QTRY_VERIFY_WITH_TIMEOUT(!gui::recoveryFiles().isEmpty(), 60'000);
            const int enough = typedBy(process) + 20 + 31 * round;
            QTRY_VERIFY_WITH_TIMEOUT(typedBy(process) >= enough, 60'000);
            kill(process);

            WindowFixture fixture;
            auto* bar = fixture.window->findChild<gui::NoteBar*>("fileBar");
            QTRY_VERIFY(bar->isVisible());
            click(*bar, "Restore");
            QTRY_VERIFY(fixture.session().document().isDirty());
            const QByteArray restored = QByteArray::fromStdString(fixture.text());
            QVERIFY(restored.size() > static_cast<qsizetype>(qstrlen(text)));
            QVERIFY((text + keys().toUtf8()).startsWith(restored));
            fixture.action("undo")->trigger();
            QCOMPARE(fixture.text(), std::string(text));
            QTRY_VERIFY(gui::recoveryFiles().isEmpty());
        }
    }

private:
    static constexpr const char* text = "load:\r\n  base_seed: 42 # kept \xc3\xa4\r\n";

    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void start(QProcess& process, int count)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_output.clear();
        process.start(
            QCoreApplication::applicationFilePath(), { "type", m_path, QString::number(count) });
        QVERIFY(process.waitForStarted());
    }

    int typedBy(QProcess& process)
    {
        m_output += process.readAllStandardOutput();
        const auto lines = m_output.split('\n');
        return lines.size() < 2 ? 0 : lines.at(lines.size() - 2).toInt();
    }

    static void kill(QProcess& process)
    {
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    }

    static QByteArray keptText()
    {
        const QStringList files = gui::recoveryFiles();
        return files.size() == 1 ? contentOf(files.front()) : QByteArray();
    }

    /// What a window that is opened now offers.
    static QString offer()
    {
        WindowFixture fixture;
        [&] { QTRY_VERIFY(!fixture.session().recovery().isLooking()); }();
        auto* bar = fixture.window->findChild<gui::NoteBar*>("fileBar");
        return bar->isVisible() ? bar->text() : QString();
    }

    static void click(gui::NoteBar& bar, const char* words)
    {
        for (auto* button : bar.findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QString::fromUtf8(words))
                return button->click();
        QFAIL(words);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QByteArray m_output;
};

int main(int argc, char** argv)
{
    if (argc == 4 && qstrcmp(argv[1], "type") == 0) {
        QApplication application(argc, argv);
        testing::prepare(application);
        return typeInto(QString::fromLocal8Bit(argv[2]), atoi(argv[3]));
    }
    return testing::runTest<CrashTest>(argc, argv);
}
#include "crash_test.moc"
