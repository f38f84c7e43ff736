// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "core/report/findings.h"
#include "core/run/run.h"
#include "core/sim/server.h"
#include "core/snapshot/run_length.h"
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
    /// Its draws against their laws, as of the last pull. Null before the first run.
    std::shared_ptr<const report::DrawChecks> checks() const { return m_checks; }
    /// What the tests say of it. Null until it has ended and they are done.
    const std::shared_ptr<const report::Findings>& findings() const { return m_findings; }
    /// Whether it, or before the first run what would be sent, is long enough.
    const std::optional<reuse::LengthAdvice>& advice() const { return m_advice; }

signals:
    void stateChanged();
    void endpointChanged();
    void messageRequested(const QString& text, bool isError);

private:
    void pull();
    void test();
    void advise(const plan::PlanPtr& plan);
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
    plan::PlanPtr m_plan; ///< of the run: perhaps only the beginning of m_plannedBy's
    std::shared_ptr<run::Run> m_run; ///< shared with the tests of its records
    run::RunSnapshotPtr m_state;
    std::shared_ptr<report::DrawChecks> m_checks;
    std::shared_ptr<const report::Findings> m_findings;
    std::optional<reuse::LengthAdvice> m_advice;
    QTimer m_pull;
    Job<base::Result<std::vector<std::string>>> m_probe;
    Job<std::shared_ptr<const report::Findings>> m_test;
    Job<std::optional<reuse::LengthAdvice>> m_adviser;
};

} // namespace poolscope::gui
