// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/curve_chart.h"
#include "app/gui/reuse/reuse_worker.h"

namespace poolscope::gui {

/// What the charts of a worker's figures show.

/// Hit rate against capacity; the axis ends at `high` or beyond.
CurveData capacityCurves(const ReuseWorker& worker, double high);
/// Distinct items and repeats against requests.
CurveData growthCurves(const ReuseWorker& worker);

/// The whole pool and a mean item, in the cache's unit.
struct PoolExtent {
    double item = 1;
    double pool = 1;

    bool operator==(const PoolExtent&) const = default;
};
std::optional<PoolExtent> poolExtent(const ReuseWorker& worker);

} // namespace poolscope::gui
