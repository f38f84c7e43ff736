// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/bins.h"

#include <algorithm>
#include <cmath>

namespace poolscope::snapshot {

namespace {

/// Last indices of the bins, ascending, counted from 0.
std::vector<std::int64_t> edges(std::int64_t count, std::size_t limit, bool isLogarithmic)
{
    std::vector<std::int64_t> ends;
    const auto bins = static_cast<double>(limit);
    const double n = static_cast<double>(count);
    for (std::size_t i = 1; i <= limit; ++i) {
        const double share = static_cast<double>(i) / bins;
        const double end = isLogarithmic ? std::pow(n, share) : n * share;
        const auto last = std::clamp<std::int64_t>(
            static_cast<std::int64_t>(std::llround(end)) - 1, 0, count - 1);
        if (ends.empty() || last > ends.back())
            ends.push_back(last);
    }
    ends.back() = count - 1;
    return ends;
}

} // namespace

std::vector<Bin> binsOf(const sampling::IndexDistribution& law, std::size_t limit)
{
    const std::int64_t count = law.highest() - law.lowest() + 1;
    const bool isZipf = std::holds_alternative<sampling::IndexDistribution::Zipf>(law.law());
    const std::size_t bins
        = static_cast<std::uint64_t>(count) <= limit ? static_cast<std::size_t>(count) : limit;
    const bool oneByOne = bins == static_cast<std::uint64_t>(count);
    std::vector<Bin> result;
    std::int64_t first = law.lowest();
    double cumulative = 0;
    for (const std::int64_t end : edges(count, bins, isZipf && !oneByOne)) {
        Bin bin{ first, law.lowest() + end, 0, 0 };
        bin.mass = law.mass(bin.first, bin.last);
        cumulative = std::min(1.0, cumulative + bin.mass);
        bin.cumulative = cumulative;
        result.push_back(bin);
        first = bin.last + 1;
    }
    return result;
}

std::vector<double> binned(const std::vector<plan::ItemCount>& counts, const std::vector<Bin>& bins)
{
    std::vector<double> sums(bins.size());
    std::size_t bin = 0;
    for (const auto& [item, count] : counts) {
        const auto index = static_cast<std::int64_t>(item);
        while (bin < bins.size() && bins[bin].last < index)
            ++bin;
        if (bin < bins.size() && bins[bin].first <= index)
            sums[bin] += static_cast<double>(count);
    }
    return sums;
}

} // namespace poolscope::snapshot
