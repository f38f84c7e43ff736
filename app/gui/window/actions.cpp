// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/actions.h"

#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <utility>

namespace poolscope::gui {

Actions::Actions(QList<ActionRow> rows, QWidget* window)
    : QObject(window)
    , m_rows(std::move(rows))
{
    for (const ActionRow& row : m_rows) {
        if (row.text.isEmpty())
            continue;
        auto* action = new QAction(row.text, this);
        action->setObjectName(row.id);
        action->setShortcuts(row.shortcuts);
        action->setStatusTip(row.tip);
        QString tip = row.tip;
        if (!row.shortcuts.isEmpty())
            tip += QStringLiteral(" (%1)").arg(
                row.shortcuts.front().toString(QKeySequence::NativeText));
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, [run = row.run] { run(); });
        window->addAction(action);
        m_actions.insert(row.id, action);
    }
    refresh();
}

void Actions::fill(QMenuBar* bar) const
{
    QHash<QString, QMenu*> menus;
    for (const ActionRow& row : m_rows) {
        QMenu*& menu = menus[row.menu];
        if (!menu)
            menu = bar->addMenu(row.menu);
        if (row.text.isEmpty())
            menu->addSeparator();
        else
            menu->addAction(m_actions.value(row.id));
    }
}

void Actions::refresh()
{
    for (const ActionRow& row : m_rows)
        if (QAction* action = m_actions.value(row.id))
            action->setEnabled(!row.isEnabled || row.isEnabled());
}

} // namespace poolscope::gui
