// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/observed_chart.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <vector>

namespace poolscope::gui {

/// What a run has sent of each item, or of stretches of items when there are many, beside what the
/// law expects of as many draws, with a band in which all bars together lie in 95 % of runs
/// (binomial, normal approximation with continuity correction, Bonferroni over the bars).
/// `counts` by item, of `draws` in all; empty: nothing was sent yet.
std::vector<ObservedBar> observedBars(
    const sampling::IndexDistribution& law, const std::vector<std::uint32_t>& counts, double draws);

} // namespace poolscope::gui
