// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/pool_model.h"
#include "app/gui/preview/requests_model.h"
#include "core/run/run_snapshot.h"

#include <QWidget>

class QLabel;

namespace poolscope::gui {

class HistogramChart;
class PoolPainter;
class RequestPainter;
class StatTile;
class Thumbnails;

/// The consequence at a glance: figures, the law with what the plan draws over it, the hottest
/// items, the first requests.
class OverviewPanel : public QWidget {
    Q_OBJECT

public:
    OverviewPanel(Thumbnails& thumbnails, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);
    /// Lays what a run has sent over the law; null takes it away.
    void setRun(const run::RunSnapshotPtr& run);
    void setLogarithmic(bool isLogarithmic);
    /// The text is ahead of what is shown.
    void setStale(bool isStale);
    HistogramChart* chart() const { return m_chart; }

signals:
    void itemRequested(int row);
    void requestRequested(quint64 index);
    void copied(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class ItemStrip;
    class RequestStrips;

    void showChart();

    snapshot::SnapshotPtr m_snapshot;
    run::RunSnapshotPtr m_run;
    base::Modality m_modality = base::Modality::image;
    PoolModel m_pool;
    RequestsModel m_requests;
    StatTile* m_effective;
    StatTile* m_hottest;
    StatTile* m_distinct;
    StatTile* m_repeats;
    HistogramChart* m_chart;
    QLabel* m_noPool;
    QWidget* m_tiles;
    QWidget* m_poolHeading;
    QWidget* m_requestsHeading;
    ItemStrip* m_items;
    RequestStrips* m_strips;
};

} // namespace poolscope::gui
