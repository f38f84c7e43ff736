// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/workload.h"

#include <string>

/// Figures about upstream's distributions, for messages.
namespace poolscope::config::checks {

/// Probability that a draw lies below `min` before it is raised to it, and above `max`. 0 for types
/// without bounds of their own and for skew_normal, where no closed form is at hand.
double massBelow(const Distribution& law, double min);
double massAbove(const Distribution& law, double max);

/// "17/33/50 %" for upstream's uniform law over min..max; the ends stand out when there are many.
/// `endsAlike`: the lengths drawn in advance, whose last value is as rare as the first.
std::string uniformShares(std::int64_t min, std::int64_t max, bool endsAlike);

} // namespace poolscope::config::checks
