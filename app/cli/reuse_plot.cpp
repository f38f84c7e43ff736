// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reuse_plot.h"

#include "core/report/svg_plot.h"

#include <fmt/format.h>

namespace poolscope::cli {

namespace {

using report::AxisScale;
using report::PlotColor;
using report::PlotSeries;
using report::SeriesForm;

std::string labelOf(const PoolReuse& pool, std::string_view what, std::size_t pools)
{
    return pools == 1 ? std::string(what) : fmt::format("{}, {}", base::name(pool.modality), what);
}

void addHits(report::Plot& plot, const PoolReuse& pool, std::size_t pools)
{
    PlotSeries expected{ labelOf(pool, "expected", pools), SeriesForm::line,
        report::colorOf(pool.modality), {} };
    for (const auto& point : pool.figures.hitCurve)
        expected.points.push_back({ point.capacity, 100 * point.hitRate });
    PlotSeries planned{ labelOf(pool, "this plan", pools), SeriesForm::steps, PlotColor::ink, {} };
    for (const auto& point : pool.figures.plannedHits)
        planned.points.push_back({ static_cast<double>(point.capacity), 100 * point.hitRate });
    plot.series.push_back(std::move(expected));
    plot.series.push_back(std::move(planned));
}

void addRun(report::Plot& plot, const PoolReuse& pool, std::size_t pools)
{
    const auto size = static_cast<double>(pool.media->poolSize());
    PlotSeries sent{ labelOf(pool, "items sent", pools), SeriesForm::line,
        report::colorOf(pool.modality), {} };
    PlotSeries repeats{ labelOf(pool, "repeats", pools), SeriesForm::line, PlotColor::amber, {} };
    for (const auto& point : pool.figures.runCurve) {
        sent.points.push_back({ point.requests, 100 * point.distinct / size });
        repeats.points.push_back({ point.requests, 100 * point.repeatShare });
    }
    PlotSeries sentByPlan{ labelOf(pool, "this plan", pools), SeriesForm::steps, PlotColor::ink,
        {} };
    PlotSeries repeatsOfPlan{ {}, SeriesForm::steps, PlotColor::ink, {} };
    for (const auto& point : pool.figures.plannedCurve) {
        const auto requests = static_cast<double>(point.requests);
        sentByPlan.points.push_back({ requests, 100 * static_cast<double>(point.distinct) / size });
        repeatsOfPlan.points.push_back({ requests, 100 * point.repeatShare() });
    }
    for (PlotSeries* series : { &sent, &repeats, &sentByPlan, &repeatsOfPlan })
        if (!series->points.empty())
            plot.series.push_back(std::move(*series));
}

void markCaches(report::Plot& plot, const PoolReuse& pool, reuse::CacheUnit unit)
{
    for (std::size_t i = 0; i < pool.caches.size(); ++i) {
        const reuse::CacheSpec& spec = pool.figures.caches[i].spec;
        if (spec.policy != reuse::CachePolicy::unlimited && spec.unit == unit)
            plot.marks.push_back({ report::PlotMark::Across::x, static_cast<double>(spec.capacity),
                pool.caches[i] });
    }
}

std::string_view unitName(reuse::CacheUnit unit)
{
    return unit == reuse::CacheUnit::items ? "items"
        : unit == reuse::CacheUnit::bytes  ? "bytes"
                                           : "tokens";
}

} // namespace

std::string reusePlot(
    const std::vector<PoolReuse>& pools, PlotBy by, reuse::CacheUnit unit, const std::string& run)
{
    report::Plot plot;
    plot.y.from = 0;
    plot.y.to = 100;
    plot.y.unit = "%";
    plot.x.scale = AxisScale::log10;
    if (by == PlotBy::capacity) {
        plot.title = "Hit rate of an LRU cache";
        plot.note = run + ", from an empty cache";
        plot.x.title = "Capacity";
        plot.x.unit = unitName(unit);
        plot.y.title = "Slots that hit";
    } else {
        plot.title = "Items sent and repeats over the run";
        plot.note = run;
        plot.x.title = "Requests";
        plot.y.title = "Share of the pool, share of draws";
    }
    for (const PoolReuse& pool : pools)
        by == PlotBy::capacity ? addHits(plot, pool, pools.size())
                               : addRun(plot, pool, pools.size());
    if (by == PlotBy::capacity && !pools.empty())
        markCaches(plot, pools.front(), unit);
    return report::svgPlot(plot);
}

} // namespace poolscope::cli
