// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/statistics.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace poolscope::report {

std::vector<double> defaultPercentiles()
{
    return { 0.1, 1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9 };
}

nlohmann::ordered_json statistics(
    std::vector<double> sample, const std::vector<double>& percentiles)
{
    if (sample.empty())
        return nullptr;
    std::sort(sample.begin(), sample.end());
    const auto count = static_cast<double>(sample.size());
    nlohmann::ordered_json result;
    result["mean"] = std::accumulate(sample.begin(), sample.end(), 0.0) / count;
    result["min"] = sample.front();
    result["max"] = sample.back();
    for (const double percentile : percentiles) {
        const double position = std::clamp(percentile, 0.0, 100.0) / 100 * (count - 1);
        const auto below = static_cast<std::size_t>(position);
        const std::size_t above = std::min(below + 1, sample.size() - 1);
        const double share = position - std::floor(position);
        const std::string key = percentile == 50 ? "median" : fmt::format("p{}", percentile);
        result[key] = sample[below] + share * (sample[above] - sample[below]);
    }
    return result;
}

} // namespace poolscope::report
