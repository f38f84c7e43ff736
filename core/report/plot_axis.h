// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace poolscope::report {

enum class AxisScale { linear, log10 };

/// One axis of a Plot, as it is asked for.
struct PlotAxis {
    std::string title; ///< "Cache capacity"
    std::string unit; ///< "items", "%": shown behind the title; may be empty
    AxisScale scale = AxisScale::linear; ///< log10 shows values above 0 only
    std::optional<double> from{}; ///< absent: a round number below all that is shown
    std::optional<double> to{}; ///< absent: ... above
};

struct AxisTick {
    double value = 0;
    std::string text; ///< "20", "1 000", "50k", "10⁻⁴"

    bool operator==(const AxisTick&) const = default;
};

/// An axis with its ends settled and at most five ticks at round numbers, in rising order.
struct AxisRange {
    AxisScale scale = AxisScale::linear;
    double from = 0;
    double to = 1;
    std::vector<AxisTick> ticks;

    /// Where a value stands: 0 at `from`, 1 at `to`, beyond them outside.
    double place(double value) const;
    bool canShow(double value) const; ///< finite, and above 0 on a log axis
};

/// What an axis has to show.
struct AxisExtent {
    double least = 0;
    double most = 0;
    bool isEmpty = true;

    void add(double value);
};

/// Settles an axis around `shown`; a linear axis of values from 0 on begins at 0 unless they are
/// all near one another.
AxisRange settle(const PlotAxis& axis, const AxisExtent& shown);

} // namespace poolscope::report
