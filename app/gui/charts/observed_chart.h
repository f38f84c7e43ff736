// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_view.h"

#include <vector>

class QAreaSeries;
class QCategoryAxis;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace poolscope::gui {

/// One bar of planned draws with what has been sent of it.
struct ObservedBar {
    double first = 0; ///< item indices the bar stands for
    double last = 0;
    double planned = 0; ///< draws expected from the law for what has been sent so far
    double low = 0; ///< band in which 95 % of runs lie, for all bars together
    double high = 0;
    double observed = 0; ///< below 0: not observed yet
    bool isOutside = false; ///< of the band, and marked for it

    double items() const { return last - first + 1; }
    bool operator==(const ObservedBar&) const = default;
};

/// What a run has sent beside what the law expects of that many draws. Bars are equally wide; those
/// of several items show the draws of one of them, so that a pool's shape stays what it is.
class ObservedChart : public ChartView {
    Q_OBJECT

public:
    explicit ObservedChart(QWidget* parent = nullptr);

    void setBars(const std::vector<ObservedBar>& bars, const QColor& hue);
    const std::vector<ObservedBar>& bars() const { return m_bars; }
    ChartTable table() const override;

protected:
    void restyle() override;

private:
    void labelItems();

    std::vector<ObservedBar> m_bars;
    QAreaSeries* m_planned;
    QLineSeries* m_plannedTop;
    QLineSeries* m_plannedFloor;
    QScatterSeries* m_observed;
    QScatterSeries* m_outside;
    QLineSeries* m_whiskers;
    QCategoryAxis* m_items;
    QValueAxis* m_draws;
    QColor m_hue;
};

} // namespace poolscope::gui
