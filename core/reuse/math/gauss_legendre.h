// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>

namespace poolscope::reuse {

/// Gauss-Legendre on [-1, 1], 16 nodes: the positive half, {node, weight}.
inline constexpr std::array<std::array<double, 2>, 8> gaussNodes{ {
    { 0.0950125098376374402, 0.1894506104550684963 },
    { 0.2816035507792589132, 0.1826034150449235889 },
    { 0.4580167776572273863, 0.1691565193950025382 },
    { 0.6178762444026437484, 0.1495959888165767321 },
    { 0.7554044083550030339, 0.1246289712555338720 },
    { 0.8656312023878317439, 0.0951585116824927848 },
    { 0.9445750230732325761, 0.0622535239386478929 },
    { 0.9894009349916499326, 0.0271524594117540949 },
} };

/// Calls f(x, weight) for the nodes of one panel: the integral from `from` to `to` is the sum of
/// weight * value, exact for polynomials up to degree 31.
template <class F> void forGaussNodes(double from, double to, const F& f)
{
    const double middle = 0.5 * (from + to);
    const double half = 0.5 * (to - from);
    for (const auto& [at, weight] : gaussNodes) {
        f(middle - half * at, weight * half);
        f(middle + half * at, weight * half);
    }
}

} // namespace poolscope::reuse
