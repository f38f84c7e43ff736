// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/document.h"
#include "tests/gui/window_fixture.h"

using namespace poolscope;
using gui::Document;

/// A small generator, so that failures repeat.
static quint32 next(quint32& state)
{
    state = state * 1664525U + 1013904223U;
    return state >> 8U;
}

class DocumentTest : public QObject {
    Q_OBJECT

private slots:
    void editsUndoAndRedo()
    {
        Document document;
        document.reset("skew: 1.1\n", {}, "x");
        document.edit({ { 6, 9 }, "2" }, "Change");
        QCOMPARE(document.text(), std::string("skew: 2\n"));
        QVERIFY(document.isDirty());
        document.undoStack()->undo();
        QCOMPARE(document.text(), std::string("skew: 1.1\n"));
        QVERIFY(!document.isDirty());
    }

    void editsWithOneKeyMergeAndVanishWhenTheyEndWhereTheyBegan()
    {
        Document document;
        document.reset("skew: 1.1\n", {}, "x");
        document.edit({ { 6, 9 }, "1.25" }, "Drag", { "skew" });
        document.edit({ { 6, 10 }, "1.4" }, "Drag", { "skew" });
        QCOMPARE(document.undoStack()->count(), 1);
        document.edit({ { 6, 9 }, "1.1" }, "Drag", { "skew" });
        QCOMPARE(document.undoStack()->count(), 0);
        QVERIFY(!document.isDirty());
        document.edit({ { 0, 0 }, "a" }, "One", { "first" });
        document.edit({ { 0, 0 }, "b" }, "Two", { "second" });
        QCOMPARE(document.undoStack()->count(), 2);
    }

    void theSavedStateStaysReachable()
    {
        Document document;
        document.reset("a", {}, "x");
        document.edit({ { 1, 1 }, "b" }, "Type", { "typing" });
        document.setSavedAs("/tmp/x.yaml");
        document.edit({ { 2, 2 }, "c" }, "Type", { "typing" });
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        QVERIFY(!document.isDirty());
        QCOMPARE(document.text(), std::string("ab"));
    }

    /// Whatever is edited, merged or not: undoing all of it gives the first text, redoing the last.
    void anySequenceOfEditsComesBack()
    {
        quint32 random = 1;
        for (int round = 0; round < 200; ++round) {
            Document document;
            const std::string first = "api: {type: chat}\nload: {rate: 10}\n";
            document.reset(first, {}, "x");
            for (int i = 0; i < 30; ++i) {
                const std::size_t size = document.text().size();
                const std::size_t begin = next(random) % (size + 1);
                const std::size_t end = std::min(size, begin + next(random) % 4);
                const std::string text(
                    next(random) % 4, static_cast<char>('a' + next(random) % 26));
                document.edit({ { begin, end }, text }, "edit", { next(random) % 3 ? "k" : "" });
            }
            const std::string last = document.text();
            while (document.undoStack()->canUndo())
                document.undoStack()->undo();
            QCOMPARE(document.text(), first);
            while (document.undoStack()->canRedo())
                document.undoStack()->redo();
            QCOMPARE(document.text(), last);
        }
    }
};

POOLSCOPE_GUI_TEST(DocumentTest)
#include "document_test.moc"
