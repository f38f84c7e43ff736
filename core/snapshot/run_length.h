// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/plan/plan.h"
#include "core/reuse/check/run_length.h"

#include <cstdint>
#include <optional>

namespace poolscope::snapshot {

/// The cache effect that a run is expected to be long enough for, unless somebody knows better.
inline constexpr double soughtDifference = 0.2; ///< of the times to first token, as a share
/// ... where times to first token spread by this share of their mean (standard deviation).
inline constexpr double assumedSpread = 0.4;

/// Are `requests` requests of a plan enough to show first-seen requests to be slower than repeats?
/// Nothing where that is no question of chance: without media, where every item is new, or where
/// requests are listed. A shared prefix counts as an item of its group. Takes some milliseconds.
std::optional<reuse::LengthAdvice> adviseLength(const plan::Plan& plan, std::uint64_t requests);

} // namespace poolscope::snapshot
