// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/form_fixture.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace poolscope;
using testing::Form;
using testing::replaced;
using testing::reportText;

/// Pages that are made from the table.
class BlockPageTest : public QObject {
    Q_OBJECT

private slots:
    void rowsMayEndWithTheFocus()
    {
        Form form("api: {headers: {a: x, b: y}}\n");
        auto* row = form.row("api.headers.a");
        auto* remove = row->findChild<QToolButton*>("remove");
        remove->setFocus();
        form.press(remove, Qt::Key_Space);
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

    void mappingsGetAndLoseEntries()
    {
        Form form(reportText);
        form.session().reveal({ "report", "goodput", "constraints" });
        auto* row = form.row("report.goodput.constraints.ttft");
        QVERIFY(row);
        form.type(row->findChild<QLineEdit*>(), "0.25");
        COMPARE_TEXTS(form, replaced(reportText, "0.5", "0.25"));
        auto* key = form.find<QLineEdit>("newKey");
        QVERIFY(key);
        key->setFocus();
        form.keys(key, "tpot");
        form.press(key, Qt::Key_Return);
        COMPARE_TEXTS(form, replaced(reportText, "{ttft: 0.5}", "{ttft: 0.25, tpot: 1}"));
        form.keys(QApplication::focusWidget(), "2"); // its value is typed next
        row = form.row("report.goodput.constraints.ttft");
        QVERIFY(row->findChild<QToolButton*>("remove"));
        form.click(row->findChild<QToolButton*>("remove"));
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
        form.click(add);
        COMPARE_TEXTS(form, text + "  prometheus: {}\n");
        form.undo();
        COMPARE_TEXTS(form, text);
        // A setting of an absent block makes the block.
        form.type(form.control<QLineEdit>("metrics.prometheus.url"), "http://p:9090");
        COMPARE_TEXTS(form, text + "  prometheus: {url: \"http://p:9090\"}\n");
        form.click(form.row("metrics.prometheus")->findChild<QPushButton*>("switch"));
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
        form.press(fold, Qt::Key_Space);
        QCOMPARE(row->findChildren<gui::SettingRow*>().size(), 3);
        QCOMPARE(fold->accessibleDescription(), QString("unfolded"));
        COMPARE_TEXTS(form, "storage: {}\n");
        form.press(fold, Qt::Key_Space);
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
        form.choose(forms, 1);
        COMPARE_TEXTS(form,
            replaced(text, "{type: consecutive, threshold: 5}",
                "{type: rate_over_window, window_sec: 1, threshold: 1}"));
        form.click(form.row("circuit_breakers.0.triggers")->findChild<QPushButton*>("add"));
        QVERIFY(form.text().find("threshold: 1}, {type: consecutive, threshold: 1}]")
            != std::string::npos);
        form.click(form.row("circuit_breakers.0.triggers.0")->findChild<QToolButton*>("remove"));
        COMPARE_TEXTS(form, replaced(text, "threshold: 5", "threshold: 1"));
        form.click(form.row("circuit_breakers")->findChild<QPushButton*>("add"));
        QCOMPARE(form.session()
                     .snapshot()
                     ->config.tree
                     .node(form.session().snapshot()->config.tree.find({ "circuit_breakers" }))
                     .entries.size(),
            std::size_t{ 2 });
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
        form.press(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), reset);
        form.press(reset, Qt::Key_Space);
        COMPARE_TEXTS(form, replaced(reportText, "    percentiles: [50, 99] # two\n", ""));
        QVERIFY(!dot->isVisible());
        QCOMPARE(form.steps(), 1);
        form.undo();
        COMPARE_TEXTS(form, reportText);
        QVERIFY(dot->isVisible());
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
            form.press(focused, Qt::Key_Tab);
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
