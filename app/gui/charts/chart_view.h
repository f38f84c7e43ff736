// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QChartView>
#include <QColor>
#include <QPointF>

#include <vector>

class QAbstractAxis;
class QGraphicsSimpleTextItem;
class QValueAxis;

namespace poolscope::gui {

/// What the charts share: ink on the panel's own ground, thin axes, fixed margins, labels at the
/// lines instead of a legend, no animation.
class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

protected:
    /// Called when the colours have changed, and once before the first paint.
    virtual void restyle();
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Called after every change of the plot area: the place to put the labels.
    virtual void placeLabels() { }

    void styleAxis(QAbstractAxis* axis, bool hasGrid) const;
    /// A text in the chart, drawn over the series.
    QGraphicsSimpleTextItem* addLabel(const QString& text);
    void styleLabel(QGraphicsSimpleTextItem* label, const QColor& color) const;
};

/// Largest "round" step (1, 2, 5 times a power of ten) that cuts `span` into at most `parts`.
double roundStep(double span, int parts);

} // namespace poolscope::gui
