// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/plot_layout.h"

#include "core/report/svg_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace poolscope::report {

namespace {

constexpr double edge = 16; ///< of the document
constexpr double titleBottom = 62;
constexpr double rowHeight = 18;
constexpr double lineHeight = 15;
constexpr double labelGap = 8;
/// A label further from its line's end than this would be taken for another's.
constexpr double farthestShift = 16;
/// Keeps labels off the x axis.
constexpr double footGap = 9;
constexpr std::size_t longestLabel = 28;

double widthOf(const std::string& text)
{
    return textWidth(text, plotFontSize);
}

/// All values that both axes have to show.
void settleAxes(const Plot& plot, PlotLayout& layout)
{
    layout.x.scale = plot.x.scale;
    layout.y.scale = plot.y.scale;
    AxisExtent x;
    AxisExtent y;
    for (const PlotSeries& series : plot.series)
        for (const PlotPoint& point : series.points) {
            if (!layout.canShow(point))
                continue;
            x.add(point.x);
            y.add(point.y);
            if (series.form == SeriesForm::band && layout.y.canShow(point.top))
                y.add(point.top);
            if (series.form == SeriesForm::area && plot.y.scale == AxisScale::linear)
                y.add(0);
        }
    for (const PlotMark& mark : plot.marks) {
        const bool isX = mark.axis == PlotMark::Across::x;
        if ((isX ? layout.x : layout.y).canShow(mark.at))
            (isX ? x : y).add(mark.at);
    }
    layout.x = settle(plot.x, x);
    layout.y = settle(plot.y, y);
}

/// Where a series ends, as far as it is shown.
std::optional<PlotPoint> lastPoint(const PlotLayout& layout, const PlotSeries& series)
{
    for (auto point = series.points.rbegin(); point != series.points.rend(); ++point)
        if (layout.canShow(*point) && point->x <= layout.x.to)
            return *point;
    return {};
}

/// Room for the labels of what ends near the right edge.
double rightMargin(const Plot& plot, const PlotLayout& layout)
{
    double widest = 0;
    for (const PlotSeries& series : plot.series)
        if (const auto last = lastPoint(layout, series);
            last && !series.label.empty() && layout.x.place(last->x) > 0.75)
            widest = std::max(widest, widthOf(elided(series.label, longestLabel)));
    for (const PlotMark& mark : plot.marks)
        if (mark.axis == PlotMark::Across::y)
            widest = std::max(widest, widthOf(elided(mark.label, longestLabel)));
    return widest > 0 ? widest + labelGap + edge : 2 * edge;
}

/// Labels at the ends, in the order of `plot.series` and then of the marks.
std::vector<PlotLabel> endLabels(const Plot& plot, const PlotLayout& layout)
{
    std::vector<PlotLabel> labels;
    const auto add = [&](double x, double y, const std::string& text, PlotColor color) {
        PlotLabel label{ x + labelGap, std::clamp(y, layout.top, layout.bottom - footGap) + 4,
            elided(text, longestLabel), color, false };
        if (label.x + widthOf(label.text) > plotWidth - labelGap) {
            label.x = plotWidth - labelGap;
            label.endsAtX = true;
        }
        labels.push_back(std::move(label));
    };
    for (const PlotSeries& series : plot.series)
        if (const auto last = lastPoint(layout, series); last && !series.label.empty()) {
            const double y = series.form == SeriesForm::band && layout.y.canShow(last->top)
                ? 0.5 * (layout.yOf(last->y) + layout.yOf(last->top))
                : layout.yOf(last->y);
            add(layout.xOf(last->x), y, series.label, series.color);
        }
    for (const PlotMark& mark : plot.marks)
        if (mark.axis == PlotMark::Across::y && layout.isInside(mark) && !mark.label.empty())
            add(layout.right, layout.yOf(mark.at), mark.label, PlotColor::dim);
    return labels;
}

bool areInOneColumn(const PlotLabel& a, const PlotLabel& b)
{
    const auto begin = [](const PlotLabel& label) {
        return label.endsAtX ? label.x - widthOf(label.text) : label.x;
    };
    return begin(a) < begin(b) + widthOf(b.text) && begin(b) < begin(a) + widthOf(a.text);
}

/// Moves labels off one another, from the top down and back up from the bottom. False: one came too
/// far from its line.
bool spread(std::vector<PlotLabel>& labels, const PlotLayout& layout)
{
    std::vector<std::size_t> order(labels.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return labels[a].y < labels[b].y; });
    const std::vector<PlotLabel> before = labels;
    for (std::size_t i = 1; i < order.size(); ++i)
        for (std::size_t above = 0; above < i; ++above) {
            PlotLabel& label = labels[order[i]];
            if (areInOneColumn(labels[order[above]], label))
                label.y = std::max(label.y, labels[order[above]].y + lineHeight);
        }
    for (std::size_t i = order.size(); i-- > 0;) {
        PlotLabel& label = labels[order[i]];
        label.y = std::min(label.y, layout.bottom - footGap + 4);
        for (std::size_t below = i + 1; below < order.size(); ++below)
            if (areInOneColumn(label, labels[order[below]]))
                label.y = std::min(label.y, labels[order[below]].y - lineHeight);
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (std::fabs(labels[i].y - before[i].y) > farthestShift)
            return false;
    return true;
}

/// A row or more of names with their colours below the title. Returns their height.
double addLegend(const Plot& plot, PlotLayout& layout, double y)
{
    constexpr double swatch = 24;
    double x = edge;
    double height = 0;
    for (const PlotSeries& series : plot.series) {
        if (series.label.empty() || !lastPoint(layout, series))
            continue;
        const std::string text = elided(series.label, longestLabel);
        const double width = swatch + widthOf(text) + edge;
        if (height == 0 || x + width > plotWidth - edge) {
            x = edge;
            height += rowHeight;
        }
        layout.legend.push_back({ x + swatch, y + height - 4, text, series.color, false });
        x += width;
    }
    return height + 8; // clear of the topmost tick
}

/// Names of the marks across x as flags right of their lines, in as many rows as they need: a line
/// ends at its flag, and flags further left fly higher, so no line crosses a name. Returns the
/// rows' height.
double addMarkLabels(const Plot& plot, PlotLayout& layout, double y)
{
    struct Flag {
        double line = 0;
        double begin = 0;
        double end = 0;
        std::size_t row = 0;
        std::size_t mark = 0;
    };
    std::vector<Flag> flags;
    for (std::size_t i = 0; i < plot.marks.size(); ++i) {
        const PlotMark& mark = plot.marks[i];
        if (mark.axis != PlotMark::Across::x || mark.label.empty() || !layout.isInside(mark))
            continue;
        const double width = widthOf(elided(mark.label, longestLabel));
        const double line = layout.xOf(mark.at);
        const double begin = std::min(line + 4, plotWidth - labelGap - width);
        flags.push_back({ line, begin, begin + width, 0, i });
    }
    std::stable_sort(
        flags.begin(), flags.end(), [](const Flag& a, const Flag& b) { return a.line > b.line; });
    std::size_t rows = 0;
    for (std::size_t i = 0; i < flags.size(); ++i) {
        Flag& flag = flags[i];
        for (std::size_t before = 0; before < i; ++before) {
            const Flag& other = flags[before];
            if (other.begin < flag.end + labelGap && flag.begin < other.end + labelGap)
                flag.row = std::max(flag.row, other.row + 1);
        }
        rows = std::max(rows, flag.row + 1);
    }
    const double height = lineHeight * static_cast<double>(rows);
    layout.marks.assign(plot.marks.size(), {});
    for (const Flag& flag : flags)
        layout.marks[flag.mark]
            = { flag.begin, y + height - 4 - lineHeight * static_cast<double>(flag.row),
                  elided(plot.marks[flag.mark].label, longestLabel), PlotColor::dim, false };
    return height;
}

} // namespace

double PlotLayout::xOf(double value) const
{
    return left + std::clamp(x.place(value), -10.0, 10.0) * (right - left);
}

double PlotLayout::yOf(double value) const
{
    return bottom - std::clamp(y.place(value), -10.0, 10.0) * (bottom - top);
}

bool PlotLayout::isInside(const PlotMark& mark) const
{
    const AxisRange& range = mark.axis == PlotMark::Across::x ? x : y;
    const double place = range.canShow(mark.at) ? range.place(mark.at) : -1;
    return place > -1e-9 && place < 1 + 1e-9;
}

bool PlotLayout::canShow(const PlotPoint& point) const
{
    return x.canShow(point.x) && y.canShow(point.y);
}

PlotLayout layOut(const Plot& plot)
{
    PlotLayout layout;
    settleAxes(plot, layout);
    double widestTick = 0;
    for (const AxisTick& tick : layout.y.ticks)
        widestTick = std::max(widestTick, widthOf(tick.text));
    layout.left = std::max(64.0, edge + lineHeight + widestTick + 2 * labelGap);
    layout.right = plotWidth - rightMargin(plot, layout);
    layout.bottom = plotHeight - 56;
    const double noteBottom = plot.note.empty() ? titleBottom - rowHeight : titleBottom;
    layout.top = noteBottom + addMarkLabels(plot, layout, noteBottom);
    layout.ends = endLabels(plot, layout);
    if (spread(layout.ends, layout))
        return layout;
    const double legendBottom = noteBottom + addLegend(plot, layout, noteBottom);
    Plot onlyMarks;
    onlyMarks.marks = plot.marks;
    layout.right = plotWidth - rightMargin(onlyMarks, layout);
    layout.top = legendBottom + addMarkLabels(plot, layout, legendBottom);
    layout.ends = endLabels(onlyMarks, layout);
    spread(layout.ends, layout); // as well as may be
    return layout;
}

} // namespace poolscope::report
