// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "core/media/store.h"
#include "core/snapshot/snapshot.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace poolscope::gui {

/// Renders the pools of the config while nobody waits for them, so that a run starts at once. Keeps
/// to a budget; what does not fit is rendered when it is needed.
class PoolRenderer : public QObject {
    Q_OBJECT

public:
    PoolRenderer(
        QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Stands back while a run needs the machine.
    void setPaused(bool isPaused);

signals:
    /// `bytes` as rendered so far, before base64.
    void progressed(std::size_t done, std::size_t total, std::size_t bytes);

private:
    struct Progress {
        std::atomic<std::size_t> done = 0;
        std::atomic<std::size_t> bytes = 0;
    };

    void start();
    void report();

    std::shared_ptr<media::PoolStore> m_store;
    std::vector<media::ItemSpec> m_items;
    std::shared_ptr<Progress> m_progress;
    bool m_isPaused = false;
    QTimer m_pause; ///< lets a drag come to rest
    QTimer m_report; ///< while items are rendered
    Job<bool> m_job;
};

} // namespace poolscope::gui
