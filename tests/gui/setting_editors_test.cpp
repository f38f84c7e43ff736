// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/elided_line.h"
#include "tests/gui/form_fixture.h"

#include <QCheckBox>
#include <QLabel>

using namespace poolscope;
using testing::Form;
using testing::replaced;
using testing::reportText;

/// The controls of single settings.
class SettingEditorsTest : public QObject {
    Q_OBJECT

private slots:
    void flagsAreWritten()
    {
        Form form(reportText);
        auto* box = form.control<QCheckBox>("report.request_lifecycle.summary");
        QVERIFY(box);
        QVERIFY(box->isChecked());
        form.click(box);
        COMPARE_TEXTS(form, replaced(reportText, "summary: true", "summary: false"));
        auto* absent = form.control<QCheckBox>("report.request_lifecycle.per_adapter");
        QVERIFY(absent->isChecked()); // the default
        QVERIFY(absent->property("unset").toBool());
        form.click(absent);
        QVERIFY(!absent->property("unset").toBool());
        form.undo();
        form.undo();
        COMPARE_TEXTS(form, reportText);
    }

    void typingANumberIsOneStep()
    {
        const std::string text = "metrics:\n"
                                 "  type: prometheus\n"
                                 "  prometheus:\n"
                                 "    url: http://a:9090\n"
                                 "    scrape_interval: 15 # s\n";
        Form form(text);
        auto* line = form.control<QLineEdit>("metrics.prometheus.scrape_interval");
        QVERIFY(line);
        QCOMPARE(line->alignment() & Qt::AlignRight, Qt::AlignRight);
        form.type(line, "120");
        COMPARE_TEXTS(form, replaced(text, "15", "120"));
        QCOMPARE(form.steps(), 1);
        form.press(line, Qt::Key_Up);
        COMPARE_TEXTS(form, replaced(text, "15", "121"));
        // What does not fit is marked, not written, and goes.
        line->selectAll();
        form.keys(line, "12x");
        QCOMPARE(line->property("state").toString(), QString("error"));
        form.press(line, Qt::Key_Return);
        QCOMPARE(line->text(), QString("12"));
        QVERIFY(!line->property("state").isValid());
        // The window's undo reaches through the line.
        line->setFocus();
        form.press(line, Qt::Key_Z, Qt::ControlModifier);
        while (form.session().document().undoStack()->canUndo())
            form.undo();
        COMPARE_TEXTS(form, text);
        QCOMPARE(line->text(), QString("15"));
    }

    void limitsAreKept()
    {
        const std::string text = "data:\n  type: visionarena\n  visionarena: {num_rows: 5}\n";
        Form form(text);
        auto* line = form.control<QLineEdit>("data.visionarena.num_rows");
        line->setFocus();
        line->selectAll();
        form.keys(line, "0");
        QCOMPARE(line->property("state").toString(), QString("error"));
        COMPARE_TEXTS(form, text);
        form.press(line, Qt::Key_Return);
        QCOMPARE(line->text(), QString("5"));
    }

    void textsAndChoicesAreWritten()
    {
        const std::string text = "tokenizer:\n  pretrained_model_name_or_path: 'a/b' # one\n";
        Form form(text);
        form.type(form.control<QLineEdit>("tokenizer.pretrained_model_name_or_path"), "gpt2");
        COMPARE_TEXTS(form, replaced(text, "a/b", "gpt2"));
        QCOMPARE(form.steps(), 1);
        auto* names = form.control<QComboBox>("api.type");
        QVERIFY(names);
        QCOMPARE(names->currentText(), QString("completion"));
        QVERIFY(names->property("unset").toBool());
        names->setFocus();
        form.press(names, Qt::Key_Down);
        COMPARE_TEXTS(form, replaced(text, "a/b", "gpt2") + "api: {type: chat}\n");
        QVERIFY(!names->property("unset").toBool());
    }

    void listsOnALineKeepTheirEntries()
    {
        Form form(reportText);
        auto* line = form.control<QLineEdit>("report.request_lifecycle.percentiles");
        QCOMPARE(line->text(), QString("50, 99"));
        form.type(line, "50, 90.5, 99");
        COMPARE_TEXTS(form, replaced(reportText, "[50, 99]", "[50, 90.5, 99]"));
        QCOMPARE(form.steps(), 1);
        form.type(line, "50");
        COMPARE_TEXTS(form, replaced(reportText, "[50, 99]", "[50]"));
        form.type(line, "50, x");
        COMPARE_TEXTS(form, replaced(reportText, "[50, 99]", "[50]"));

        const std::string filters = "metrics: {type: prometheus, prometheus: {url: 'http://a', "
                                    "filters: ['a=\"b\",c', d]}}\n";
        Form second(filters);
        auto* matchers = second.control<QLineEdit>("metrics.prometheus.filters");
        QCOMPARE(matchers->text(), QString("\"a=\\\"b\\\",c\", d"));
        second.type(matchers, matchers->text() + ", e");
        COMPARE_TEXTS(second, replaced(filters, ", d]", ", d, e]"));
    }

    void linesThatDoNotFitEndInDots()
    {
        Form form("load: {stages: [{rate: 1, duration: 5}], circuit_breakers: [a, b]}\n");
        auto* line = form.control<gui::ElidedLine>("load.circuit_breakers");
        QVERIFY(line);
        form.window->setFocus();
        const auto differenceFromPlain = [line](const QString& text) {
            QLineEdit plain(line->parentWidget());
            plain.setGeometry(line->geometry());
            plain.show();
            for (QLineEdit* each : { static_cast<QLineEdit*>(line), &plain }) {
                each->setText(text);
                each->setCursorPosition(0);
            }
            return testing::difference(line->grab().toImage(), plain.grab().toImage());
        };
        QCOMPARE(differenceFromPlain("too_many_errors"), 0.0);
        QVERIFY(differenceFromPlain(QString("too_many_errors, ").repeated(20)) > 0);
    }

    void anEmptiedLineRemovesItsKey()
    {
        Form form(reportText);
        auto* line = form.control<QLineEdit>("storage.local_storage.path");
        line->setFocus();
        line->selectAll();
        form.press(line, Qt::Key_Delete);
        COMPARE_TEXTS(form, reportText); // not before it is left
        form.press(line, Qt::Key_Return);
        COMPARE_TEXTS(form, replaced(reportText, "{path: out}", "{}"));
        QCOMPARE(line->placeholderText(), QString("reports-<timestamp>"));
    }

    void otherFormsAreChosen()
    {
        const std::string text = "data:\n"
                                 "  type: shared_prefix\n"
                                 "  shared_prefix: {system_prompt_len: 64, question_len: 8} # p\n";
        Form form(text);
        auto* row = form.row("data.shared_prefix.seed");
        QVERIFY(row); // the section has been unfolded
        gui::SettingRow* length = nullptr;
        for (auto* candidate : form.window->findChildren<gui::SettingRow*>())
            if (config::toString(candidate->setting().place)
                == "data.shared_prefix.system_prompt_len")
                length = candidate;
        QVERIFY(length);
        auto* forms = length->findChild<QComboBox*>("forms");
        form.choose(forms, 1);
        COMPARE_TEXTS(form, replaced(text, "64", "{type: fixed, min: 64, max: 64, mean: 64}"));
        form.choose(forms, 0);
        COMPARE_TEXTS(form, text);
    }

    void secretsAreNeitherShownNorTaken()
    {
        const std::string text = "server: {type: vllm, api_key: sk-very-secret}\n";
        Form form(text);
        auto* line = form.control<QLineEdit>("server.api_key");
        QVERIFY(line);
        QCOMPARE(line->text(), QString());
        QVERIFY(line->placeholderText().contains("not shown"));
        for (auto* widget :
            form.window->center()->page(gui::PageId::server)->findChildren<QLabel*>())
            QVERIFY(!widget->text().contains("very-secret"));
        form.type(line, "sk-other");
        COMPARE_TEXTS(form, text);
        form.type(line, "${MY_KEY}");
        COMPARE_TEXTS(form, replaced(text, "sk-very-secret", "\"${MY_KEY}\""));
        QCOMPARE(line->text(), QString("${MY_KEY}"));
    }

    void headersWithSecretsAreHiddenToo()
    {
        const std::string text = "api: {headers: {Authorization: Bearer abc, x-team: a}}\n";
        Form form(text);
        auto* line = form.control<QLineEdit>("api.headers.Authorization");
        QVERIFY(line);
        QCOMPARE(line->text(), QString());
        QVERIFY(line->placeholderText().contains("not shown"));
        form.type(line, "Bearer other");
        COMPARE_TEXTS(form, replaced(text, "abc", "other"));
        QCOMPARE(line->text(), QString());
        QCOMPARE(form.control<QLineEdit>("api.headers.x-team")->text(), QString("a"));
    }
};

POOLSCOPE_GUI_TEST(SettingEditorsTest)
#include "setting_editors_test.moc"
