// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting.h"

#include <QObject>
#include <QPointer>

class QGridLayout;
class QToolButton;
class QWidget;

namespace poolscope::gui {

/// Of a row and of every control in it.
inline constexpr int lineHeight = 28;
/// What the marks of a row have on its left and its right.
inline constexpr int dotWidth = 16;
inline constexpr int buttonWidth = 26;

/// Beside the text of a page, and beside the marks on its right.
inline constexpr int pageMargin = 20;
inline constexpr int pageEdge = 2;

enum RowColumn { dotColumn, labelColumn, editorColumn, buttonColumn };

/// The grid of a row: room for a dot, a label, a control, a button.
QGridLayout* makeRowGrid(QWidget* row, int labelWidth);

/// What a row has beside its label and its control: a dot while the text sets the row's key, and a
/// button that takes the key out of the text. Resetting is offered while the pointer or the focus
/// is in the row. Both are made when they are first needed.
class RowMarks : public QObject {
    Q_OBJECT

public:
    enum class Button { none, reset, remove };

    /// `title` is what the button calls the setting. The row has the grid of makeRowGrid. Entries
    /// of lists and mappings have no dot: what is there is there.
    RowMarks(const Setting& setting, const QString& title, Button button, QWidget* row);

    void show(bool isSet);
    /// Puts the marks behind what else the grid has; their order is that of the Tab key.
    void layOut();
    /// The button has the focus, which it loses when it does its work.
    bool hasFocus() const;

signals:
    void removalRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void setActive(bool isActive);
    void showDot();
    void showButton();
    bool holdsFocus() const;

    const config::Field* m_field;
    QString m_title;
    Button m_kind;
    QWidget* m_row;
    QPointer<QWidget> m_dot; ///< parts of the row, which may go first
    QPointer<QToolButton> m_button;
    bool m_isSet = false;
    bool m_isActive = false; ///< the row has the pointer or the focus
};

/// Gives the controls of the page around `widget` the tab order in which they stand; those that
/// are made late would come last.
void orderTabsSoon(QWidget* widget);

} // namespace poolscope::gui
