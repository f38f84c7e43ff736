// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"
#include "core/config/workload.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace poolscope::plan {

/// What a command line or a form may ask of the load without touching the config.
struct LoadOverrides {
    /// Exactly this many requests: the load is cut, or its last stage goes on.
    std::optional<std::uint64_t> requests;
    std::optional<double> rate; ///< one constant stage of this many requests a second
    std::optional<std::int64_t> concurrency; ///< one stage of this many requests at a time
    /// Sending stops after this many seconds. With `rate` or `concurrency` and without `requests`
    /// the one stage lasts this long.
    std::optional<double> duration;

    bool operator==(const LoadOverrides&) const = default;
};

struct StageSchedule {
    std::uint64_t first = 0; ///< index of its first request
    std::uint64_t count = 0;
    double start = 0; ///< seconds after the start of the run, when all goes to plan
    double rate = 0; ///< requests per second; 0 for a concurrent stage
    double duration = 0; ///< seconds; 0 for a concurrent stage
    std::int64_t concurrency = 0; ///< requests at a time; 0 for a stage with a rate
    bool poisson = false;

    bool operator==(const StageSchedule&) const = default;
};

/// Which requests belong to which stage and when they are due. Request indices go on from stage to
/// stage. Constant load has exactly even gaps. Immutable.
class Schedule {
public:
    /// A concurrent stage that lasts for a time has this many requests planned.
    static constexpr std::uint64_t endless = 1'000'000'000;

    /// Stages that Poolscope does not drive (trace and session replay) give no requests.
    Schedule(const config::Load& load, std::uint64_t seed, const LoadOverrides& overrides = {});

    const std::vector<StageSchedule>& stages() const { return m_stages; }
    std::uint64_t requestCount() const { return m_count; }
    /// Seconds from the start until the last request is due; the rests between stages included.
    double seconds() const;
    /// Index into stages(); the last stage for requests beyond the plan. Only with stages.
    std::size_t stageOf(std::uint64_t request) const;
    /// Seconds after the start of its stage; nothing for requests that wait for a free place. Takes
    /// time in proportion to the request's place in its stage when that is a Poisson stage: walk
    /// with DueTimes instead of asking for many.
    std::optional<double> due(std::uint64_t request) const;

private:
    friend class DueTimes;

    std::vector<StageSchedule> m_stages;
    std::uint64_t m_count = 0;
    base::RandomStream m_arrivals;
};

/// The due times of a stage, one after the other. The schedule must outlive it.
class DueTimes {
public:
    DueTimes(const Schedule& schedule, std::size_t stage);
    /// Seconds after the stage's start for its next request; nothing in a concurrent stage.
    std::optional<double> next();

private:
    const StageSchedule& m_stage;
    base::RandomStream m_arrivals;
    std::uint64_t m_position = 0;
    double m_time = 0;
};

} // namespace poolscope::plan
