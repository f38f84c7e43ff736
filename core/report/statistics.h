// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace poolscope::report {

/// Percentiles that inference-perf reports by default.
std::vector<double> defaultPercentiles();

/// inference-perf's summary of a sample: {mean, min, max, p0.1, ..., median, ..., p99.9},
/// percentiles by linear interpolation (numpy's default); null for an empty sample.
nlohmann::ordered_json statistics(
    std::vector<double> sample, const std::vector<double>& percentiles);

} // namespace poolscope::report
