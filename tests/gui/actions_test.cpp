// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/pool_model.h"
#include "app/gui/preview/requests_model.h"
#include "app/gui/window/workload_model.h"
#include "tests/gui/window_fixture.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QMenuBar>
#include <QSet>

using namespace poolscope;
using testing::WindowFixture;

class ActionsTest : public QObject {
    Q_OBJECT

private slots:
    void everyActionHasItsTextItsPlaceAndAShortcutOfItsOwn()
    {
        WindowFixture fixture;
        QSet<QString> shortcuts;
        QSet<QAction*> inMenus;
        for (QAction* top : fixture.window->menuBar()->actions()) {
            QVERIFY2(top->text().contains('&'), qPrintable(top->text()));
            for (QAction* action : top->menu()->actions())
                inMenus << action;
        }
        for (const auto& row : fixture.window->actionTable().rows()) {
            if (row.text.isEmpty())
                continue;
            QAction* action = fixture.window->actionTable().find(row.id);
            QVERIFY2(action, qPrintable(row.id));
            QVERIFY2(!row.tip.isEmpty(), qPrintable(row.id));
            QVERIFY2(inMenus.contains(action), qPrintable(row.id));
            for (const QKeySequence& shortcut : action->shortcuts()) {
                const QString keys = shortcut.toString();
                QVERIFY2(!shortcuts.contains(keys), qPrintable(keys));
                shortcuts << keys;
            }
        }
        QVERIFY(shortcuts.size() > 20);
    }

    void mnemonicsOfAMenuDiffer()
    {
        WindowFixture fixture;
        for (QAction* top : fixture.window->menuBar()->actions()) {
            QSet<QString> used;
            for (QAction* action : top->menu()->actions()) {
                if (action->isSeparator())
                    continue;
                const auto place = action->text().indexOf('&');
                QVERIFY2(place >= 0, qPrintable(action->text()));
                const QString letter = action->text().mid(place + 1, 1).toLower();
                QVERIFY2(!used.contains(letter), qPrintable(top->text() + action->text()));
                used << letter;
            }
        }
    }

    void panesAreReachedByKey()
    {
        WindowFixture fixture;
        fixture.window->activateWindow();
        QWidget* panes[] = { fixture.window->findChild<QWidget*>("workload"),
            fixture.window->center(), fixture.window->preview(), fixture.window->bottom() };
        panes[0]->setFocus();
        for (int i = 1; i < 5; ++i) {
            fixture.action("nextPane")->trigger();
            QWidget* pane = panes[i % 4];
            QWidget* focus = fixture.window->focusWidget();
            QVERIFY2(focus && (pane == focus || pane->isAncestorOf(focus)),
                qPrintable(QString::number(i)));
        }
    }

    void modelsKeepTheirPromises()
    {
        snapshot::Options options;
        options.firstRequests = 3;
        WindowFixture fixture;
        const auto images = fixture.session().snapshot();
        fixture.session().newFromExample(":/examples/audio-clips.yaml");
        const auto clips = fixture.session().snapshot();
        fixture.session().document().reset("load: [", {}, "broken");
        const auto broken = fixture.session().snapshot();

        gui::WorkloadModel workload;
        gui::PoolModel pool;
        gui::RequestsModel requests;
        gui::ProblemsModel problems;
        const QAbstractItemModelTester one(&workload);
        const QAbstractItemModelTester two(&pool);
        const QAbstractItemModelTester three(&requests);
        const QAbstractItemModelTester four(&problems);
        for (const auto& snapshot : { images, clips, broken, images }) {
            workload.setSnapshot(snapshot);
            requests.setSnapshot(snapshot);
            problems.setSnapshot(snapshot);
            for (const auto modality : base::allModalities)
                pool.setSnapshot(snapshot, modality);
        }
        QCOMPARE(requests.rowCount(), 1000);
        QVERIFY(
            requests.index(3).data(Qt::AccessibleTextRole).toString().startsWith("Request 3: "));
    }
};

POOLSCOPE_GUI_TEST(ActionsTest)
#include "actions_test.moc"
