// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The read-out of a CurveChart and what the mouse and the keys do with it.

#include "app/gui/charts/curve_chart.h"
#include "app/gui/charts/curve_shapes.h"

#include <QChart>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int keySteps = 50; ///< from one end of the axis to the other

} // namespace

QString CurveChart::readOut() const
{
    if (m_data.curves.empty() || (!m_cursor && !m_data.mark))
        return {};
    const double x = m_cursor ? *m_cursor : m_data.mark->x;
    QString text = quantitySentence(m_data.x.quantity, x);
    QString separator = QStringLiteral(" \u00b7 ");
    for (const Curve& curve : m_data.curves) {
        const auto value = valueAt(curve, m_data.x, x);
        if (!value)
            continue;
        text += separator + curve.name + QLatin1Char(' ')
            + quantityText(yAxisOf(curve).quantity, *value);
        // What a plan does belongs to what was expected of it.
        separator
            = curve.form == CurveForm::line ? QStringLiteral(", ") : QStringLiteral(" \u00b7 ");
    }
    return text;
}

void CurveChart::setCursorX(std::optional<double> x)
{
    if (x == m_cursor)
        return;
    m_cursor = x;
    placeLabels();
    setAccessibleDescription(readOut());
    emit readOutChanged();
}

void CurveChart::stepCursor(int steps)
{
    const double low = onAxis(m_data.x, m_data.x.low);
    const double high = onAxis(m_data.x, m_data.x.high);
    const double from = m_cursor.value_or(m_data.mark ? m_data.mark->x : m_data.x.low);
    const double place = onAxis(m_data.x, from) + (high - low) * steps / keySteps;
    setCursorX(fromAxis(m_data.x, std::clamp(place, low, high)));
}

void CurveChart::mouseMoveEvent(QMouseEvent* event)
{
    ChartView::mouseMoveEvent(event);
    setCursorX(xAt(event->position()));
    if (m_isChoosable && event->buttons().testFlag(Qt::LeftButton) && m_cursor)
        emit chosen(*m_cursor);
}

void CurveChart::mousePressEvent(QMouseEvent* event)
{
    ChartView::mousePressEvent(event);
    if (!m_isChoosable || event->button() != Qt::LeftButton)
        return;
    if (const auto x = xAt(event->position())) {
        setCursorX(x);
        emit chosen(*x);
    }
}

void CurveChart::leaveEvent(QEvent* event)
{
    ChartView::leaveEvent(event);
    setCursorX(std::nullopt);
}

void CurveChart::focusInEvent(QFocusEvent* event)
{
    ChartView::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && !m_data.curves.empty())
        stepCursor(0);
}

void CurveChart::focusOutEvent(QFocusEvent* event)
{
    ChartView::focusOutEvent(event);
    setCursorX(std::nullopt);
}

void CurveChart::keyPressEvent(QKeyEvent* event)
{
    switch (m_data.curves.empty() ? Qt::Key_unknown : event->key()) {
    case Qt::Key_Left:
        stepCursor(-1);
        return;
    case Qt::Key_Right:
        stepCursor(1);
        return;
    case Qt::Key_Home:
        setCursorX(m_data.x.low);
        return;
    case Qt::Key_End:
        setCursorX(m_data.x.high);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_isChoosable && m_cursor)
            emit chosen(*m_cursor);
        return;
    default:
        ChartView::keyPressEvent(event);
    }
}

} // namespace poolscope::gui
