// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace poolscope::gui {

SegmentedControl::SegmentedControl(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

QToolButton* SegmentedControl::addSegment(int id, const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_group.addButton(button, id);
    m_layout->addWidget(button);
    // The style sheet rounds the outer corners.
    const auto buttons = m_group.buttons();
    for (qsizetype i = 0; i < buttons.size(); ++i)
        buttons[i]->setProperty("segment",
            buttons.size() == 1           ? "only"
                : i == 0                  ? "first"
                : i + 1 == buttons.size() ? "last"
                                          : "middle");
    return button;
}

void SegmentedControl::setCompact()
{
    for (QAbstractButton* button : m_group.buttons())
        button->setProperty("compact", true);
}

void SegmentedControl::setCurrent(int id)
{
    if (QAbstractButton* button = m_group.button(id)) {
        button->setChecked(true);
        return;
    }
    if (QAbstractButton* checked = m_group.checkedButton()) {
        m_group.setExclusive(false);
        checked->setChecked(false);
        m_group.setExclusive(true);
    }
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const auto buttons = m_group.buttons();
    const qsizetype next = buttons.indexOf(m_group.checkedButton()) + step;
    if (step == 0 || next < 0 || next >= buttons.size()) {
        QWidget::keyPressEvent(event);
        return;
    }
    buttons[next]->setFocus();
    buttons[next]->click();
}

} // namespace poolscope::gui
