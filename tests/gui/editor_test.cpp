// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/completion_popup.h"
#include "app/gui/editor/editor_help.h"
#include "app/gui/editor/fold_ranges.h"
#include "app/gui/editor/gutter.h"
#include "app/gui/widgets/slider_field.h"
#include "core/config/reader.h"
#include "tests/gui/window_fixture.h"

#include <QScrollBar>
#include <QTextBlock>

using namespace poolscope;
using gui::CompletionPopup;
using gui::YamlEditor;
using testing::WindowFixture;

namespace {

/// A window with the text alone on show.
class EditorFixture : public WindowFixture {
public:
    explicit EditorFixture(const char* yaml = nullptr)
    {
        if (yaml)
            session().document().reset(yaml, {}, "test.yaml");
        action("yaml")->trigger();
        editor = window->center()->editor();
        window->activateWindow();
        editor->setFocus();
        session();
        QCoreApplication::processEvents();
    }

    void moveTo(const char* text, int offset = 0)
    {
        QTextCursor cursor = editor->textCursor();
        const auto place = editor->toPlainText().indexOf(QLatin1String(text));
        QVERIFY2(place >= 0, text);
        cursor.setPosition(static_cast<int>(place) + offset);
        editor->setTextCursor(cursor);
    }
    void type(const char* keys) { QTest::keyClicks(editor, QString::fromLatin1(keys)); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(editor, static_cast<Qt::Key>(key), modifiers);
    }
    void fold() { press(Qt::Key_BracketLeft, Qt::ControlModifier | Qt::ShiftModifier); }
    void unfold() { press(Qt::Key_BracketRight, Qt::ControlModifier | Qt::ShiftModifier); }
    /// The lines that are seen, by their numbers from 1.
    QString seen() const
    {
        QStringList lines;
        for (QTextBlock line = editor->document()->begin(); line.isValid(); line = line.next())
            if (line.isVisible())
                lines << QString::number(line.blockNumber() + 1);
        return lines.join(' ');
    }
    CompletionPopup* popup() { return find<CompletionPopup>("completions"); }
    QString offered()
    {
        QStringList names;
        for (int row = 0; popup() && row < popup()->model()->rowCount(); ++row)
            names << popup()->model()->index(row, 0).data().toString();
        return names.join(' ');
    }
    int steps() { return session().document().undoStack()->index(); }

    YamlEditor* editor = nullptr;
};

constexpr auto sample = "api:\n"
                        "  type: chat\n"
                        "data:\n"
                        "  type: synthetic\n"
                        "  multimodal:\n"
                        "    image:\n"
                        "      count: {type: fixed, mean: 2}\n"
                        "      pool:\n"
                        "        size: 10\n"
                        "        sampling: {type: zipf, min: 0, max: 9, skew: 1.1}\n"
                        "load:\n"
                        "  stages:\n"
                        "    - {rate: 4, duration: 2}\n";

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

class EditorTest : public QObject {
    Q_OBJECT

private slots:
    void offsetsOfDocumentAndEditorAgree()
    {
        const std::string text = "a: \xC3\xA4\r\nb: \xF0\x9F\x8D\x8E\r\nc: \xE2\x82\xAC\rd";
        EditorFixture fixture(text.c_str());
        const QString shown = fixture.editor->document()->toRawText();
        for (int position = 0; position < shown.size(); ++position) {
            if (shown[position].isLowSurrogate())
                continue;
            const std::size_t offset = fixture.editor->offsetOf(position);
            QCOMPARE(fixture.editor->positionOf(offset), position);
        }
        QCOMPARE(fixture.editor->offsetOf(5), std::size_t(7)); // behind the first line break
        QCOMPARE(fixture.editor->offsetOf(3), std::size_t(3));
        QCOMPARE(fixture.editor->offsetOf(4), std::size_t(5));
        QCOMPARE(fixture.editor->offsetOf(10), std::size_t(14));
    }

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

    void altReturnMendsTheProblemAtTheCursor()
    {
        EditorFixture fixture(sample);
        QVERIFY(!fixture.action("applyFix")->isEnabled());
        fixture.session().edit(
            { "data", "multimodal", "image", "pool", "sampling", "max" }, 20, "x");
        fixture.session();
        const int steps = fixture.steps();
        fixture.moveTo("max: 20", 6);
        QVERIFY(fixture.action("applyFix")->isEnabled());
        fixture.press(Qt::Key_Return, Qt::AltModifier);
        QVERIFY(fixture.text().find("max: 9,") != std::string::npos);
        QCOMPARE(fixture.steps(), steps + 1);
        fixture.session();
        QVERIFY(!fixture.action("applyFix")->isEnabled());
        fixture.action("undo")->trigger();
        QVERIFY(fixture.text().find("max: 20,") != std::string::npos);
    }

    void helpSaysWhatASettingIsAndWhatIsWrong()
    {
        EditorFixture fixture(sample);
        fixture.session().edit(
            { "data", "multimodal", "image", "pool", "sampling", "max" }, 20, "x");
        const auto& snapshot = *fixture.session().snapshot();
        const QString size = gui::helpAt(snapshot, snapshot.text.find("size:"));
        for (const char* part : { "data.multimodal.image.pool.size", "How many distinct items",
                 "a whole number", "from 1 to 10000000", "items" })
            QVERIFY2(size.contains(part), part);
        const QString max = gui::helpAt(snapshot, snapshot.text.find("20,") + 1);
        for (const char* part : { "outside the pool", "Use a smaller index", "Fix: Set it to 9",
                 "(Alt+Enter)", "Last index that is drawn" })
            QVERIFY2(max.contains(part), part);
        QCOMPARE(gui::helpAt(snapshot, snapshot.text.find("\napi") + 1), gui::helpAt(snapshot, 0));
    }

    void helpNeverShowsASecret()
    {
        EditorFixture fixture("server:\n  api_key: sk-12345\ntokenizer:\n  token: hf_67890\n");
        const auto& snapshot = *fixture.session().snapshot();
        for (std::size_t i = 0; i <= snapshot.text.size(); ++i) {
            const QString help = gui::helpAt(snapshot, i);
            QVERIFY(!help.contains("12345") && !help.contains("67890"));
        }
        QVERIFY(gui::helpAt(snapshot, 20).contains("server.api_key"));
    }

    void textInHelpIsNotMarkup()
    {
        EditorFixture fixture("api:\n  \"<b>x\": 1\n");
        const auto& snapshot = *fixture.session().snapshot();
        const QString help = gui::helpAt(snapshot, 9);
        QVERIFY(help.contains("&lt;b&gt;x"));
        QVERIFY(!help.contains("<b>x"));
    }
};

POOLSCOPE_GUI_TEST(EditorTest)
#include "editor_test.moc"
