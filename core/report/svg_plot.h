// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/report/plot_axis.h"

#include <string>
#include <vector>

namespace poolscope::report {

/// The window's hues, each with a light and a dark shade.
enum class PlotColor { accent, image, video, audio, amber, ink, dim };

PlotColor colorOf(base::Modality modality);

enum class SeriesForm {
    line,
    steps, ///< each value holds until the next point's x
    points,
    area, ///< filled down to 0, or to the foot of a log axis
    band ///< filled from `y` up to `top`
};

struct PlotPoint {
    double x = 0;
    double y = 0;
    double top = 0; ///< of bands only

    bool operator==(const PlotPoint&) const = default;
};

struct PlotSeries {
    std::string label; ///< stands at the last point; may be empty
    SeriesForm form = SeriesForm::line;
    PlotColor color = PlotColor::accent;
    /// By rising x. A point that is not finite, or not above 0 on a log axis, is left out and
    /// leaves a gap.
    std::vector<PlotPoint> points;
};

/// A dashed line across the plot at a value that matters.
struct PlotMark {
    enum class Across { x, y }; ///< the axis that the value belongs to
    Across axis = Across::x;
    double at = 0;
    std::string label; ///< "lru:50", "this run"; may be empty
};

struct Plot {
    std::string title;
    std::string note; ///< a line below the title: what it assumes; may be empty
    PlotAxis x;
    PlotAxis y;
    std::vector<PlotSeries> series; ///< drawn in this order
    std::vector<PlotMark> marks;
};

/// The plot as a stand-alone SVG document of 720 by 440 units, light or dark as the reader's system
/// is. The same plot gives the same bytes on every machine. Labels stand at the ends of their
/// series; a legend takes their place where they would collide.
std::string svgPlot(const Plot& plot);

} // namespace poolscope::report
