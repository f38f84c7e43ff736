// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/media/store.h"
#include "core/run/endpoint.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::run {

enum class Phase {
    preparing, ///< the pool is rendered, the endpoint asked for its model
    running,
    finished,
};

/// One answered request on the time axis.
struct TimePoint {
    float seconds = 0; ///< when it was sent
    float timeToFirstToken = 0; ///< seconds; the whole latency when the answer was not streamed
    bool isFirstSeen = false;
};

/// How the items of one modality's pool were sent so far.
struct ItemUse {
    std::vector<std::uint32_t> counts; ///< by item; empty for pools above 2^20 items
    std::uint64_t sent = 0; ///< media slots sent
    std::uint64_t distinct = 0; ///< different items among them
};

/// The state of a live run. Immutable; pulled, never pushed.
struct RunSnapshot {
    Phase phase = Phase::preparing;
    std::string problem; ///< why the run could not go on; empty otherwise
    bool isUnreachable = false; ///< the problem is that the endpoint does not answer
    bool wasStopped = false;
    media::RenderProgress rendering;

    std::uint64_t planned = 0; ///< requests of this shard
    std::uint64_t sent = 0;
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
    std::uint64_t interrupted = 0;
    double elapsed = 0; ///< seconds since the first request could be sent
    double plannedSeconds = 0; ///< until the last request is due; 0 when nobody knows
    double rate = 0; ///< requests sent per second over the last two seconds
    std::uint64_t bytesSent = 0;

    double latencyMedian = 0; ///< seconds, like all below
    double latency99 = 0;
    std::uint64_t firstSeenCount = 0; ///< requests with an item no earlier request carried
    std::uint64_t repeatCount = 0; ///< requests whose items were all seen before
    double firstSeenMedian = 0; ///< median time to first token of the former
    double repeatMedian = 0; ///< ... and of the latter
    std::map<std::string, std::uint64_t> errors; ///< by label
    std::vector<TimePoint> points; ///< thinned out evenly, at most 2 000
    std::array<ItemUse, base::allModalities.size()> items;

    std::optional<CacheCounters> serverBefore; ///< the endpoint's caches before the run
    std::optional<CacheCounters> serverAfter; ///< ... and after it

    bool isOver() const { return phase == Phase::finished; }
    std::uint64_t done() const { return succeeded + failed + interrupted; }
};

using RunSnapshotPtr = std::shared_ptr<const RunSnapshot>;

} // namespace poolscope::run
