// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "core/run/run.h"
#include "core/sim/server.h"
#include "core/snapshot/snapshot.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace poolscope::gui {

/// Where runs go.
struct EndpointChoice {
    enum class Kind { simulated, config, custom };
    Kind kind = Kind::simulated;
    QString url; ///< of a custom one

    bool operator==(const EndpointChoice&) const = default;
};

/// One live run at a time, against the chosen endpoint. Pulls the run's snapshot ten times a second
/// and keeps the last run's figures when it has finished.
class RunController : public QObject {
    Q_OBJECT

public:
    enum class Reachability { unknown, checking, reachable, unreachable };

    RunController(
        QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent = nullptr);
    ~RunController() override;

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void setEndpoint(const EndpointChoice& choice);
    const EndpointChoice& endpoint() const { return m_choice; }
    Reachability reachability() const { return m_reachability; }
    /// "ready, 4 GiB media cache", "not reachable: connection refused", ...
    QString endpointText() const { return m_endpointText; }

    bool isRunning() const { return m_run && !m_state->isOver(); }
    /// Requests sent when `start` is asked for all of them.
    bool canRun() const;
    /// Starts the plan's requests, all or only the first `requests` ones.
    void start(std::optional<std::uint64_t> requests = {});
    void stop();

    /// The run shown: live or the last one. Null before the first.
    const run::RunSnapshotPtr& state() const { return m_state; }
    /// What that run was made from. Null before the first.
    const snapshot::SnapshotPtr& plannedBy() const { return m_plannedBy; }

signals:
    void stateChanged();
    void endpointChanged();
    void messageRequested(const QString& text, bool isError);

private:
    void pull();
    void probe();
    base::Result<run::Endpoint> resolve();

    QThreadPool& m_threads;
    std::shared_ptr<media::PoolStore> m_store;
    snapshot::SnapshotPtr m_snapshot;
    snapshot::SnapshotPtr m_plannedBy;
    EndpointChoice m_choice;
    Reachability m_reachability = Reachability::unknown;
    QString m_endpointText;
    QString m_probedUrl;
    std::unique_ptr<sim::Server> m_server;
    std::unique_ptr<run::Run> m_run;
    run::RunSnapshotPtr m_state;
    QTimer m_pull;
    Job<base::Result<std::vector<std::string>>> m_probe;
};

} // namespace poolscope::gui
