// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/wheel_guard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace poolscope::gui {

namespace {

bool changesByWheel(QObject* object)
{
    return qobject_cast<QAbstractSpinBox*>(object) || qobject_cast<QComboBox*>(object)
        || (qobject_cast<QAbstractSlider*>(object) && !qobject_cast<QScrollBar*>(object));
}

} // namespace

WheelGuard::WheelGuard(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject* object, QEvent* event)
{
    const bool isWheel = event->type() == QEvent::Wheel;
    if ((!isWheel && event->type() != QEvent::Polish) || !changesByWheel(object))
        return false;
    auto* control = static_cast<QWidget*>(object);
    if (!isWheel) {
        // Otherwise Qt gives the focus to what the wheel passes, before it asks us.
        if (control->focusPolicy() == Qt::WheelFocus)
            control->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    if (control->hasFocus())
        return false;
    event->ignore(); // for the page behind
    return true;
}

} // namespace poolscope::gui
