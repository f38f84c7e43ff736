// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/formula/hit_curve.h"

#include "core/base/portable_math.h"
#include "core/reuse/formula/characteristic_time.h"
#include "core/reuse/law/distinct.h"

#include <algorithm>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;

std::vector<HitPoint> lruHitCurve(const CachedPool& pool, double draws, int points)
{
    std::vector<HitPoint> curve;
    if (points < 2 || pool.grid.empty() || draws <= 0)
        return curve;
    const bool isFinite = !std::isinf(draws);
    const double whole
        = isFinite ? std::max(0.0, 1 - distinctAfterDraws(pool.grid, draws) / draws) : 1;
    // A draw after less than one other fits no cache; beyond one miss in a million, or nearly the
    // whole pool, nothing is left to see.
    const double from = portable::log(0.5);
    const double longest
        = std::min(characteristicTime(pool.grid, Eviction::lru, pool.items * (1 - 1e-3)),
            timeForHitShare(pool.grid, Eviction::lru, 1 - 1e-6));
    const double to = std::max(from + 1, portable::log(longest));
    curve.reserve(static_cast<std::size_t>(points));
    for (int i = 0; i + 1 < points; ++i) {
        const double time = portable::exp(from + (to - from) * i / (points - 2.0 + (points == 2)));
        HitPoint point;
        for (const auto& [p, weight] : pool.grid) {
            // Most nodes are far out on one side, where no exponential is needed.
            const double x = p * time;
            const double kept = x > 40 ? 1
                : x < 1e-7             ? x * (1 - 0.5 * x)
                : x < 0.5              ? -portable::expm1(-x)
                                       : 1 - portable::exp(-x);
            point.capacity += weight * kept;
            point.steadyHitRate += weight * p * kept;
        }
        point.hitRate = !isFinite ? point.steadyHitRate
            : time >= draws
            ? whole
            : point.steadyHitRate - (point.capacity - time * (1 - point.steadyHitRate)) / draws;
        // The step from filling to evicting may be out by the formula's error.
        point.hitRate = std::clamp(point.hitRate, 0.0, whole);
        curve.push_back(point);
    }
    curve.push_back({ pool.items, 1, whole });
    return curve;
}

} // namespace poolscope::reuse
