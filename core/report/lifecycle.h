// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/record.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace poolscope::report {

using Records = std::vector<const run::Record*>;

/// Seconds from the first start to the last end; 0 without records.
double benchmarkTime(const Records& records);

/// benchmark_time_seconds, load_summary, successes and failures of these records, as inference-perf
/// names and computes them (reference section 6.2). Interrupted requests are to be left out before.
nlohmann::ordered_json lifecycle(const Records& records, const std::vector<double>& percentiles);

} // namespace poolscope::report
