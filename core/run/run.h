// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/store.h"
#include "core/plan/item_counts.h"
#include "core/plan/plan.h"
#include "core/run/endpoint.h"
#include "core/run/run_snapshot.h"
#include "core/run/tally.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace poolscope::run {

/// The requests with index modulo `count` equal to `index`.
struct Shard {
    std::uint64_t index = 0;
    std::uint64_t count = 1;

    /// The shard's part of a plan's requests.
    plan::RequestRange range(std::uint64_t requests) const
    {
        return { index, count, requests > index ? (requests - index - 1) / count + 1 : 0 };
    }
};

struct Options {
    Endpoint endpoint;
    Shard shard;
    std::optional<double> duration; ///< seconds after which nothing more is sent
    std::optional<double> requestTimeout; ///< seconds; 300 when absent, as inference-perf
    unsigned renderThreads = 0; ///< 0: one per core
    /// Pool items are rendered before the first request as far as they fit into this many bytes;
    /// the others while the run goes on.
    std::uint64_t renderAheadBytes = std::uint64_t{ 1 } << 30U;
};

/// One execution of a Plan against an endpoint. One thread of its own drives all connections;
/// everything here may be called from any thread.
class Run {
public:
    /// Starts at once: renders the pool, then sends. The store is shared with whoever shows its
    /// items; plan and store live on in the run.
    static std::unique_ptr<Run> start(
        plan::PlanPtr plan, std::shared_ptr<media::PoolStore> store, Options options);
    /// Stops and waits.
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Ends the run now: requests on the wire are cut off. Returns at once; idempotent.
    void stop();
    /// The latest state, at most 100 ms old. Never null.
    RunSnapshotPtr snapshot() const;
    bool isFinished() const { return snapshot()->phase == Phase::finished; }
    /// Blocks until the run has finished or the time is over; true when it has finished.
    bool waitFor(std::chrono::milliseconds time) const;

    /// Records and item accounts. Only after the run has finished.
    const Tally& tally() const;
    /// The settings of its requests, the model that the endpoint named included. Only after the run
    /// has finished.
    const plan::RequestSettings& settings() const;

private:
    class Engine;
    explicit Run(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

} // namespace poolscope::run
