// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/curve_chart.h"

#include "app/gui/charts/curve_shapes.h"
#include "app/gui/widgets/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsEllipseItem>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QScatterSeries>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

// Fixed, so that nothing moves when numbers get longer.
constexpr int leftMargin = 48;
constexpr int rightMargin = 14;
constexpr int rightAxisMargin = 48;
constexpr int titleMargin = 20;
constexpr int bottomMargin = 22;
constexpr int topMargin = 8;
constexpr double dotSize = 8;
constexpr double aboveSeries = 20;

} // namespace

CurveChart::CurveChart(QWidget* parent)
    : ChartView(parent)
    , m_x(new QCategoryAxis)
    , m_left(new QCategoryAxis)
    , m_right(new QCategoryAxis)
    , m_markLine(new QGraphicsLineItem(chart()))
    , m_markDot(new QGraphicsEllipseItem(-dotSize / 2, -dotSize / 2, dotSize, dotSize, chart()))
    , m_markLabel(addLabel({}))
    , m_cursorLine(new QGraphicsLineItem(chart()))
{
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_left, Qt::AlignLeft);
    chart()->addAxis(m_right, Qt::AlignRight);
    for (QCategoryAxis* axis : { m_x, m_left, m_right }) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
        styleAxis(axis, axis == m_left);
    }
    m_right->setVisible(false);
    m_cursorLine->setZValue(aboveSeries - 2);
    m_markLine->setZValue(aboveSeries - 1);
    m_markDot->setZValue(aboveSeries);
    connect(chart(), &QGraphicsWidget::geometryChanged, this, [this] { placePlot(); });
    setMouseTracking(true);
    CurveChart::restyle();
}

void CurveChart::setData(const CurveData& data)
{
    if (data == m_data)
        return;
    const auto isSameForm
        = [](const Curve& a, const Curve& b) { return a.form == b.form && a.isRight == b.isRight; };
    const bool isSame = std::equal(data.curves.begin(), data.curves.end(), m_data.curves.begin(),
        m_data.curves.end(), isSameForm);
    m_data = data;
    if (!isSame)
        makeSeries();
    setAxis(m_x, m_data.x);
    setAxis(m_left, m_data.left);
    m_right->setVisible(m_data.right.has_value());
    if (m_data.right)
        setAxis(m_right, *m_data.right);
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const Curve& curve = m_data.curves[i];
        m_series[i]->replace(shapeOf(curve, m_data.x, yAxisOf(curve)));
        m_labels[i]->setText(curve.points.empty() ? QString() : curve.label);
    }
    if (m_cursor)
        m_cursor = std::clamp(*m_cursor, m_data.x.low, m_data.x.high);
    placePlot();
    restyle();
    placeLabels();
    setAccessibleDescription(readOut());
    emit readOutChanged();
}

ChartTable CurveChart::table() const
{
    ChartTable table;
    table.columns << m_data.x.title;
    for (const Curve& curve : m_data.curves)
        table.columns << (curve.isRight && m_data.right ? m_data.right->title : m_data.left.title)
                + QStringLiteral(", ") + curve.name;
    for (std::size_t i = 0; i < m_data.curves.size(); ++i)
        for (const QPointF& point : m_data.curves[i].points) {
            std::vector<double> row(m_data.curves.size() + 1, NAN);
            row[0] = point.x();
            row[i + 1] = point.y();
            table.rows.push_back(std::move(row));
        }
    return table;
}

void CurveChart::makeSeries()
{
    for (QXYSeries* series : m_series) {
        chart()->removeSeries(series);
        delete series;
    }
    qDeleteAll(m_labels);
    m_series.clear();
    m_labels.clear();
    for (const Curve& curve : m_data.curves) {
        QXYSeries* series = nullptr;
        if (curve.form == CurveForm::points)
            series = new QScatterSeries;
        else
            series = new QLineSeries;
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(curve.isRight ? m_right : m_left);
        m_series.push_back(series);
        m_labels.push_back(addLabel({}));
    }
}

void CurveChart::setAxis(QCategoryAxis* axis, const CurveAxis& shown)
{
    const QStringList known = axis->categoriesLabels();
    for (const QString& label : known)
        axis->remove(label);
    // Labels stand at the ends of categories; the first begins before everything.
    axis->setStartValue(onAxis(shown, shown.low) - 1);
    for (const double tick : ticksOf(shown))
        axis->append(quantityText(shown.quantity, tick), onAxis(shown, tick));
    axis->setRange(onAxis(shown, shown.low), onAxis(shown, shown.high));
    setCopyTitle(axis, shown.title); // on the screen the heading says it
}

void CurveChart::setChoosable(bool isChoosable)
{
    m_isChoosable = isChoosable;
    viewport()->setCursor(isChoosable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QColor CurveChart::colorOf(const Curve& curve) const
{
    QColor color = theme().accent;
    if (curve.ink == CurveInk::ink) {
        color = theme().ink;
        color.setAlphaF(0.75F);
    }
    if (curve.ink == CurveInk::hue)
        color = m_data.hue.isValid() ? m_data.hue : theme().image;
    if (curve.isStale)
        color.setAlphaF(0.35F);
    return color;
}

void CurveChart::restyle()
{
    ChartView::restyle();
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const Curve& curve = m_data.curves[i];
        const QColor color = colorOf(curve);
        if (auto* points = qobject_cast<QScatterSeries*>(m_series[i])) {
            points->setMarkerSize(5);
            points->setBrush(color);
            points->setBorderColor(Qt::transparent);
        } else {
            m_series[i]->setPen(QPen(color, curve.form == CurveForm::steps ? 1.0 : 1.6));
        }
        QColor text = color;
        text.setAlphaF(curve.isStale ? 0.55F : 1.0F);
        styleLabel(m_labels[i], text);
    }
    m_markLine->setPen(QPen(theme().dim, 1, Qt::DashLine));
    m_markDot->setPen(QPen(theme().panel, 1.5));
    m_markDot->setBrush(theme().accent);
    m_cursorLine->setPen(QPen(theme().dim, 1));
    styleLabel(m_markLabel, theme().ink);
}

/// Only copies have titles.
void CurveChart::placePlot()
{
    const auto titleOf
        = [](const QCategoryAxis* axis) { return axis->titleText().isEmpty() ? 0 : titleMargin; };
    const double left = leftMargin + titleOf(m_left);
    const double right = m_data.right ? rightAxisMargin + titleOf(m_right) : double{ rightMargin };
    const double bottom = bottomMargin + titleOf(m_x);
    constexpr double least = 20;
    const QSizeF size = chart()->size();
    const QRectF plot(left, topMargin, std::max(least, size.width() - left - right),
        std::max(least, size.height() - topMargin - bottom));
    if (plot == chart()->plotArea())
        return;
    chart()->setPlotArea(plot);
    chart()->layout()->invalidate(); // else the axes stay where they were
}

const CurveAxis& CurveChart::yAxisOf(const Curve& curve) const
{
    return curve.isRight && m_data.right ? *m_data.right : m_data.left;
}

double CurveChart::pixelOf(const CurveAxis& axis, double y) const
{
    const QRectF plot = chart()->plotArea();
    const double low = onAxis(axis, axis.low);
    return plot.bottom()
        - plot.height() * (onAxis(axis, y) - low) / (onAxis(axis, axis.high) - low);
}

double CurveChart::pixelOf(double x) const
{
    const QRectF plot = chart()->plotArea();
    const double low = onAxis(m_data.x, m_data.x.low);
    const double high = onAxis(m_data.x, m_data.x.high);
    return plot.left() + plot.width() * (onAxis(m_data.x, x) - low) / (high - low);
}

std::optional<double> CurveChart::xAt(const QPointF& pixel) const
{
    const QRectF plot = chart()->plotArea();
    if (m_data.curves.empty() || plot.width() <= 0)
        return std::nullopt;
    const double low = onAxis(m_data.x, m_data.x.low);
    const double high = onAxis(m_data.x, m_data.x.high);
    const double share = std::clamp((pixel.x() - plot.left()) / plot.width(), 0.0, 1.0);
    return fromAxis(m_data.x, low + (high - low) * share);
}

void CurveChart::placeLabels()
{
    const QRectF plot = chart()->plotArea();
    const double low = onAxis(m_data.x, m_data.x.low);
    const double high = onAxis(m_data.x, m_data.x.high);
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        const Curve& curve = m_data.curves[i];
        const double x = fromAxis(m_data.x, low + (high - low) * curve.labelAt);
        const auto y = valueAt(curve, m_data.x, x);
        m_labels[i]->setVisible(y.has_value());
        if (!y)
            continue;
        const QPointF at(pixelOf(x), pixelOf(yAxisOf(curve), *y));
        const QRectF size = m_labels[i]->boundingRect();
        // On the side that the curve leaves free.
        const double ahead = fromAxis(m_data.x, onAxis(m_data.x, x) + (high - low) / 20);
        const auto next = valueAt(curve, m_data.x, ahead);
        const bool isRising = !next || *next >= *y;
        const double left
            = curve.isLabelAbove == isRising ? at.x() - size.width() - 2 : at.x() + grid / 2;
        const double top = curve.isLabelAbove ? at.y() - size.height() - 2 : at.y() + 3;
        m_labels[i]->setPos(std::clamp(left, plot.left() + 2,
                                std::max(plot.left() + 2, plot.right() - size.width())),
            std::clamp(top, plot.top(), std::max(plot.top(), plot.bottom() - size.height())));
    }
    placeMark();
    m_cursorLine->setVisible(m_cursor.has_value());
    if (m_cursor)
        m_cursorLine->setLine(pixelOf(*m_cursor), plot.top(), pixelOf(*m_cursor), plot.bottom());
}

void CurveChart::placeMark()
{
    const auto& mark = m_data.mark;
    m_markLine->setVisible(mark.has_value());
    m_markDot->setVisible(mark && mark->y);
    m_markLabel->setVisible(mark.has_value());
    if (!mark)
        return;
    const QRectF plot = chart()->plotArea();
    const double x = pixelOf(mark->x);
    m_markLine->setLine(x, plot.top(), x, plot.bottom());
    if (mark->y)
        m_markDot->setPos(x, pixelOf(m_data.left, *mark->y));
    m_markLabel->setText(mark->label);
    const QRectF size = m_markLabel->boundingRect();
    const bool isLeft = x + grid / 2 + size.width() > plot.right();
    m_markLabel->setPos(
        isLeft ? x - size.width() - grid / 2 : x + grid / 2, plot.bottom() - size.height() - 2);
}

} // namespace poolscope::gui
