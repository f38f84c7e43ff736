// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/line_editors.h"
#include "app/gui/form/settings/setting_row.h"
#include "core/config/schema.h"
#include "tests/gui/window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QToolButton>

using namespace poolscope;
using testing::WindowFixture;

namespace {

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
        window->session().reveal(place);
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
    void type(QLineEdit* line, const QString& text)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        session();
    }
    int steps() { return session().document().undoStack()->count(); }
    void undo()
    {
        action("undo")->trigger();
        session();
    }
};

#define COMPARE_TEXTS(form, expected)                                                              \
    QCOMPARE(QString::fromStdString((form).text()), QString::fromStdString(expected))

const char* const reportText = "# mine\n"
                               "report:\n"
                               "  request_lifecycle:\n"
                               "    summary: true   # always\n"
                               "    percentiles: [50, 99] # two\n"
                               "  goodput:\n"
                               "    constraints: {ttft: 0.5}\n"
                               "storage: {local_storage: {path: out}}\n";

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "no such text: " + from : text.replace(at, from.size(), to);
}

} // namespace

/// Pages that are made from the table.
class BlockPageTest : public QObject {
    Q_OBJECT

private slots:
    void flagsAreWritten()
    {
        Form form(reportText);
        auto* box = form.control<QCheckBox>("report.request_lifecycle.summary");
        QVERIFY(box);
        QVERIFY(box->isChecked());
        box->click();
        COMPARE_TEXTS(form, replaced(reportText, "summary: true", "summary: false"));
        auto* absent = form.control<QCheckBox>("report.request_lifecycle.per_adapter");
        QVERIFY(absent->isChecked()); // the default
        QVERIFY(absent->property("unset").toBool());
        absent->click();
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
        QTest::keyClick(line, Qt::Key_Up);
        COMPARE_TEXTS(form, replaced(text, "15", "121"));
        // What does not fit is marked, not written, and goes.
        line->selectAll();
        QTest::keyClicks(line, "12x");
        QCOMPARE(line->property("state").toString(), QString("error"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(line->text(), QString("12"));
        QVERIFY(!line->property("state").isValid());
        // The window's undo reaches through the line.
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
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
        QTest::keyClicks(line, "0");
        QCOMPARE(line->property("state").toString(), QString("error"));
        COMPARE_TEXTS(form, text);
        QTest::keyClick(line, Qt::Key_Return);
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
        QTest::keyClick(names, Qt::Key_Down);
        COMPARE_TEXTS(form, replaced(text, "a/b", "gpt2") + "api: {type: chat}\n");
        QVERIFY(!names->property("unset").toBool());
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

    void rowsMayEndWithTheFocus()
    {
        Form form("api: {headers: {a: x, b: y}}\n");
        auto* row = form.row("api.headers.a");
        auto* remove = row->findChild<QToolButton*>("remove");
        remove->setFocus();
        QTest::keyClick(remove, Qt::Key_Space);
        COMPARE_TEXTS(form, "api: {headers: {b: y}}\n");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        QVERIFY(!form.row("api.headers.a"));
        QVERIFY(form.row("api.headers.b"));
        form.control<QLineEdit>("api.headers.b")->setFocus();
        form.session().document().reset("api: {}\n", {}, "other.yaml");
        form.session();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(form.row("api.headers"));
    }

    void everyRowSaysWhatItIs()
    {
        Form form(reportText);
        auto* row = form.row("metrics.prometheus.scrape_interval");
        const QString tip = row->editor()->toolTip();
        QVERIFY(tip.startsWith("How often Prometheus asks the server"));
        QVERIFY(tip.contains("A whole number, in s."));
        QVERIFY(tip.contains("Default: 15"));
        QVERIFY(tip.endsWith("metrics.prometheus.scrape_interval"));
        const QList<QLabel*> labels = row->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel* label) { return label->text() == "s"; }));
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

    void mappingsGetAndLoseEntries()
    {
        Form form(reportText);
        form.window->session().reveal({ "report", "goodput", "constraints" });
        auto* row = form.row("report.goodput.constraints.ttft");
        QVERIFY(row);
        form.type(row->findChild<QLineEdit*>(), "0.25");
        COMPARE_TEXTS(form, replaced(reportText, "0.5", "0.25"));
        auto* key = form.find<QLineEdit>("newKey");
        QVERIFY(key);
        key->setFocus();
        QTest::keyClicks(key, "tpot");
        QTest::keyClick(key, Qt::Key_Return);
        COMPARE_TEXTS(form, replaced(reportText, "{ttft: 0.5}", "{ttft: 0.25, tpot: 1}"));
        QTest::keyClicks(QApplication::focusWidget(), "2"); // its value is typed next
        form.session();
        row = form.row("report.goodput.constraints.ttft");
        QVERIFY(row->findChild<QToolButton*>("remove"));
        row->findChild<QToolButton*>("remove")->click();
        QVERIFY(form.text().find("ttft") == std::string::npos);
        QVERIFY(form.text().find("tpot: 12") != std::string::npos
            || form.text().find("tpot: 2") != std::string::npos);
    }

    void blocksAreAddedAndRemoved()
    {
        const std::string text = "metrics:\n  type: default # none\n";
        Form form(text);
        auto* add = form.row("metrics.prometheus")->findChild<QPushButton*>("switch");
        QVERIFY(add);
        add->click();
        COMPARE_TEXTS(form, text + "  prometheus: {}\n");
        form.undo();
        COMPARE_TEXTS(form, text);
        // A setting of an absent block makes the block.
        form.type(form.control<QLineEdit>("metrics.prometheus.url"), "http://p:9090");
        COMPARE_TEXTS(form, text + "  prometheus: {url: \"http://p:9090\"}\n");
        form.row("metrics.prometheus")->findChild<QPushButton*>("switch")->click();
        COMPARE_TEXTS(form, text);
    }

    void absentBlocksAreMadeWhenTheyAreUnfolded()
    {
        Form form("storage: {}\n");
        auto* row = form.row("storage.google_cloud_storage");
        QVERIFY(row);
        QVERIFY(row->findChildren<gui::SettingRow*>().isEmpty());
        QPushButton* fold = nullptr;
        for (auto* button : row->findChildren<QPushButton*>())
            if (button->property("role") == QString("fold"))
                fold = button;
        QVERIFY(fold);
        QCOMPARE(fold->accessibleDescription(), QString("folded"));
        fold->setFocus();
        QTest::keyClick(fold, Qt::Key_Space);
        QCOMPARE(row->findChildren<gui::SettingRow*>().size(), 3);
        QCOMPARE(fold->accessibleDescription(), QString("unfolded"));
        COMPARE_TEXTS(form, "storage: {}\n");
        QTest::keyClick(fold, Qt::Key_Space);
        QVERIFY(!row->findChildren<gui::SettingRow*>().front()->isVisible());
        // Pages are made when they are shown.
        QVERIFY(form.window->center()->findChildren<gui::FormPage*>().size() < 4);
    }

    void entriesAreAddedAndRemoved()
    {
        const std::string text = "circuit_breakers:\n"
                                 "  - name: slow # mine\n"
                                 "    metrics: {matches: [a]}\n"
                                 "    triggers: [{type: consecutive, threshold: 5}]\n";
        Form form(text);
        form.type(form.control<QLineEdit>("circuit_breakers.0.triggers.0.threshold"), "7");
        COMPARE_TEXTS(form, replaced(text, "threshold: 5", "threshold: 7"));
        auto* forms = form.row("circuit_breakers.0.triggers.0")->findChild<QComboBox*>("forms");
        QVERIFY(forms);
        QCOMPARE(forms->currentText(), QString("consecutive"));
        emit forms->activated(1);
        COMPARE_TEXTS(form,
            replaced(text, "{type: consecutive, threshold: 5}",
                "{type: rate_over_window, window_sec: 1, threshold: 1}"));
        form.row("circuit_breakers.0.triggers")->findChild<QPushButton*>("add")->click();
        QVERIFY(form.text().find("threshold: 1}, {type: consecutive, threshold: 1}]")
            != std::string::npos);
        form.row("circuit_breakers.0.triggers.0")->findChild<QToolButton*>("remove")->click();
        COMPARE_TEXTS(form, replaced(text, "threshold: 5", "threshold: 1"));
        form.row("circuit_breakers")->findChild<QPushButton*>("add")->click();
        QCOMPARE(form.session()
                     .snapshot()
                     ->config.tree
                     .node(form.session().snapshot()->config.tree.find({ "circuit_breakers" }))
                     .entries.size(),
            std::size_t{ 2 });
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
        emit forms->activated(1);
        COMPARE_TEXTS(form, replaced(text, "64", "{type: fixed, min: 64, max: 64, mean: 64}"));
        emit forms->activated(0);
        COMPARE_TEXTS(form, text);
    }

    void dotsSayWhatTheTextSetsAndResetTakesItOut()
    {
        Form form(reportText);
        auto* row = form.row("report.request_lifecycle.percentiles");
        auto* dot = row->findChild<QWidget*>("changed");
        QVERIFY(dot && dot->isVisible());
        QVERIFY(dot->accessibleName().startsWith("set in the file; default: [0.1, 1"));
        QCOMPARE(dot->toolTip(), dot->accessibleName());
        auto* other = form.row("report.request_lifecycle.max_error_messages");
        QVERIFY(!other->findChild<QWidget*>("changed"));
        QCOMPARE(other->findChild<QLineEdit*>()->placeholderText(), QString("100"));
        QVERIFY(!other->findChild<QToolButton*>("reset"));

        // By keyboard: from the line to the button behind it.
        row->findChild<QLineEdit*>()->setFocus();
        QCoreApplication::processEvents();
        auto* reset = row->findChild<QToolButton*>("reset");
        QVERIFY(reset && reset->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), reset);
        QTest::keyClick(reset, Qt::Key_Space);
        COMPARE_TEXTS(form, replaced(reportText, "    percentiles: [50, 99] # two\n", ""));
        QVERIFY(!dot->isVisible());
        QCOMPARE(form.steps(), 1);
        form.undo();
        COMPARE_TEXTS(form, reportText);
        QVERIFY(dot->isVisible());
    }

    void anEmptiedLineRemovesItsKey()
    {
        Form form(reportText);
        auto* line = form.control<QLineEdit>("storage.local_storage.path");
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        COMPARE_TEXTS(form, reportText); // not before it is left
        QTest::keyClick(line, Qt::Key_Return);
        COMPARE_TEXTS(form, replaced(reportText, "{path: out}", "{}"));
        QCOMPARE(line->placeholderText(), QString("reports-<timestamp>"));
    }

    void theKeyboardGoesThroughThePageInOrder()
    {
        Form form(reportText);
        form.row("report.request_lifecycle.summary")->findChild<QCheckBox*>()->setFocus();
        QCoreApplication::processEvents();
        int before = -1;
        for (int i = 0; i < 12; ++i) {
            QWidget* focused = QApplication::focusWidget();
            const int y = focused->mapTo(form.window.get(), QPoint()).y();
            QVERIFY2(y >= before, qPrintable(focused->accessibleName()));
            before = y;
            QTest::keyClick(focused, Qt::Key_Tab);
            QCoreApplication::processEvents();
            QVERIFY(QApplication::focusWidget() != focused);
            if (!form.window->center()
                     ->page(gui::PageId::reports)
                     ->isAncestorOf(QApplication::focusWidget()))
                break;
        }
        QVERIFY(before > 0);
    }

    void unknownKeysAreShownAsText()
    {
        Form form("report:\n  request_lifecycle: {fork_key: {a: 1}}\nvendor: {x: 1}\n");
        QVERIFY(form.row("report.request_lifecycle.fork_key"));
    }
};

POOLSCOPE_GUI_TEST(BlockPageTest)
#include "block_page_test.moc"
