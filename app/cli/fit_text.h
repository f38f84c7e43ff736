// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/report/svg_plot.h"
#include "core/reuse/access_log.h"
#include "core/reuse/fit.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace poolscope::cli {

/// A log and the law found in it, as a table.
void showFit(const Console& console, std::string_view name, const reuse::AccessLog& log,
    const reuse::FitRequest& request, const reuse::Fit& fit);

/// The same with all figures; null where the log does not tell.
nlohmann::ordered_json fitJson(std::string_view name, const reuse::AccessLog& log,
    const reuse::FitRequest& request, const reuse::Fit& fit);

/// Uses by rank, as observed and as the law has them.
report::Plot fitPlot(std::string_view name, report::PlotColor color,
    const reuse::FitRequest& request, const reuse::Fit& fit);

} // namespace poolscope::cli
