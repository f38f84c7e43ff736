// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_view.h"
#include "app/gui/widgets/quantity.h"

#include <optional>
#include <vector>

class QCategoryAxis;
class QGraphicsEllipseItem;
class QGraphicsLineItem;
class QXYSeries;

namespace poolscope::gui {

struct CurveAxis {
    QString title; ///< with the unit
    Quantity quantity = Quantity::count;
    double low = 0;
    double high = 1;
    bool isLogarithmic = false;

    bool operator==(const CurveAxis&) const = default;
};

enum class CurveForm { line, steps, points };
/// What is expected has the accent, what a plan does the ink, a second expectation the hue.
enum class CurveInk { accent, ink, hue };

struct Curve {
    QString name; ///< in read-outs and tables
    QString label; ///< at the line; empty: none
    double labelAt = 0.5; ///< where along the axis the label stands, 0..1
    bool isLabelAbove = false;
    CurveForm form = CurveForm::line;
    CurveInk ink = CurveInk::accent;
    bool isRight = false; ///< on the right axis
    bool isStale = false; ///< of a moment ago: pale
    bool goesOn = true; ///< beyond the last point, at its value
    std::vector<QPointF> points; ///< x ascending

    bool operator==(const Curve&) const = default;
};

/// A value of x with a line through it and, where y is known, a dot.
struct CurveMark {
    double x = 0;
    std::optional<double> y; ///< on the left axis
    QString label;

    bool operator==(const CurveMark&) const = default;
};

struct CurveData {
    CurveAxis x;
    CurveAxis left;
    std::optional<CurveAxis> right;
    std::vector<Curve> curves;
    std::optional<CurveMark> mark;
    QColor hue;

    bool operator==(const CurveData&) const = default;
};

/// A few curves over one x, with a mark and a read-out that follows the mouse or the arrow keys.
class CurveChart : public ChartView {
    Q_OBJECT

public:
    explicit CurveChart(QWidget* parent = nullptr);

    void setData(const CurveData& data);
    const CurveData& data() const { return m_data; }
    /// A click, a drag or Return choose the x at the cursor.
    void setChoosable(bool isChoosable);
    /// Where the cursor is; none: at the mark.
    std::optional<double> cursor() const { return m_cursor; }
    /// What the curves say at the cursor: "1.2 GiB · expected 91.3 %, this plan 91 %".
    QString readOut() const;
    /// Every curve's points, one below the other.
    ChartTable table() const override;
    /// Where an x is, in pixels of the widget.
    double pixelOf(double x) const;

signals:
    void readOutChanged();
    void chosen(double x);

protected:
    void restyle() override;
    void placeLabels() override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeSeries();
    void setAxis(QCategoryAxis* axis, const CurveAxis& shown);
    void placePlot();
    void placeMark();
    void setCursorX(std::optional<double> x);
    void stepCursor(int steps);
    QColor colorOf(const Curve& curve) const;
    const CurveAxis& yAxisOf(const Curve& curve) const;
    double pixelOf(const CurveAxis& axis, double y) const;
    std::optional<double> xAt(const QPointF& pixel) const;

    CurveData m_data;
    bool m_isChoosable = false;
    std::optional<double> m_cursor;
    QCategoryAxis* m_x;
    QCategoryAxis* m_left;
    QCategoryAxis* m_right;
    std::vector<QXYSeries*> m_series; ///< by curve
    std::vector<QGraphicsSimpleTextItem*> m_labels; ///< by curve
    QGraphicsLineItem* m_markLine;
    QGraphicsEllipseItem* m_markDot;
    QGraphicsSimpleTextItem* m_markLabel;
    QGraphicsLineItem* m_cursorLine;
};

} // namespace poolscope::gui
