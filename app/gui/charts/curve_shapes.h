// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/curve_chart.h"

namespace poolscope::gui {

/// Where a value is on its axis: the decimal logarithm on logarithmic ones.
double onAxis(const CurveAxis& axis, double value);
double fromAxis(const CurveAxis& axis, double place);
/// A few round values: 1, 2, 5 times a power of ten, or powers of two for bytes.
std::vector<double> ticksOf(const CurveAxis& axis);

/// The curve as an axis shows it: cut to the ends of x, steps drawn out.
QList<QPointF> shapeOf(const Curve& curve, const CurveAxis& x, const CurveAxis& y);
/// The curve's y at x: between two points of a line, at the last point of steps. None before the
/// first point.
std::optional<double> valueAt(const Curve& curve, const CurveAxis& axis, double x);

} // namespace poolscope::gui
