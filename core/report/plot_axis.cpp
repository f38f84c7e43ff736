// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/plot_axis.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <numbers>

namespace poolscope::report {

namespace {

constexpr std::size_t mostTicks = 5;
/// Ranges are widened and rounded up to here; beyond, doubles run out.
constexpr double largest = 1e300;
constexpr double smallest = 1e-300;

double log10(double value)
{
    return base::portable::log(value) / std::numbers::ln10;
}

/// 10^exponent, exact as far as doubles go.
double power(int exponent)
{
    return std::strtod(fmt::format("1e{}", exponent).c_str(), nullptr);
}

int exponentOf(double value)
{
    // The logarithm of 1000 may come out just below 3.
    return static_cast<int>(std::floor(log10(value) + 1e-9));
}

std::string superscript(int exponent)
{
    constexpr std::array<const char*, 10> digits{ "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸",
        "⁹" };
    std::string text;
    for (const char c : std::to_string(exponent))
        text += c == '-' ? "⁻" : digits.at(static_cast<std::size_t>(c - '0'));
    return text;
}

/// In thousands, millions and so on where `largestShown` is beyond `plainBelow`.
std::string tickText(double value, double largestShown, double plainBelow)
{
    constexpr std::array<const char*, 6> suffixes{ "", "k", "M", "G", "T", "P" };
    if (value == 0)
        return "0";
    const double size = std::fabs(value);
    const int exponent = exponentOf(size);
    if (exponent < -3 || largestShown >= 1e18) {
        const double mantissa = value / power(exponent);
        const std::string ten = "10" + superscript(exponent);
        return std::fabs(mantissa - 1) < 1e-9 ? ten : fmt::format("{:.4g}·{}", mantissa, ten);
    }
    std::size_t suffix = 0;
    double shown = value;
    if (largestShown >= plainBelow)
        for (double rest = largestShown; rest >= 999.9995 && suffix + 1 < suffixes.size();
             rest /= 1000, ++suffix)
            shown /= 1000;
    std::string text = fmt::format("{:.6g}", shown);
    if (suffix == 0 && size >= 1000 && text.find_first_of(".e") == std::string::npos)
        text.insert(text.size() - 3, " ");
    return text + suffixes.at(suffix);
}

/// 1, 2, 2.5 or 5 times a power of ten: the least step that needs at most four steps for `span`
/// where `fits` agrees.
template <class Fits> double stepFor(double span, Fits fits)
{
    for (int exponent = exponentOf(span / 10);; ++exponent)
        for (const double mantissa : { 1.0, 2.0, 2.5, 5.0 })
            if (const double step = mantissa * power(exponent); fits(step))
                return step;
}

/// A little beyond a multiple is still that multiple.
double floorTo(double value, double step)
{
    return std::floor(value / step + 1e-9) * step;
}
double ceilTo(double value, double step)
{
    return std::ceil(value / step - 1e-9) * step;
}

void addLinearTicks(AxisRange& range, double step)
{
    const double first = std::ceil(range.from / step - 1e-9);
    const double last = std::floor(range.to / step + 1e-9);
    const double greatest = std::max(std::fabs(range.from), std::fabs(range.to));
    range.ticks.clear();
    for (double k = first; k <= last && range.ticks.size() < mostTicks; ++k)
        range.ticks.push_back({ k * step, tickText(k * step, greatest, 10000) });
}

void settleLinear(AxisRange& range, const PlotAxis& axis)
{
    const double span = range.to - range.from;
    const double step = stepFor(span, [&](double tried) {
        const double low = axis.from ? range.from / tried : std::floor(range.from / tried + 1e-9);
        const double high = axis.to ? range.to / tried : std::ceil(range.to / tried - 1e-9);
        return high - low <= static_cast<double>(mostTicks) - 1 + 1e-9;
    });
    if (!axis.from)
        range.from = floorTo(range.from, step);
    if (!axis.to)
        range.to = ceilTo(range.to, step);
    addLinearTicks(range, step);
}

/// 1, 2 or 5 times a power of ten, at most `value`.
double roundBelow(double value)
{
    const double decade = power(exponentOf(value));
    const double mantissa = value / decade;
    return decade * (mantissa >= 5 - 1e-9 ? 5 : mantissa >= 2 - 1e-9 ? 2 : 1);
}

double roundAbove(double value)
{
    const double decade = power(exponentOf(value));
    const double mantissa = value / decade;
    return decade
        * (mantissa <= 1 + 1e-9        ? 1
                : mantissa <= 2 + 1e-9 ? 2
                : mantissa <= 5 + 1e-9 ? 5
                                       : 10);
}

/// Ticks at `mantissas` times every `stride`th power of ten.
std::vector<AxisTick> logTicks(
    const AxisRange& range, const std::vector<double>& mantissas, int stride)
{
    std::vector<AxisTick> ticks;
    for (int exponent = exponentOf(range.from); exponent <= exponentOf(range.to); ++exponent) {
        if (exponent % stride != 0)
            continue;
        for (const double mantissa : mantissas) {
            const double value = mantissa * power(exponent);
            if (value >= range.from * (1 - 1e-9) && value <= range.to * (1 + 1e-9))
                ticks.push_back({ value, tickText(value, value, 1000) });
        }
    }
    return ticks;
}

void settleLog(AxisRange& range, const PlotAxis& axis)
{
    if (!axis.from)
        range.from = roundBelow(range.from);
    if (!axis.to)
        range.to = roundAbove(range.to);
    for (const auto& mantissas :
        { std::vector<double>{ 1, 2, 5 }, std::vector<double>{ 1, 5 }, std::vector<double>{ 1 } }) {
        range.ticks = logTicks(range, mantissas, 1);
        if (range.ticks.size() <= mostTicks)
            break;
    }
    for (int stride = 2; range.ticks.size() > mostTicks; ++stride)
        range.ticks = logTicks(range, { 1 }, stride);
    if (range.ticks.size() < 2)
        addLinearTicks(range, stepFor(range.to - range.from, [&](double step) {
            return (range.to - range.from) / step <= static_cast<double>(mostTicks) - 1;
        }));
}

} // namespace

double AxisRange::place(double value) const
{
    if (scale == AxisScale::log10)
        return (log10(value) - log10(from)) / (log10(to) - log10(from));
    return (value - from) / (to - from);
}

bool AxisRange::canShow(double value) const
{
    return std::isfinite(value) && (scale == AxisScale::linear || value > 0);
}

void AxisExtent::add(double value)
{
    least = isEmpty ? value : std::min(least, value);
    most = isEmpty ? value : std::max(most, value);
    isEmpty = false;
}

AxisRange settle(const PlotAxis& axis, const AxisExtent& shown)
{
    const bool isLog = axis.scale == AxisScale::log10;
    AxisRange range{ axis.scale, isLog ? 1.0 : 0.0, isLog ? 10.0 : 1.0, {} };
    if (!shown.isEmpty) {
        range.from = std::clamp(shown.least, isLog ? smallest : -largest, largest);
        range.to = std::clamp(shown.most, range.from, largest);
        if (!isLog && range.from > 0 && range.from <= 0.5 * range.to)
            range.from = 0;
    }
    range.from = axis.from.value_or(range.from);
    range.to = axis.to.value_or(range.to);
    // A range without width gets one, around its value or above a fixed end.
    const double lift = isLog ? range.from : std::max(std::fabs(range.from) * 0.1, smallest);
    if (range.to - range.from <= std::max(1e-12 * std::fabs(range.from), isLog ? 0 : smallest)) {
        range.to = range.from + (range.from == 0 ? 1 : lift);
        if (!axis.from && !isLog && range.from != 0)
            range.from -= lift;
    }
    if (isLog)
        settleLog(range, axis);
    else
        settleLinear(range, axis);
    return range;
}

} // namespace poolscope::report
