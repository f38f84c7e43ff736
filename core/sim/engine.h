// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/vllm_cache.h"
#include "core/sim/metrics.h"
#include "core/sim/options.h"
#include "core/sim/prefix_cache.h"
#include "core/sim/request.h"

#include <cstdint>
#include <map>

namespace poolscope::sim {

/// When the tokens of an admitted request come. All times in seconds on the caller's clock.
struct Schedule {
    std::uint64_t id = 0;
    bool isRefused = false; ///< by the media cache: the answer is 500
    std::int64_t promptTokens = 0;
    std::int64_t cachedTokens = 0; ///< of the prompt, taken from the prefix cache
    std::int64_t outputTokens = 0;
    double arrivedAt = 0;
    double firstTokenAt = 0;
    double secondsPerToken = 0;

    double tokenAt(std::int64_t index) const
    {
        return firstTokenAt + static_cast<double>(index) * secondsPerToken;
    }
    double doneAt() const { return tokenAt(outputTokens - 1); }
};

/// The model behind the endpoint: caches, costs and counters, without sockets, threads or a clock
/// of its own. Media that the media cache does not hold is encoded, one request after the other,
/// unless the prefix cache covers it; then the uncovered prompt is prefilled and tokens come at a
/// steady rate, both as if requests did not disturb each other. Not thread-safe.
class Engine {
public:
    explicit Engine(const Options& options);

    /// Takes a request that arrives at `now`, which never decreases from call to call.
    Schedule admit(const Request& request, double now);
    /// To be called when the first token leaves.
    void countFirstToken(const Schedule& schedule);
    /// To be called once per admitted request that was not refused; fewer tokens than scheduled
    /// mean that the client left.
    void finish(const Schedule& schedule, std::int64_t tokens);

    void clearMediaCache() { m_media.clear(); }
    void clearPrefixCache() { m_prefix.clear(); }
    /// All but counters.requests, which only the caller knows.
    Totals totals(double now) const;

private:
    Options m_options;
    reuse::VllmProcessorCache m_media;
    PrefixCache m_prefix;
    double m_encoderFreeAt = 0;
    std::uint64_t m_lastId = 0;
    std::map<std::uint64_t, double> m_startAt; // of requests in flight, by id
    Totals m_totals;
};

} // namespace poolscope::sim
