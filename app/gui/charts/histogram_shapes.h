// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/histogram_data.h"

#include <QList>
#include <QPointF>

#include <span>
#include <vector>

/// The shapes of a histogram in the units of its axes: indices or ranks along, per cent up.
namespace poolscope::gui {

/// Probability of one item of a bar, in per cent.
double perItem(double mass, const snapshot::Bin& bin);

/// What the axes of a histogram show.
struct HistogramScale {
    bool isWide = false; ///< more items than bars, of a zipf law: ranks from 1 on in decades
    bool isLogarithmic = false; ///< up the side
    double low = 0; ///< per cent
    double high = 100;

    bool operator==(const HistogramScale&) const = default;
};

HistogramScale scaleOf(const HistogramData& data, const HistogramView& view);

/// Where an index lies along the axis, and which index lies there.
double xOfIndex(const HistogramData& data, const HistogramScale& scale, double index);
double indexAt(const HistogramData& data, const HistogramScale& scale, double x);

/// The law as bars, or as an area where they are too many for gaps.
QList<QPointF> barsOf(const HistogramData& data, const HistogramScale& scale);
/// Counts of bars out of `total` as one line of steps.
QList<QPointF> stepsOf(const HistogramData& data, const HistogramScale& scale,
    std::span<const double> counts, double total);
/// Counts above 0 as points in the middle of their bars.
QList<QPointF> pointsOf(const HistogramData& data, const HistogramScale& scale,
    std::span<const double> counts, double total);

/// Both edges of a band.
struct BandShape {
    QList<QPointF> top;
    QList<QPointF> bottom;
};
BandShape bandOf(const HistogramData& data, const HistogramScale& scale);

/// The hottest bars up to one of them.
struct HottestShare {
    std::size_t bin = 0; ///< the last of them
    double items = 0; ///< in them
    double law = 0; ///< their share of draws
    double planned = 0; ///< ... of the plan's
    double observed = 0; ///< ... of a run's
};
/// From the hottest bar on, equally hot ones by index.
std::vector<HottestShare> hottestShares(const HistogramData& data);
/// Half-width of the band around the law's cumulative share that holds 95 % of runs of as many
/// draws as were observed, everywhere at once.
double cumulativeReach(const HistogramData& data);

} // namespace poolscope::gui
