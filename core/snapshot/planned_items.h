// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/plan/media_plan.h"
#include "core/reuse/cache_simulation.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace poolscope::snapshot {

/// Called with requests first, first + 1, ... of a plan.
using UseRequests
    = std::function<base::Result<>(std::uint64_t first, const reuse::RequestList& requests)>;

/// Hands over the pool items of `requests` requests in the order in which they are sent, some ten
/// thousand items at once.
/// An Error after a stop, or what `use` answers.
base::Result<> readItems(const plan::MediaPlan& media, std::uint64_t requests,
    const std::stop_token& stop, const UseRequests& use);

/// What the plan's first requests have drawn.
struct PlannedPoint {
    std::uint64_t requests = 0;
    std::uint64_t draws = 0;
    std::uint64_t distinct = 0;

    double repeatShare() const
    {
        return draws == 0 ? 0 : 1 - static_cast<double>(distinct) / static_cast<double>(draws);
    }
    bool operator==(const PlannedPoint&) const = default;
};

/// Whole numbers from 1 to `last`, evenly spaced on a log scale, each once: at most `points`.
std::vector<std::uint64_t> logSpaced(std::uint64_t last, int points);

/// Counts what a plan draws, request by request.
class PlannedCount {
public:
    /// With a curve of up to `points` points on a log scale of the requests.
    PlannedCount(std::int64_t poolSize, std::uint64_t requests, int points);

    void add(const reuse::RequestList& requests);
    const PlannedPoint& total() const { return m_point; }
    const std::vector<PlannedPoint>& curve() const { return m_curve; }

private:
    std::vector<bool> m_seen; ///< by item
    std::vector<std::uint64_t> m_wanted; ///< numbers of requests, ascending
    std::vector<PlannedPoint> m_curve;
    PlannedPoint m_point;
};

} // namespace poolscope::snapshot
