// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <stop_token>
#include <vector>

namespace poolscope::reuse {

/// Where a function of one variable is least in [low, high]: golden section, to `tolerance`. The
/// function has one minimum there.
double minimiseBetween(
    const std::function<double(double)>& f, double low, double high, double tolerance);

/// Where a function of a few variables is least near `start` (Nelder and Mead, 1965). `steps` are
/// the sides of the first simplex. Returns the best point so far when stopped.
std::vector<double> minimiseNear(const std::function<double(const std::vector<double>&)>& f,
    std::vector<double> start, const std::vector<double>& steps, const std::stop_token& stop);

} // namespace poolscope::reuse
