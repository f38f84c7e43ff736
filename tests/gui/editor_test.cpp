// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/editor_help.h"
#include "tests/gui/editor_fixture.h"

using namespace poolscope;
using testing::EditorFixture;
using testing::sample;

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
