// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/chart_view.h"

#include "app/gui/widgets/theme.h"

#include <QAbstractAxis>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QLegend>

#include <cmath>

namespace poolscope::gui {

ChartView::ChartView(QWidget* parent)
    : QChartView(new QChart, parent)
    , m_saving(*QThreadPool::globalInstance())
{
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->setMargins(QMargins(2, 2, 2, 2)); // for the frame of the focus
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(120, 60);
    setFocusPolicy(Qt::StrongFocus);
    connect(chart(), &QChart::plotAreaChanged, this, [this] { placeLabels(); });
    addCopyActions();
}

void ChartView::restyle()
{
    chart()->setBackgroundBrush(theme().panel);
    chart()->setPlotAreaBackgroundVisible(false);
    setBackgroundBrush(theme().panel);
    for (QAbstractAxis* axis : chart()->axes())
        styleAxis(axis, axis->isGridLineVisible());
}

void ChartView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placeLabels();
}

void ChartView::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartView::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void ChartView::drawForeground(QPainter* painter, const QRectF& rect)
{
    QChartView::drawForeground(painter, rect);
    if (!hasFocus())
        return;
    painter->setPen(QPen(theme().accent, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void ChartView::styleAxis(QAbstractAxis* axis, bool hasGrid) const
{
    axis->setLabelsFont(fontOf(TextSize::caption));
    axis->setLabelsColor(theme().dim);
    axis->setTitleFont(fontOf(TextSize::caption));
    axis->setTitleBrush(theme().dim);
    axis->setLinePen(QPen(theme().line, 1));
    axis->setGridLinePen(QPen(theme().line, 1));
    axis->setGridLineVisible(hasGrid);
    axis->setMinorGridLineVisible(false);
}

QGraphicsSimpleTextItem* ChartView::addLabel(const QString& text)
{
    auto* label = new QGraphicsSimpleTextItem(text, chart());
    constexpr double aboveSeries = 20;
    label->setZValue(aboveSeries);
    return label;
}

void ChartView::styleLabel(QGraphicsSimpleTextItem* label, const QColor& color) const
{
    label->setFont(fontOf(TextSize::caption));
    label->setBrush(color);
}

void ChartView::setCopyTitle(QAbstractAxis* axis, const QString& title)
{
    for (auto& [known, text] : m_copyTitles)
        if (known == axis) {
            text = title;
            return;
        }
    m_copyTitles.emplace_back(axis, title);
}

double roundStep(double span, int parts)
{
    if (!(span > 0))
        return 1;
    const double raw = span / parts;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : { 1.0, 2.0, 5.0 })
        if (factor * power >= raw * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

} // namespace poolscope::gui
