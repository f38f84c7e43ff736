// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_view.h"
#include "core/snapshot/bins.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <vector>

class QAbstractSeries;
class QAreaSeries;
class QLineSeries;
class QLogValueAxis;
class QScatterSeries;

namespace poolscope::gui {

/// What a histogram of a pool's law shows.
struct HistogramData {
    std::vector<snapshot::Bin> bins;
    std::vector<double> planned; ///< draws of the plan by bin; empty: not shown
    double plannedDraws = 0;
    std::vector<double> observed; ///< items a run has sent by bin; empty: not shown
    double observedDraws = 0;
    QColor hue;
    QString itemName; ///< "image index"

    bool operator==(const HistogramData&) const = default;
};

/// The law over a pool's items as bars (an area above a few hundred), the cumulative share, what
/// the plan draws as a step line, and what a run has sent as points. Probabilities are per item.
class HistogramChart : public ChartView {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);

    void setData(const HistogramData& data);
    /// Decades up the side where the law spans one; a flat law stays linear.
    void setLogarithmic(bool isLogarithmic);
    const HistogramData& data() const { return m_data; }

protected:
    void restyle() override;
    void placeLabels() override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct YRange {
        double low = 0;
        double high = 1;
    };

    void rebuild();
    void chooseAxes(bool isWide);
    void setRanges(const YRange& range);
    QList<QAbstractSeries*> probabilities() const;
    bool spansDecade() const;
    YRange yRange() const;
    double perItem(double mass, const snapshot::Bin& bin) const;
    double xOf(double index) const;
    QList<QPointF> bars(double floor) const;
    QList<QPointF> steps(const std::vector<double>& draws, double total, double floor) const;

    HistogramData m_data;
    bool m_wantsLogarithm = true;
    bool m_isLogarithmic = true; ///< what is wanted and makes sense
    bool m_isWide = false; ///< more items than bars: the x axis is logarithmic for zipf laws
    // All axes live with the chart, as making one costs milliseconds; the unused ones are hidden.
    QValueAxis* m_indexAxis;
    QLogValueAxis* m_rankAxis;
    QValueAxis* m_linearAxis;
    QLogValueAxis* m_decadeAxis;
    QValueAxis* m_shareAxis;
    QAreaSeries* m_law;
    QLineSeries* m_lawTop;
    QLineSeries* m_lawFloor;
    QLineSeries* m_planned;
    QLineSeries* m_cumulative;
    QScatterSeries* m_observed;
    QGraphicsSimpleTextItem* m_cumulativeLabel;
    QGraphicsSimpleTextItem* m_plannedLabel;
};

} // namespace poolscope::gui
