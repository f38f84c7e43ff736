// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/form_row.h"

#include "app/gui/form/settings/row_marks.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>

#include <utility>

namespace poolscope::gui {

namespace {

constexpr int labelWidth = 132;

} // namespace

FormRow::FormRow(
    const QString& label, QWidget* control, std::vector<config::Path> places, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(label, this))
    , m_control(control)
    , m_places(std::move(places))
    , m_grid(makeRowGrid(this, labelWidth))
{
    m_label->setProperty("tone", "dim");
    m_label->setBuddy(control);
    control->setAccessibleName(label);
    control->setProperty("place", toQt(config::toString(place())));
    const config::Field* field = config::fieldAt(place());
    if (field) {
        m_label->setToolTip(toQt(field->help));
        if (control->toolTip().isEmpty())
            control->setToolTip(toQt(field->help));
    }
    const bool isWholeBlock = place().size() < 2; // shown, not edited
    if (field && !isWholeBlock) {
        const auto button = field->isRequired ? RowMarks::Button::none : RowMarks::Button::reset;
        m_marks = new RowMarks(settingOf(place(), *field), label, button, this);
        connect(m_marks, &RowMarks::removalRequested, this, &FormRow::resetRequested);
    }
    setNarrow(false);
}

void FormRow::setNarrow(bool isNarrow)
{
    // Below the label the control may go as far as the page's text does.
    m_grid->setContentsMargins(0, 0, isNarrow ? pageMargin - pageEdge : 0, 0);
    m_grid->setColumnMinimumWidth(labelColumn, isNarrow ? 0 : labelWidth + grid);
    m_grid->setVerticalSpacing(isNarrow ? grid / 2 : 0);
    m_label->setMinimumHeight(isNarrow ? 0 : lineHeight);
    m_grid->addWidget(m_label, 0, labelColumn, Qt::AlignTop | Qt::AlignLeft);
    if (isNarrow)
        m_grid->addWidget(m_control, 1, labelColumn, 1, 3, Qt::AlignTop);
    else
        m_grid->addWidget(m_control, 0, editorColumn, Qt::AlignTop);
    if (m_marks)
        m_marks->layOut();
}

void FormRow::setSnapshot(const snapshot::Snapshot& snapshot)
{
    m_setPlaces.clear();
    for (const config::Path& place : m_places)
        if (const config::Path written = placeNow(snapshot, place);
            nodeAt(snapshot, written) != config::noNode)
            m_setPlaces.push_back(written);
    if (m_marks)
        m_marks->show(!m_setPlaces.empty());
}

} // namespace poolscope::gui
