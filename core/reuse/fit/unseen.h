// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <span>

namespace poolscope::reuse {

/// What a log says about items that it does not hold, without assuming a law (reuse-math section
/// 6.3). Independent draws; `counts` of 0 are skipped.
struct Unseen {
    double draws = 0;
    double distinct = 0;
    double once = 0; ///< items seen exactly once
    double twice = 0;
    double leastSize = 0; ///< Chao's estimate (1984, bias-corrected): a lower bound for skewed laws
    double newShare = 0; ///< chance that the next draw is new: Good and Turing (1953)
    double coincidence = 0; ///< unbiased sum p^2
};

Unseen unseen(std::span<const std::uint64_t> counts);

} // namespace poolscope::reuse
