// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_table.h"
#include "app/gui/job.h"
#include "core/base/result.h"

#include <QChartView>
#include <QColor>
#include <QPointF>

#include <utility>
#include <vector>

class QAbstractAxis;
class QGraphicsSimpleTextItem;
class QValueAxis;

namespace poolscope::gui {

/// What the charts share: ink on the panel's own ground, thin axes, fixed margins, labels at the
/// lines instead of a legend, no animation; and copies of the picture and its numbers, from the
/// context menu (also by the Menu key).
class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);

    /// The numbers that are shown.
    virtual ChartTable table() const = 0;
    /// A line that says what is shown, for copies; the accessible name unless something better is
    /// known.
    virtual QString title() const { return accessibleName(); }

    /// The chart as a picture that stands alone: with its title and the titles of all axes.
    QImage picture();
    QByteArray svg();

signals:
    void messageRequested(const QString& text, bool isError);

protected:
    /// Called when the colours have changed, and once before the first paint.
    virtual void restyle();
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    /// Called after every change of the plot area: the place to put the labels.
    virtual void placeLabels() { }

    void styleAxis(QAbstractAxis* axis, bool hasGrid) const;
    /// A text in the chart, drawn over the series.
    QGraphicsSimpleTextItem* addLabel(const QString& text);
    void styleLabel(QGraphicsSimpleTextItem* label, const QColor& color) const;
    /// The title that an axis has in copies only; on the screen the heading says it.
    void setCopyTitle(QAbstractAxis* axis, const QString& title);

private:
    enum class Format { png, svg, csv };

    void addCopyActions();
    void copy(Format format);
    void save();
    QByteArray textOf(Format format);
    void paintCopy(QPainter& painter, const QSize& size);
    QSize copySize() const;

    std::vector<std::pair<QAbstractAxis*, QString>> m_copyTitles;
    Job<base::Result<>> m_saving;
};

/// Largest "round" step (1, 2, 5 times a power of ten) that cuts `span` into at most `parts`.
double roundStep(double span, int parts);

} // namespace poolscope::gui
