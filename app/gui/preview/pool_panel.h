// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/preview/pool_model.h"
#include "core/media/store.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QListView;

namespace poolscope::gui {

class PoolPainter;
class Thumbnails;

/// The pool as a gallery, and the selected item at full size with its hash and uses.
class PoolPanel : public QWidget {
    Q_OBJECT

public:
    PoolPanel(Thumbnails& thumbnails, QThreadPool& threads, std::shared_ptr<media::PoolStore> store,
        QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);
    void select(int row);

signals:
    /// The user wants to see a request that carries the item.
    void requestRequested(quint64 index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Picture;

    struct Detail {
        QImage picture;
        QString facts;
        QString sha256;
        QList<quint64> requests; ///< the first ones that carry the item
    };

    void showDetail();

    std::shared_ptr<media::PoolStore> m_store;
    PoolModel m_model;
    QListView* m_list;
    PoolPainter* m_painter;
    QLabel* m_heading;
    Picture* m_picture;
    QLabel* m_facts;
    QLabel* m_requests;
    QLabel* m_hash;
    QLabel* m_empty;
    QWidget* m_detail;
    Job<Detail> m_job;
};

} // namespace poolscope::gui
