// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/histogram_table.h"

#include "app/gui/charts/histogram_shapes.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace poolscope::gui {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

QString tr(const char* text)
{
    return QCoreApplication::translate("HistogramTable", text);
}

} // namespace

ChartTable tableOfBars(const HistogramData& data)
{
    ChartTable table{ { tr("first item"), tr("last item"), tr("probability (0 to 1)"),
                          tr("cumulative probability (0 to 1)"), tr("drawn by this plan (draws)"),
                          tr("sent by the run (draws)"), tr("lowest of 95 % of runs (draws)"),
                          tr("highest of 95 % of runs (draws)") },
        {} };
    for (std::size_t i = 0; i < data.bins.size(); ++i) {
        const auto& bin = data.bins[i];
        const bool hasBand = i < data.bands.size();
        table.rows.push_back({ static_cast<double>(bin.first), static_cast<double>(bin.last),
            bin.mass, bin.cumulative, i < data.planned.size() ? data.planned[i] : none,
            i < data.observed.size() ? data.observed[i] : none,
            hasBand ? static_cast<double>(data.bands[i].low) : none,
            hasBand ? static_cast<double>(data.bands[i].high) : none });
    }
    return table;
}

ChartTable tableOfHottest(const HistogramData& data)
{
    ChartTable table{ { tr("hottest items"), tr("share of draws (0 to 1)"),
                          tr("share in this plan (0 to 1)"), tr("share sent by the run (0 to 1)"),
                          tr("lowest of 95 % of runs (0 to 1)"),
                          tr("highest of 95 % of runs (0 to 1)") },
        {} };
    const bool hasBand = !data.bands.empty();
    const double reach = hasBand ? cumulativeReach(data) : none;
    for (const HottestShare& share : hottestShares(data))
        table.rows.push_back({ share.items, share.law, data.plannedDraws > 0 ? share.planned : none,
            data.observedDraws > 0 ? share.observed : none,
            hasBand ? std::max(0.0, share.law - reach) : none,
            hasBand ? std::min(1.0, share.law + reach) : none });
    return table;
}

} // namespace poolscope::gui
