// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_row.h"
#include "tests/gui/window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>

namespace poolscope::testing {

/// A window on a text of the test's own.
class Form : public WindowFixture {
public:
    explicit Form(const std::string& text)
    {
        session().document().reset(text, {}, "test.yaml");
        session();
    }

    /// Opens the page of a place and gives the row of that very place.
    gui::SettingRow* row(const char* path)
    {
        const config::Path place = config::parsePath(path);
        session().reveal(place);
        QCoreApplication::processEvents();
        for (auto* row : window->findChildren<gui::SettingRow*>())
            if (row->setting().place == place && row->isVisible())
                return row;
        return nullptr;
    }
    template <class T> T* control(const char* path)
    {
        auto* found = row(path);
        return found ? found->findChild<T*>() : nullptr;
    }
    /// Actions derive what follows from them: slow builds do so in the background.
    void click(QAbstractButton* button)
    {
        button->click();
        session();
    }
    void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(widget, key, modifiers);
        session();
    }
    void keys(QWidget* widget, const QString& text)
    {
        for (const QChar key : text) {
            QTest::keyClick(widget, key.toLatin1());
            session();
        }
    }
    void choose(QComboBox* box, int index)
    {
        emit box->activated(index);
        session();
    }
    void type(QLineEdit* line, const QString& text)
    {
        line->setFocus();
        line->selectAll();
        keys(line, text);
        press(line, Qt::Key_Return);
    }
    int steps() { return session().document().undoStack()->count(); }
    void undo()
    {
        action("undo")->trigger();
        session();
    }
};

inline constexpr const char* reportText = "# mine\n"
                                          "report:\n"
                                          "  request_lifecycle:\n"
                                          "    summary: true   # always\n"
                                          "    percentiles: [50, 99] # two\n"
                                          "  goodput:\n"
                                          "    constraints: {ttft: 0.5}\n"
                                          "storage: {local_storage: {path: out}}\n";

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "no such text: " + from : text.replace(at, from.size(), to);
}

} // namespace poolscope::testing

#define COMPARE_TEXTS(form, expected)                                                              \
    QCOMPARE(QString::fromStdString((form).text()), QString::fromStdString(expected))
