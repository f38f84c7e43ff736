// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/svg_plot.h"

#include <string>
#include <vector>

namespace poolscope::report {

inline constexpr double plotWidth = 720;
inline constexpr double plotHeight = 440;
inline constexpr double plotFontSize = 12;

struct PlotLabel {
    double x = 0;
    double y = 0; ///< of the text's base line
    std::string text;
    PlotColor color = PlotColor::ink;
    bool endsAtX = false; ///< else it begins there
};

/// Where everything of a Plot stands, in units of the document.
struct PlotLayout {
    AxisRange x;
    AxisRange y;
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    std::vector<PlotLabel> ends; ///< of series and of marks across y; without a legend all of them
    std::vector<PlotLabel> legend; ///< empty where the ends do
    /// One for each mark of the Plot: of those across x, above the plot; without text of the
    /// others.
    std::vector<PlotLabel> marks;

    double xOf(double value) const;
    double yOf(double value) const;
    bool canShow(const PlotPoint& point) const;
    bool isInside(const PlotMark& mark) const;
};

PlotLayout layOut(const Plot& plot);

} // namespace poolscope::report
