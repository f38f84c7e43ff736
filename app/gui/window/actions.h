// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QMenuBar;
class QWidget;

namespace poolscope::gui {

/// One thing the user can do. Menus, buttons and shortcuts are made from the same table.
struct ActionRow {
    QString id;
    QString menu; ///< title of the menu it stands in
    QString text; ///< with mnemonic; empty: a separator
    QList<QKeySequence> shortcuts;
    QString tip; ///< one sentence for the status bar
    std::function<bool()> isEnabled; ///< none: always
    std::function<void()> run;
};

/// The table of actions of a window.
class Actions : public QObject {
    Q_OBJECT

public:
    Actions(QList<ActionRow> rows, QWidget* window);

    QAction* find(const QString& id) const { return m_actions.value(id); }
    const QList<ActionRow>& rows() const { return m_rows; }
    /// Makes the menus in the order of the table.
    void fill(QMenuBar* bar) const;
    /// Asks every row whether it is enabled now.
    void refresh();

private:
    QList<ActionRow> m_rows;
    QHash<QString, QAction*> m_actions;
};

} // namespace poolscope::gui
