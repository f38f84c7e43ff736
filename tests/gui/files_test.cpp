// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/recent_files.h"
#include "app/gui/widgets/dialogs.h"
#include "tests/gui/window_fixture.h"

#include <QFile>
#include <QMimeData>
#include <QTemporaryDir>

using namespace poolscope;
using gui::dialogs::SaveAnswer;
using testing::WindowFixture;

class FilesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void savedFilesHaveTheVeryText()
    {
        WindowFixture fixture;
        const QString path = m_folder->filePath("mine.yaml");
        gui::dialogs::answerNextWith(path);
        fixture.action("saveAs")->trigger();
        fixture.session().file().finish();
        QCOMPARE(contentOf(path).toStdString(), fixture.text());
        QVERIFY(fixture.window->windowTitle().contains("mine.yaml"));
        QVERIFY(!fixture.action("save")->isEnabled());
        fixture.session().edit({ "load", "base_seed" }, 7, "Seed");
        QVERIFY(fixture.action("save")->isEnabled());
        fixture.action("save")->trigger();
        fixture.session().file().finish();
        QVERIFY(contentOf(path).contains("base_seed: 7"));
        QCOMPARE(gui::RecentFiles::list().value(0), path);
    }

    void unsavedChangesAreGuarded()
    {
        WindowFixture fixture;
        fixture.session().edit({ "load", "base_seed" }, 7, "Seed");
        const std::string text = fixture.text();
        gui::dialogs::answerNextWith(SaveAnswer::cancel);
        QVERIFY(!fixture.window->close());
        QCOMPARE(fixture.text(), text);
        gui::dialogs::answerNextWith(SaveAnswer::cancel);
        fixture.action("new")->trigger();
        QCOMPARE(fixture.text(), text);

        const QString path = m_folder->filePath("kept.yaml");
        gui::dialogs::answerNextWith(SaveAnswer::save);
        gui::dialogs::answerNextWith(path); // the name is asked for next
        QVERIFY(fixture.window->close());
        QVERIFY(contentOf(path).contains("base_seed: 7"));
    }

    void changesCanBeLetGo()
    {
        WindowFixture fixture;
        fixture.session().edit({ "load", "base_seed" }, 7, "Seed");
        gui::dialogs::answerNextWith(SaveAnswer::discard);
        fixture.action("new")->trigger();
        QVERIFY(fixture.text().find("base_seed: 42") != std::string::npos);
    }

    void filesThatCannotBeReadAreSaidAndNothingIsLost()
    {
        WindowFixture fixture;
        const std::string text = fixture.text();
        QVERIFY(!fixture.session().open(m_folder->filePath("missing.yaml")));
        QCOMPARE(fixture.text(), text);
    }

    void droppedFilesOpen()
    {
        const QString path = m_folder->filePath("dropped.yaml");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "data: {type: mock}\r\nload: {stages: [{rate: 1, duration: 2}], base_seed: 1}\r\n");
        file.close();
        WindowFixture fixture;
        fixture.action("yaml")->trigger();
        auto* editor = fixture.window->center()->editor();
        QMimeData mime;
        mime.setUrls({ QUrl::fromLocalFile(path) });
        // Over the editor, which would take text.
        QDragEnterEvent enter(
            QPoint(10, 10), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor->viewport(), &drop);
        QTRY_VERIFY(fixture.window->windowTitle().contains("dropped.yaml"));

        // Line endings of the file stay, also for what is typed.
        editor->moveCursor(QTextCursor::End);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClicks(editor, "# end");
        QCOMPARE(fixture.text(),
            std::string("data: {type: mock}\r\nload: {stages: [{rate: 1, duration: 2}], base_seed: "
                        "1}\r\n\r\n# end"));
    }

    void exportsHoldTheSeedAndNoSecret()
    {
        WindowFixture fixture;
        fixture.session().edit({ { { "load", "base_seed" }, {} },
                                   { { "server", "api_key" }, config::Value("sk-secret") } },
            "test");
        gui::dialogs::answerNextWith(m_folder->path());
        fixture.action("export")->trigger();
        const QByteArray exported = contentOf(m_folder->filePath("config.yaml"));
        QVERIFY(exported.contains("base_seed: 42"));
        QVERIFY(!exported.contains("sk-secret"));
    }

private:
    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

POOLSCOPE_GUI_TEST(FilesTest)
#include "files_test.moc"
