// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/plan/item_counts.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <vector>

namespace poolscope::snapshot {

/// A stretch of item indices that a chart draws as one bar.
struct Bin {
    std::int64_t first = 0;
    std::int64_t last = 0;
    double mass = 0; ///< P(index in the bin)
    double cumulative = 0; ///< P(index <= last)

    std::int64_t width() const { return last - first + 1; }
    bool operator==(const Bin&) const = default;
};

/// The law's range as at most about `limit` bins: one per item while they fit, else of equal width;
/// of equal ratio for zipf laws, whose interest lies at the head.
std::vector<Bin> binsOf(const sampling::IndexDistribution& law, std::size_t limit);

/// Counts by item summed over bins; items outside all bins are left out.
std::vector<double> binned(
    const std::vector<plan::ItemCount>& counts, const std::vector<Bin>& bins);

} // namespace poolscope::snapshot
