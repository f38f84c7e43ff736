// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

namespace poolscope::reuse {

/// The point between `low` and `high` where `f` crosses 0, to `tolerance`, for f(low) and f(high)
/// of different sign: the ITP method (Oliveira and Takahashi, "An enhancement of the bisection
/// method average performance preserving minmax optimality", 2020), never worse than one step more
/// than bisection. With a jump across 0 it finds the jump.
double crossing(const std::function<double(double)>& f, double low, double high, double tolerance);

} // namespace poolscope::reuse
