// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/run/observed_bars.h"

#include "core/base/portable_math.h"
#include "core/snapshot/bins.h"

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr std::size_t maxBars = 40;

/// The hottest items one by one for a law that falls from its first item on, else stretches of the
/// same whole number of items.
std::vector<snapshot::Bin> barsOf(const sampling::IndexDistribution& law)
{
    if (!std::holds_alternative<sampling::IndexDistribution::Zipf>(law.law())) {
        const auto items = static_cast<std::size_t>(law.highest() - law.lowest() + 1);
        const std::size_t perBar = (items + maxBars - 1) / maxBars;
        return snapshot::binsOf(law, (items + perBar - 1) / perBar);
    }
    std::vector<snapshot::Bin> bars;
    const std::int64_t end
        = std::min(law.highest(), law.lowest() + static_cast<std::int64_t>(maxBars) - 1);
    for (std::int64_t i = law.lowest(); i <= end; ++i)
        bars.push_back({ i, i, law.probability(i), law.cumulative(i) });
    return bars;
}

} // namespace

std::vector<ObservedBar> observedBars(
    const sampling::IndexDistribution& law, const std::vector<std::uint32_t>& counts, double draws)
{
    const auto bins = barsOf(law);
    std::vector<plan::ItemCount> used;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            used.push_back({ i, counts[i] });
    const auto observed = snapshot::binned(used, bins);
    const double z = base::portable::normalQuantile(
        1 - 0.025 / static_cast<double>(std::max<std::size_t>(1, bins.size())));
    std::vector<ObservedBar> bars;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const double p = bins[i].mass;
        const double reach = z * std::sqrt(draws * p * (1 - p)) + 0.5;
        bars.push_back({ static_cast<double>(bins[i].first), static_cast<double>(bins[i].last),
            draws * p, std::max(0.0, draws * p - reach), draws * p + reach,
            counts.empty() ? -1 : observed[i] });
    }
    return bars;
}

} // namespace poolscope::gui
