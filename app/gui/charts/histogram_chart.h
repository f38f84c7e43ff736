// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_view.h"
#include "app/gui/charts/histogram_data.h"
#include "app/gui/charts/histogram_shapes.h"

#include <optional>

class QAbstractSeries;
class QAreaSeries;
class QLabel;
class QLineSeries;
class QLogValueAxis;
class QScatterSeries;
class QXYSeries;

namespace poolscope::gui {

/// The law over a pool's items as bars (an area above a few hundred), the cumulative share, what
/// the plan draws as a step line, and what a run has sent as points with a band. Probabilities are
/// per item. Or, cumulative, the share of draws by the hottest items. The figures of a bar are read
/// off under the mouse, or by the arrow keys; bars of written weights can be dragged.
class HistogramChart : public ChartView {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);

    void setData(const HistogramData& data);
    const HistogramData& data() const { return m_data; }
    void setView(const HistogramView& view);
    const HistogramView& view() const { return m_view; }

    ChartTable table() const override;
    QString title() const override;

    /// The figures under the cursor; empty when it is nowhere.
    QString readOut() const;
    /// Where the top of a bar is, in the viewport.
    QPointF topOf(std::size_t bin) const;

signals:
    /// A bar was moved to this weight. Changes of one drag have its number, those by keyboard 0.
    void weightRequested(int entry, double weight, int drag);
    /// Everything should be as before this drag.
    void dragCancelled(int drag);

protected:
    void restyle() override;
    void placeLabels() override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Drag {
        int number = 0;
        int entry = 0;
        double others = 0; ///< weight of all other items
        double offset = 0; ///< of the mouse below the bar's top
    };

    void addAxes();
    void rebuild();
    void chooseAxes();
    void setRanges();
    void showProbabilities();
    void showHottest();
    void showReadOffs();
    QList<QXYSeries*> lines() const;

    // Colours and labels: histogram_chart_look.cpp.
    QColor fillOfLaw() const;
    void placeBesideBars();
    void placeBelowHottest();

    // Reading off and dragging: histogram_chart_input.cpp.
    std::size_t placeCount() const;
    std::optional<std::size_t> placeAt(const QPointF& at) const;
    double xOfPlace(std::size_t place) const;
    void setPlace(std::optional<std::size_t> place, bool isByKeyboard);
    void showReadOut();
    QString barText(std::size_t bin) const;
    QString hottestText(const HottestShare& share) const;
    bool canDrag(std::size_t bin) const;
    bool isGrip(const QPointF& at) const;
    double weightAt(double y) const;
    void stepWeight(int direction);
    void endDrag();

    HistogramData m_data;
    HistogramView m_view;
    HistogramScale m_scale;
    std::vector<HottestShare> m_hottest; ///< while the view is cumulative
    std::optional<std::size_t>
        m_place; ///< a bar, or how many of the hottest ones, under the cursor
    bool m_isPlaceByKeyboard = false;
    std::optional<Drag> m_drag; ///< the axes stand still meanwhile
    int m_dragCount = 0;
    // All axes live with the chart, as making one costs milliseconds; the unused ones are hidden.
    QValueAxis* m_indexAxis;
    QLogValueAxis* m_rankAxis;
    QValueAxis* m_linearAxis;
    QLogValueAxis* m_decadeAxis;
    QValueAxis* m_shareAxis;
    QAreaSeries* m_law;
    QLineSeries* m_lawTop;
    QLineSeries* m_lawFloor;
    QAreaSeries* m_band;
    QLineSeries* m_bandTop;
    QLineSeries* m_bandFloor;
    QLineSeries* m_planned;
    QLineSeries* m_cumulative;
    QScatterSeries* m_observed;
    QScatterSeries* m_readOffs;
    QGraphicsSimpleTextItem* m_cumulativeLabel;
    QGraphicsSimpleTextItem* m_plannedLabel;
    QGraphicsSimpleTextItem* m_observedLabel;
    QGraphicsSimpleTextItem* m_hundredthLabel;
    QGraphicsSimpleTextItem* m_tenthLabel;
    QLabel* m_readOut;
};

} // namespace poolscope::gui
