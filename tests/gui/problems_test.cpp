// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/yaml_editor.h"
#include "tests/gui/window_fixture.h"

#include <QComboBox>
#include <QTableView>

using namespace poolscope;
using testing::WindowFixture;

/// The list of problems: whose verdict it shows, and the walk through it.
class ProblemsTest : public QObject {
    Q_OBJECT

private slots:
    void releasesGiveTheirVerdict()
    {
        WindowFixture fixture;
        fixture.window->bottom()->showTab(gui::BottomPanel::problems);
        auto* reading = fixture.find<QComboBox>("reading");
        QVERIFY(reading);
        QCOMPARE(reading->currentText(), "As Poolscope reads it");
        QVERIFY(fixture.session().snapshot()->diagnostics().empty());

        choose(*reading, "As inference-perf 0.7.0 would");
        QVERIFY(messages(fixture).contains("inference-perf 0.7.0 does not know \"pool\""));
        QVERIFY(fixture.find<QTableView>("problems"));
        // What is planned and run stays Poolscope's.
        QVERIFY(fixture.session().snapshot()->plan);
        QVERIFY(fixture.action("run")->isEnabled());

        choose(*reading, "As inference-perf 0.6.1 would");
        QVERIFY(messages(fixture).contains("the run would succeed with no reuse at all"));

        choose(*reading, "As Poolscope reads it");
        QCOMPARE(messages(fixture), "");
    }

    void fixesOfAVerdictApply()
    {
        WindowFixture fixture;
        fixture.window->bottom()->showTab(gui::BottomPanel::problems);
        choose(*fixture.find<QComboBox>("reading"), "As inference-perf 0.7.0 would");
        const auto& found = fixture.session().snapshot()->diagnostics();
        const auto pool = std::find_if(
            found.begin(), found.end(), [](const auto& one) { return one.code == "PS211"; });
        QVERIFY(pool != found.end() && pool->fix);
        fixture.session().apply(config::Fix(*pool->fix));
        QVERIFY(fixture.text().find("pool:") == std::string::npos);
    }

    void problemsAreWalkedByKey()
    {
        WindowFixture fixture;
        const std::string text = "load:\n  intervall: 1\n  base_seed: 1\n  num_workerz: 2\n";
        fixture.session().document().reset(text, {}, "walk.yaml");
        fixture.session();
        fixture.window->center()->setMode(gui::CenterPanel::yaml);
        QStringList lines;
        for (int i = 0; i < 4; ++i) {
            fixture.action("nextProblem")->trigger();
            lines << QString::number(
                fixture.window->findChild<gui::YamlEditor*>()->textCursor().blockNumber() + 1);
        }
        const auto rows = fixture.session().snapshot()->diagnostics().size();
        QVERIFY(rows >= 3);
        QVERIFY(lines.contains("2"));
        QVERIFY(lines.contains("4"));
    }

private:
    static void choose(QComboBox& box, const QString& text)
    {
        box.setCurrentText(text);
        emit box.activated(box.currentIndex());
    }

    static QString messages(WindowFixture& fixture)
    {
        QStringList all;
        for (const auto& one : fixture.session().snapshot()->diagnostics())
            all << gui::toQt(one.message);
        return all.join('\n');
    }
};

POOLSCOPE_GUI_TEST(ProblemsTest)
#include "problems_test.moc"
