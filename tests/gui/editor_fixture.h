// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/editor/completion_popup.h"
#include "tests/gui/window_fixture.h"

#include <QTextBlock>

namespace poolscope::testing {

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
    gui::CompletionPopup* popup() { return find<gui::CompletionPopup>("completions"); }
    QString offered()
    {
        QStringList names;
        for (int row = 0; popup() && row < popup()->model()->rowCount(); ++row)
            names << popup()->model()->index(row, 0).data().toString();
        return names.join(' ');
    }
    int steps() { return session().document().undoStack()->index(); }

    gui::YamlEditor* editor = nullptr;
};

inline constexpr auto sample = "api:\n"
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

} // namespace poolscope::testing
