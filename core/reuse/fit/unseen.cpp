// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit/unseen.h"

#include <algorithm>

namespace poolscope::reuse {

Unseen unseen(std::span<const std::uint64_t> counts)
{
    Unseen result;
    double pairs = 0;
    for (const std::uint64_t count : counts) {
        const auto c = static_cast<double>(count);
        result.draws += c;
        result.distinct += count > 0 ? 1 : 0;
        result.once += count == 1 ? 1 : 0;
        result.twice += count == 2 ? 1 : 0;
        pairs += c * (c - 1);
    }
    result.leastSize = result.distinct + result.once * (result.once - 1) / (2 * (result.twice + 1));
    if (result.draws > 0)
        result.newShare = result.once / result.draws;
    if (result.draws > 1)
        result.coincidence = std::max(0.0, pairs / (result.draws * (result.draws - 1)));
    return result;
}

} // namespace poolscope::reuse
