// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/histogram_data.h"
#include "core/config/values/value.h"
#include "core/config/workload.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <vector>

namespace poolscope::gui {

/// The bars of a law of written weights.
struct WeightBars {
    std::vector<snapshot::Bin> bins;
    std::vector<WrittenWeight> weights; ///< by bin
};

/// A bar for each item from the first written one to the last, weight 0 or not, so that a bar stays
/// in place while it is dragged. None where they are more than a chart can show one by one.
WeightBars weightBarsOf(
    const config::WeightsSampling& written, const sampling::IndexDistribution& law);

/// Pools up to this size can be turned into weights.
inline constexpr std::int64_t maxWrittenOut = 200;

/// The `sampling` block that gives every item of the pool its present probability as a weight, to
/// six digits; the hottest has 100, and all have 1 where all are alike.
config::Value writtenOut(const sampling::IndexDistribution& law);

} // namespace poolscope::gui
