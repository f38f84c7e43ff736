// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_view.h"
#include "core/run/run_snapshot.h"

class QScatterSeries;
class QValueAxis;

namespace poolscope::gui {

/// Time to first token over the run: requests with an item seen first, and those with repeats only.
class TimeChart : public ChartView {
    Q_OBJECT

public:
    explicit TimeChart(QWidget* parent = nullptr);

    void setState(const run::RunSnapshot& state);
    void clear();
    ChartTable table() const override;

protected:
    void restyle() override;
    void placeLabels() override;

private:
    QScatterSeries* m_firstSeen;
    QScatterSeries* m_repeat;
    QValueAxis* m_seconds;
    QValueAxis* m_milliseconds;
    QGraphicsSimpleTextItem* m_firstSeenLabel;
    QGraphicsSimpleTextItem* m_repeatLabel;
};

} // namespace poolscope::gui
