// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/schedule.h"

#include "core/sampling/arrivals.h"

#include <algorithm>
#include <cassert>

namespace poolscope::plan {

namespace {

/// A tenth of what a 64-bit index could hold, far beyond any run: keeps sums from wrapping round.
constexpr double mostRequests = 1e15;

StageSchedule scheduled(const config::Stage& stage, bool poisson)
{
    StageSchedule result;
    if (const auto* rated = std::get_if<config::RateStage>(&stage)) {
        result.rate = rated->rate;
        result.duration = static_cast<double>(rated->duration);
        result.count
            = static_cast<std::uint64_t>(std::min(result.rate * result.duration, mostRequests));
        result.poisson = poisson;
    } else {
        const auto& concurrent = std::get<config::ConcurrencyStage>(stage);
        result.concurrency = concurrent.concurrencyLevel;
        result.count = static_cast<std::uint64_t>(
            std::min(static_cast<double>(concurrent.numRequests), mostRequests));
    }
    return result;
}

std::vector<StageSchedule> scheduled(const config::Load& load)
{
    std::vector<StageSchedule> stages;
    const bool replay = load.type == config::LoadType::traceReplay
        || load.type == config::LoadType::traceSessionReplay;
    if (!replay)
        for (const auto& stage : load.stages)
            stages.push_back(scheduled(stage, load.type == config::LoadType::poisson));
    return stages;
}

std::uint64_t total(const std::vector<StageSchedule>& stages)
{
    std::uint64_t count = 0;
    for (const auto& stage : stages)
        count += stage.count;
    return count;
}

/// Cuts the stages, or lets the last one go on, so that there are exactly `wanted` requests.
void reach(std::vector<StageSchedule>& stages, std::uint64_t wanted)
{
    std::uint64_t left = wanted;
    std::size_t used = 0;
    while (used < stages.size() && left > 0) {
        stages[used].count = std::min(stages[used].count, left);
        left -= stages[used].count;
        ++used;
    }
    if (left > 0 && !stages.empty()) {
        stages.back().count += left;
        used = stages.size();
    }
    stages.resize(used);
}

/// The one stage that `rate` or `concurrency` ask for.
StageSchedule overriding(const LoadOverrides& overrides, std::uint64_t planned)
{
    StageSchedule stage;
    stage.count = planned;
    if (overrides.concurrency) {
        stage.concurrency = *overrides.concurrency;
        if (overrides.duration)
            stage.count = Schedule::endless;
    } else {
        stage.rate = *overrides.rate;
        if (overrides.duration)
            stage.count = static_cast<std::uint64_t>(
                std::min(stage.rate * *overrides.duration, mostRequests));
    }
    return stage;
}

} // namespace

Schedule::Schedule(const config::Load& load, std::uint64_t seed, const LoadOverrides& overrides)
    : m_stages(scheduled(load))
    , m_arrivals(seed, base::Purpose::arrival)
{
    if (overrides.rate || overrides.concurrency) {
        m_stages = { overriding(overrides, total(m_stages)) };
    }
    if (overrides.requests)
        reach(m_stages, *overrides.requests);

    double start = 0;
    for (auto& stage : m_stages) {
        stage.first = m_count;
        stage.start = start;
        // A stage that was cut or prolonged lasts as long as its requests do.
        const auto planned = static_cast<std::uint64_t>(stage.rate * stage.duration);
        if (stage.rate > 0 && stage.count != planned)
            stage.duration = static_cast<double>(stage.count) / stage.rate;
        start += stage.duration + load.interval;
        m_count += stage.count;
    }
}

double Schedule::seconds() const
{
    return m_stages.empty() ? 0 : m_stages.back().start + m_stages.back().duration;
}

std::size_t Schedule::stageOf(std::uint64_t request) const
{
    assert(!m_stages.empty());
    const auto after = std::upper_bound(m_stages.begin(), m_stages.end(), request,
        [](std::uint64_t index, const StageSchedule& stage) { return index < stage.first; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, after - m_stages.begin()) - 1);
}

std::optional<double> Schedule::due(std::uint64_t request) const
{
    if (m_stages.empty())
        return {};
    const std::size_t index = stageOf(request);
    const StageSchedule& stage = m_stages[index];
    const std::uint64_t position = request - stage.first;
    if (stage.rate > 0 && !stage.poisson)
        return static_cast<double>(position) / stage.rate;
    DueTimes times(*this, index);
    std::optional<double> due = times.next();
    for (std::uint64_t i = 0; due && i < position; ++i)
        due = times.next();
    return due;
}

DueTimes::DueTimes(const Schedule& schedule, std::size_t stage)
    : m_stage(schedule.m_stages[stage])
    , m_arrivals(schedule.m_arrivals)
{
}

std::optional<double> DueTimes::next()
{
    if (m_stage.rate <= 0)
        return {};
    const std::uint64_t position = m_position++;
    if (!m_stage.poisson)
        return static_cast<double>(position) / m_stage.rate;
    m_time += sampling::poissonGap(m_arrivals, m_stage.first + position, m_stage.rate);
    return m_time;
}

} // namespace poolscope::plan
