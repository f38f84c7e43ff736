// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/curve_shapes.h"

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int maxTicks = 5;

std::vector<double> multiples(double low, double high, double step)
{
    std::vector<double> ticks;
    for (double tick = std::ceil(low / step - 1e-6); tick * step <= high + 1e-6 * step; ++tick)
        ticks.push_back(tick * step);
    return ticks;
}

/// Powers of two at steps of 1, 2, 5, 10, ... doublings.
std::vector<double> binaryTicks(double low, double high)
{
    std::vector<double> ticks;
    for (const double step : { 1.0, 2.0, 5.0, 10.0, 20.0 }) {
        ticks = multiples(std::log2(low), std::log2(high), step);
        if (ticks.size() <= maxTicks)
            break;
    }
    for (double& tick : ticks)
        tick = std::exp2(tick);
    return ticks;
}

std::vector<double> decimalTicks(double low, double high)
{
    std::vector<double> ticks;
    for (const double step : { 1.0, 2.0, 3.0, 4.0 }) {
        ticks = multiples(std::log10(low), std::log10(high), step);
        if (ticks.size() <= maxTicks)
            break;
    }
    for (double& tick : ticks)
        tick = std::pow(10.0, tick);
    if (ticks.size() > 2)
        return ticks;
    // Less than two decades or a little more: the steps between.
    const std::vector<double> fine{ 1, 2, 5 };
    const std::vector<double> coarse{ 1, 3 };
    for (const auto& factors : { fine, coarse }) {
        ticks.clear();
        for (double power = std::pow(10.0, std::floor(std::log10(low))); power <= high; power *= 10)
            for (const double factor : factors)
                if (factor * power >= low * (1 - 1e-9) && factor * power <= high * (1 + 1e-9))
                    ticks.push_back(factor * power);
        if (ticks.size() <= maxTicks)
            break;
    }
    return ticks;
}

} // namespace

double onAxis(const CurveAxis& axis, double value)
{
    value = std::clamp(value, axis.low, axis.high);
    return axis.isLogarithmic ? std::log10(value) : value;
}

double fromAxis(const CurveAxis& axis, double place)
{
    return axis.isLogarithmic ? std::pow(10.0, place) : place;
}

std::vector<double> ticksOf(const CurveAxis& axis)
{
    if (!axis.isLogarithmic)
        return multiples(axis.low, axis.high, roundStep(axis.high - axis.low, maxTicks - 1));
    return axis.quantity == Quantity::bytes ? binaryTicks(axis.low, axis.high)
                                            : decimalTicks(axis.low, axis.high);
}

std::optional<double> valueAt(const Curve& curve, const CurveAxis& axis, double x)
{
    const auto& points = curve.points;
    const auto after = std::upper_bound(points.begin(), points.end(), x * (1 + 1e-12),
        [](double value, const QPointF& point) { return value < point.x(); });
    if (after == points.begin())
        return std::nullopt;
    if (after == points.end() && !curve.goesOn && x > points.back().x() * (1 + 1e-12))
        return std::nullopt;
    const QPointF& before = *(after - 1);
    if (curve.form != CurveForm::line || after == points.end())
        return before.y();
    const double begin = onAxis(axis, before.x());
    const double span = onAxis(axis, after->x()) - begin;
    const double share = span > 0 ? (onAxis(axis, x) - begin) / span : 0;
    return before.y() + (after->y() - before.y()) * share;
}

QList<QPointF> shapeOf(const Curve& curve, const CurveAxis& x, const CurveAxis& y)
{
    QList<QPointF> shape;
    const auto add
        = [&](double at, double value) { shape << QPointF(onAxis(x, at), onAxis(y, value)); };
    const bool isJoined = curve.form != CurveForm::points;
    if (isJoined)
        if (const auto first = valueAt(curve, x, x.low))
            add(x.low, *first);
    for (const QPointF& point : curve.points) {
        if (point.x() < x.low || point.x() > x.high)
            continue;
        if (curve.form == CurveForm::steps && !shape.isEmpty())
            shape << QPointF(onAxis(x, point.x()), shape.back().y());
        add(point.x(), point.y());
    }
    if (isJoined && curve.goesOn)
        if (const auto last = valueAt(curve, x, x.high))
            add(x.high, *last);
    return shape;
}

} // namespace poolscope::gui
