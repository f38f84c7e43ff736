// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/chart_table.h"
#include "app/gui/charts/histogram_data.h"

/// The numbers behind a histogram, in its two views.
namespace poolscope::gui {

/// A row for each bar.
ChartTable tableOfBars(const HistogramData& data);
/// A row for each bar and all that are hotter.
ChartTable tableOfHottest(const HistogramData& data);

} // namespace poolscope::gui
