// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/pool_model.h"
#include "app/gui/preview/requests_model.h"
#include "core/run/run_snapshot.h"

#include <QWidget>

class QLabel;
class QThreadPool;

namespace poolscope::gui {

class DistributionView;
class PoolPainter;
class PoolTiles;
class RequestPainter;
class Thumbnails;

/// The consequence at a glance: figures, the law with what the plan draws over it, the hottest
/// items, the first requests.
class OverviewPanel : public QWidget {
    Q_OBJECT

public:
    OverviewPanel(Thumbnails& thumbnails, QThreadPool& threads, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);
    /// Lays what a run has sent over the law; null takes it away.
    void setRun(const run::RunSnapshotPtr& run);
    /// The text is ahead of what is shown.
    void setStale(bool isStale);
    DistributionView* distribution() const { return m_distribution; }

signals:
    void itemRequested(int row);
    void requestRequested(quint64 index);
    void copied(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class ItemStrip;
    class RequestStrips;

    void shareHeight();

    PoolModel m_pool;
    RequestsModel m_requests;
    PoolTiles* m_tiles;
    DistributionView* m_distribution;
    QLabel* m_noPool;
    QWidget* m_poolHeading;
    QWidget* m_requestsHeading;
    ItemStrip* m_items;
    RequestStrips* m_strips;
};

} // namespace poolscope::gui
