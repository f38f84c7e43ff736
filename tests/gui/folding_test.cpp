// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/fold_ranges.h"
#include "app/gui/editor/gutter.h"
#include "core/config/reader.h"
#include "tests/gui/editor_fixture.h"

using namespace poolscope;
using testing::EditorFixture;
using testing::sample;

namespace {

QString rangesOf(const std::vector<gui::FoldRange>& ranges)
{
    QStringList result;
    for (const auto& range : ranges)
        result << QString("%1-%2").arg(range.first + 1).arg(range.last + 1);
    return result.join(' ');
}

QString rangesOf(const std::string& text)
{
    return rangesOf(gui::foldRanges(text, config::read(text).tree));
}

} // namespace

class FoldingTest : public QObject {
    Q_OBJECT

private slots:
    void blocksListsTextsAndCommentsFold()
    {
        QCOMPARE(rangesOf(std::string(sample)), "1-2 3-10 5-10 6-10 8-10 11-13 12-13");
        QCOMPARE(rangesOf(std::string("# a\n# b\nx: 1 # c\n# d\ny: 2\n")), "1-2");
        QCOMPARE(rangesOf(std::string("x: |\n  # a\n  # b\n\ny: 1\n")), "1-3");
        QCOMPARE(rangesOf(std::string("l:\n- a: 1\n  b: 2\n- c\n")), "1-4 2-3");
        QCOMPARE(
            rangesOf(std::string("m: {a: 1,\n  b: 2}\r\nx:\r\n  y: 1\r\n\r\nz: 1\r\n")), "1-2 3-4");
        QCOMPARE(rangesOf(std::string()), "");
        // The same of lines alone.
        QCOMPARE(
            rangesOf(gui::foldRangesByIndentation(sample)), "1-2 3-10 5-10 6-10 8-10 11-13 12-13");
        QCOMPARE(rangesOf(gui::foldRangesByIndentation("l:\n- a: 1\n  b: [\n\n# x\n# y\nz: 1\n")),
            "1-3 2-3 5-6");
    }

    void blocksFoldByKeys()
    {
        EditorFixture fixture(sample);
        const int lines = fixture.editor->document()->lineCount();
        fixture.moveTo("size:");
        fixture.fold();
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 7 8 11 12 13 14");
        QCOMPARE(fixture.editor->document()->lineCount(), lines - 2);
        // The cursor is never in what is hidden; once more folds what is around.
        QCOMPARE(fixture.editor->textCursor().block().text(), "      pool:");
        fixture.fold();
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 11 12 13 14");
        fixture.unfold();
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 7 8 11 12 13 14");
        fixture.action("unfoldAll")->trigger();
        QCOMPARE(fixture.editor->document()->lineCount(), lines);
        fixture.action("foldAll")->trigger();
        QCOMPARE(fixture.seen(), "1 3 11 14");
        fixture.moveTo("data:");
        fixture.unfold();
        QCOMPARE(fixture.seen(), "1 3 4 5 11 14");
        fixture.action("form")->trigger();
        QVERIFY(!fixture.action("fold")->isEnabled());
    }

    void blocksFoldFromTheGutterAndOpenByTheirMark()
    {
        EditorFixture fixture(sample);
        auto* gutter = fixture.find<gui::Gutter>("gutter");
        QVERIFY(gutter);
        const auto lines = fixture.editor->linesInView();
        const QPoint triangle(gutter->width() - gui::grid, lines[2].box.center().toPoint().y());
        const QImage before = gutter->grab().toImage();
        QTest::mouseMove(gutter, triangle);
        QTRY_VERIFY(testing::difference(before, gutter->grab().toImage()) > 0);
        QTest::mouseClick(gutter, Qt::LeftButton, {}, triangle);
        QCOMPARE(fixture.seen(), "1 2 3 11 12 13 14");
        QCOMPARE(fixture.editor->folding()->hiddenLines(2), 7);
        QTest::mouseClick(gutter, Qt::LeftButton, {}, triangle - QPoint(0, 1));
        QCOMPARE(fixture.editor->folding()->hiddenLines(2), 0);

        fixture.editor->folding()->toggle(2);
        const int end = fixture.editor->fontMetrics().horizontalAdvance("data:");
        const QImage open = fixture.editor->viewport()->grab().toImage();
        QTest::mouseClick(fixture.editor->viewport(), Qt::LeftButton, {},
            QPoint(end + 4 * gui::grid, triangle.y()));
        QVERIFY(!fixture.editor->folding()->isFolded(2));
        QVERIFY(testing::difference(open, fixture.editor->viewport()->grab().toImage()) > 0);
    }

    void whatIsSelectedIsShown()
    {
        EditorFixture fixture(sample);
        fixture.moveTo("data:");
        fixture.fold();
        fixture.editor->select(
            { std::string(sample).find("size"), std::string(sample).find("size") + 4 });
        QVERIFY(fixture.seen().startsWith("1 2 3 4 5 6 7 8 9 10"));
        QCOMPARE(fixture.editor->textCursor().selectedText(), "size");

        fixture.moveTo("data:");
        fixture.fold();
        fixture.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(fixture.editor->document()->lineCount(), 14);
    }

    void theCursorPassesOverWhatIsHidden()
    {
        EditorFixture fixture(sample);
        fixture.moveTo("data:", 5);
        fixture.fold();
        fixture.press(Qt::Key_Down);
        QCOMPARE(fixture.editor->textCursor().block().text(), "load:");
        fixture.press(Qt::Key_Up);
        QCOMPARE(fixture.editor->textCursor().block().text(), "data:");
        fixture.press(Qt::Key_Right);
        QCOMPARE(fixture.editor->textCursor().block().text(), "load:");
        fixture.press(Qt::Key_Left);
        QCOMPARE(fixture.editor->textCursor().block().text(), "data:");
        QVERIFY(fixture.editor->textCursor().atBlockEnd());
        QCOMPARE(fixture.seen(), "1 2 3 11 12 13 14");
        fixture.press(Qt::Key_Right, Qt::ControlModifier);
        fixture.press(Qt::Key_Left, Qt::ControlModifier);
        fixture.press(Qt::Key_PageDown);
        fixture.press(Qt::Key_PageUp);
        fixture.press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(fixture.seen(), "1 2 3 11 12 13 14");
        fixture.press(Qt::Key_Backspace); // no line is left below the last block
        fixture.session();
        fixture.action("foldAll")->trigger();
        fixture.moveTo("api:");
        fixture.press(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(fixture.seen(), "1 3 11");
        QCOMPARE(fixture.editor->textCursor().block().text(), "load:");
        QVERIFY(fixture.editor->textCursor().atBlockEnd());
    }

    void theNextProblemOpensItsBlock()
    {
        EditorFixture fixture(sample);
        fixture.session().edit({ "data", "multimodal", "image", "pool", "size" }, -3, "test");
        fixture.session();
        fixture.action("foldAll")->trigger();
        QCOMPARE(fixture.seen(), "1 3 11 14");
        // The first ones are about lines that are seen: nothing opens.
        fixture.press(Qt::Key_F8);
        QCOMPARE(fixture.editor->textCursor().selectedText(), "data");
        QCOMPARE(fixture.seen(), "1 3 11 14");
        fixture.press(Qt::Key_F8);
        QCOMPARE(fixture.editor->textCursor().selectedText(), "-3");
        QVERIFY(fixture.editor->textCursor().block().isVisible());
        QVERIFY2(fixture.seen().contains(" 9 "), qPrintable(fixture.seen()));
        QCOMPARE(fixture.seen().left(3), "1 3");
    }

    void editsOpenTheirOwnFoldsOnly()
    {
        EditorFixture fixture(sample);
        fixture.action("foldAll")->trigger();
        fixture.moveTo("load:", 5);
        fixture.type(" ");
        QCOMPARE(fixture.seen(), "1 3 11 12 14");
        fixture.press(Qt::Key_Backspace);
        fixture.session();
        // Erasing towards what is hidden shows it, and erases with the next key. The others stay.
        const std::string before = fixture.text();
        fixture.moveTo("load:");
        fixture.press(Qt::Key_Backspace);
        QVERIFY2(fixture.seen().startsWith("1 3 4 5"), qPrintable(fixture.seen()));
        QCOMPARE(fixture.text(), before);
        fixture.press(Qt::Key_Backspace);
        QVERIFY(fixture.text().find("skew: 1.1}load:") != std::string::npos);
        fixture.action("undo")->trigger();
        fixture.moveTo("api:", 4);
        fixture.press(Qt::Key_Delete, Qt::ControlModifier);
        QVERIFY2(fixture.seen().startsWith("1 2 3"), qPrintable(fixture.seen()));
        QCOMPARE(fixture.text(), before);
    }

    void pastingIntoAHeadOpensIt()
    {
        EditorFixture fixture(sample);
        fixture.action("foldAll")->trigger();
        fixture.moveTo("data:", 5);
        fixture.editor->insertPlainText(" # x\n  y: 1");
        QVERIFY2(fixture.seen().startsWith("1 3 4 5"), qPrintable(fixture.seen()));
        QVERIFY(fixture.text().find("data: # x\n  y: 1\n  type") != std::string::npos);
    }

    void linesTypedElsewhereKeepFolds()
    {
        EditorFixture fixture(sample);
        fixture.moveTo("size:");
        fixture.fold();
        fixture.moveTo("  type: chat", 12);
        fixture.press(Qt::Key_Return);
        fixture.type("x: [");
        QVERIFY(config::structuralError(fixture.session().snapshot()->config.diagnostics));
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 7 8 9 12 13 14 15");
        fixture.press(Qt::Key_Escape);
        fixture.type("]");
        fixture.session();
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 7 8 9 12 13 14 15");
        // A line put before the folded one.
        fixture.moveTo("      count", 34);
        fixture.press(Qt::Key_End);
        fixture.press(Qt::Key_Return);
        QCOMPARE(fixture.seen(), "1 2 3 4 5 6 7 8 9 10 13 14 15 16");
    }

    void formsKeepFoldsAndUndoShowsWhatItChanges()
    {
        EditorFixture fixture(sample);
        fixture.action("split")->trigger();
        fixture.moveTo("data:");
        fixture.fold();
        const QString folded = fixture.seen();
        fixture.session().edit({ "data", "multimodal", "image", "pool", "size" }, 12, "Set Size");
        fixture.session();
        QCOMPARE(fixture.seen(), folded);
        // A key that is new at the end of what is hidden is hidden too; the one after it is not.
        fixture.session().edit(
            { "data", "multimodal", "image", "representation" }, "png", "Format");
        fixture.session();
        QCOMPARE(fixture.seen(), "1 2 3 12 13 14 15");
        fixture.action("undo")->trigger();
        QVERIFY(fixture.editor->textCursor().block().isVisible());
        QCOMPARE(fixture.editor->document()->lineCount(), 14);

        fixture.moveTo("data:");
        fixture.fold();
        fixture.action("redo")->trigger();
        QCOMPARE(fixture.editor->document()->lineCount(), 15);
    }

    void aLineThatIsNewInAFoldIsHiddenAtOnce()
    {
        // Long enough to be derived in the background: nothing may show until then.
        EditorFixture fixture(
            (std::string(sample) + '#' + std::string(20'000, 'x') + '\n').c_str());
        fixture.moveTo("data:");
        fixture.fold();
        const QString folded = fixture.seen();
        const std::size_t place = fixture.text().find("        size:");
        fixture.window->session().document().edit({ { place, place }, "        source: x\n" }, "x");
        QVERIFY(fixture.window->session().isStale());
        QCOMPARE(fixture.seen(), "1 2 3 12 13 14 15 16");
        QVERIFY(folded != fixture.seen());
    }

    void redoOfALineAtTheEndOfAFoldShowsItInLongTextsToo()
    {
        EditorFixture fixture(
            (std::string(sample) + '#' + std::string(20'000, 'x') + '\n').c_str());
        const std::size_t place = fixture.text().find("load:");
        fixture.window->session().document().edit({ { place, place }, "    x: 1\n" }, "x");
        fixture.session();
        fixture.action("undo")->trigger();
        QVERIFY(fixture.window->session().isStale());
        fixture.moveTo("data:");
        fixture.fold(); // of the lines as they are now, Snapshot or not
        QCOMPARE(fixture.seen(), "1 2 3 11 12 13 14 15");
        fixture.action("redo")->trigger();
        fixture.session();
        QCOMPARE(fixture.editor->textCursor().block().text(), "    x: 1");
        QVERIFY(fixture.editor->textCursor().block().isVisible());
    }

    void brokenTextFoldsByIndentation()
    {
        EditorFixture fixture("api: {type: chat\ndata:\n  type: mock\nload:\n  type: constant\n");
        QVERIFY(config::structuralError(fixture.session().snapshot()->config.diagnostics));
        fixture.action("foldAll")->trigger();
        QCOMPARE(fixture.seen(), "1 2 4 6");
    }

    void anotherDocumentIsOpenAndColoursDoNotUnfold()
    {
        EditorFixture fixture(sample);
        fixture.action("foldAll")->trigger();
        const int folded = fixture.editor->document()->lineCount();
        fixture.action("dark")->trigger();
        QCoreApplication::processEvents();
        fixture.editor->viewport()->grab();
        QCOMPARE(fixture.editor->document()->lineCount(), folded);
        QCOMPARE(fixture.seen(), "1 3 11 14");
        fixture.action("dark")->trigger();
        fixture.session().document().reset("load:\n  type: constant\n", {}, "other");
        QCOMPARE(fixture.seen(), "1 2 3");
    }
};

POOLSCOPE_GUI_TEST(FoldingTest)
#include "folding_test.moc"
