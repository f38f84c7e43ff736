// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"
#include "core/snapshot/bins.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <vector>

namespace poolscope::gui {

/// What is written of a bar's item when the law is a list of weights.
struct WrittenWeight {
    int entry = -1; ///< its number in the list; below 0: the item is not in it
    double weight = 0;

    bool isWritten() const { return entry >= 0; }
    bool operator==(const WrittenWeight&) const = default;
};

/// What a histogram of a pool's law shows.
struct HistogramData {
    std::vector<snapshot::Bin> bins;
    std::vector<double> planned; ///< draws of the plan by bin; empty: not shown
    double plannedDraws = 0;
    std::vector<double> observed; ///< items a run has sent by bin; empty: not shown
    double observedDraws = 0;
    /// Counts by bin in which 95 % of runs of `bandDraws` draws have all their bars; empty: not
    /// known.
    std::vector<reuse::CountBand> bands;
    double bandDraws = 0;
    std::vector<WrittenWeight> weights; ///< by bin; empty: the law is no list of weights
    std::int64_t poolSize = 1;
    double topHundredth = 0; ///< share of draws of the hottest 1 % of the pool
    double topTenth = 0; ///< ... 10 %
    QColor hue;
    QString itemName; ///< "image index"
    QString title; ///< of copies: "Image pool, 100 items, zipf 1.1"

    bool operator==(const HistogramData&) const = default;
};

/// How it is shown.
struct HistogramView {
    bool isLogarithmic = true; ///< decades up the side where the law spans one
    bool isCumulative = false; ///< share of draws by the hottest items
    bool hasPlanned = true;
    bool hasObserved = true;

    bool operator==(const HistogramView&) const = default;
};

} // namespace poolscope::gui
