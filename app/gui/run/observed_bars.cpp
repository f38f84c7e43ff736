// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/run/observed_bars.h"

namespace poolscope::gui {

namespace {

ObservedBar barOf(const reuse::IndexBins& bins, std::size_t b, double expected)
{
    ObservedBar bar;
    bar.first = static_cast<double>(bins.edges[b]);
    bar.last = static_cast<double>(bins.edges[b + 1] - 1);
    bar.planned = bar.low = bar.high = expected;
    return bar;
}

} // namespace

std::vector<ObservedBar> plannedBars(const sampling::IndexDistribution& law, double draws)
{
    const reuse::IndexBins bins = reuse::RunCheck::barsOf(law);
    std::vector<ObservedBar> bars;
    for (std::size_t b = 0; b < bins.size(); ++b) {
        bars.push_back(barOf(bins, b, draws * bins.probabilities[b]));
        bars.back().observed = -1;
    }
    return bars;
}

std::vector<ObservedBar> observedBars(const reuse::RunCheck& check, Bands bands)
{
    const reuse::IndexBins& bins = check.bars();
    const std::vector<reuse::CountBand> allowed = check.bands();
    std::vector<ObservedBar> bars;
    for (std::size_t b = 0; b < bins.size(); ++b) {
        ObservedBar bar = barOf(bins, b, allowed[b].expected);
        bar.observed = static_cast<double>(check.counts()[b]);
        if (bands != Bands::none) {
            bar.low = static_cast<double>(allowed[b].low);
            bar.high = static_cast<double>(allowed[b].high);
        }
        bar.isOutside = bands == Bands::judged && !allowed[b].contains(check.counts()[b]);
        bars.push_back(bar);
    }
    return bars;
}

} // namespace poolscope::gui
