// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/editor_fixture.h"

using namespace poolscope;
using testing::EditorFixture;
using testing::sample;

class CompletionTest : public QObject {
    Q_OBJECT

private slots:
    void keysAreCompletedInOneStep()
    {
        EditorFixture fixture(sample);
        fixture.moveTo("      pool:");
        fixture.press(Qt::Key_Return);
        fixture.press(Qt::Key_Up);
        fixture.type("      rep");
        QCOMPARE(fixture.offered(), "representation");
        QVERIFY(fixture.popup()->selected());
        const int steps = fixture.steps();
        fixture.press(Qt::Key_Return);
        QCOMPARE(fixture.steps(), steps + 1);
        QVERIFY(fixture.text().find("\n      representation: \n") != std::string::npos);
        QCOMPARE(fixture.editor->textCursor().positionInBlock(), 22);
        // The names that it wants are on offer at once, with none of them selected.
        QCOMPARE(fixture.offered(), "png jpeg webp");
        QVERIFY(!fixture.popup()->selected());
        fixture.type("w");
        QCOMPARE(fixture.offered(), "webp");
        fixture.press(Qt::Key_Tab);
        QVERIFY(!fixture.popup());
        QVERIFY(fixture.text().find("\n      representation: webp\n") != std::string::npos);
        QCOMPARE(fixture.editor->textCursor().positionInBlock(), 26);
        fixture.action("undo")->trigger();
        QVERIFY(fixture.text().find("\n      representation: w\n") != std::string::npos);
    }

    void returnIsNotTakenWhenNothingWasTyped()
    {
        EditorFixture fixture("api:\n  streaming:\n");
        fixture.moveTo("streaming:", 10);
        fixture.type(" ");
        QCOMPARE(fixture.offered(), "true false");
        fixture.press(Qt::Key_Return);
        QVERIFY(!fixture.popup());
        QVERIFY(fixture.text().starts_with("api:\n  streaming: \n"));
        fixture.moveTo("streaming: ", 11);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(fixture.offered(), "true false");
        fixture.press(Qt::Key_Down);
        fixture.press(Qt::Key_Return);
        QVERIFY(fixture.text().starts_with("api:\n  streaming: false\n"));
        // A name written to its end offers nothing: Return ends the line.
        fixture.press(Qt::Key_Backspace);
        fixture.press(Qt::Key_Backspace);
        fixture.type("s");
        QCOMPARE(fixture.offered(), "false");
        fixture.type("e");
        QVERIFY(!fixture.popup());
    }

    void theWholeWordGivesWay()
    {
        EditorFixture fixture("load:\n  type: coxx # why\n");
        fixture.moveTo("coxx", 2);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(fixture.offered(), "constant concurrent");
        fixture.press(Qt::Key_Down);
        fixture.press(Qt::Key_Return);
        QCOMPARE(fixture.text(), std::string("load:\n  type: concurrent # why\n"));
        QCOMPARE(fixture.editor->textCursor().positionInBlock(), 18);
    }

    void theListClosesByEscapeAndByLeaving()
    {
        EditorFixture fixture("lo");
        fixture.moveTo("lo", 2);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(fixture.offered(), "load");
        fixture.press(Qt::Key_Escape);
        QVERIFY(!fixture.popup());
        QCOMPARE(fixture.text(), std::string("lo"));
        fixture.type("a");
        QVERIFY(fixture.popup());
        fixture.press(Qt::Key_Left);
        QVERIFY(!fixture.popup());
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(fixture.popup());
        QTest::mouseClick(fixture.editor->viewport(), Qt::LeftButton, {}, QPoint(5, 5));
        QVERIFY(!fixture.popup());
        fixture.press(Qt::Key_End);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(fixture.popup());
        fixture.find<QWidget>("workload")->setFocus();
        QVERIFY(!fixture.popup());
        fixture.editor->setFocus();
        // What it would write is about another text by now.
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(fixture.popup());
        fixture.window->session().document().edit({ { 0, 0 }, "# x\n" }, "elsewhere");
        QVERIFY(!fixture.popup());
        // A comment has nothing to offer.
        fixture.type(" # ty");
        QVERIFY(!fixture.popup());
        QVERIFY(fixture.window->rect().contains(fixture.editor->geometry().topLeft()));
    }

    void aChosenRowIsWrittenWithTheFilesOwnLineEnds()
    {
        EditorFixture fixture("load:\r\n  st\r\n");
        fixture.moveTo("st", 2);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(fixture.offered().section(' ', 0, 0), "stages");
        auto* popup = fixture.popup();
        QTest::mouseClick(popup->viewport(), Qt::LeftButton, {},
            popup->visualRect(popup->model()->index(0, 0)).center());
        QCOMPARE(fixture.text(), std::string("load:\r\n  stages:\r\n    - \r\n"));
        QCOMPARE(fixture.editor->textCursor().blockNumber(), 2);
        QCOMPARE(fixture.editor->textCursor().positionInBlock(), 6);
    }

    void theListStaysInTheWindow()
    {
        EditorFixture fixture(sample);
        fixture.window->resize(1024, 700);
        QCoreApplication::processEvents();
        fixture.moveTo("{rate: 4", 1);
        fixture.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(fixture.popup());
        QVERIFY(fixture.window->rect().contains(fixture.popup()->geometry()));
        QVERIFY(fixture.popup()->grab().toImage() != QImage());
    }
};

POOLSCOPE_GUI_TEST(CompletionTest)
#include "completion_test.moc"
