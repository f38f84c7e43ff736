// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/math/log_grid.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/gauss_legendre.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr std::size_t longestHead = 512;

/// ln 1 .. ln 512: every step of a fit whose size moves wants them again.
const std::array<double, longestHead>& headLogs()
{
    static const std::array<double, longestHead> logs = [] {
        std::array<double, longestHead> table{};
        for (std::size_t i = 0; i < longestHead; ++i)
            table.at(i) = portable::log(static_cast<double>(i + 1));
        return table;
    }();
    return logs;
}

} // namespace

std::vector<LogRank> logGrid(double size, GridDensity density)
{
    const double head = density == GridDensity::narrow ? longestHead : 256;
    const double panelsPerOctave = density == GridDensity::narrow ? 4 : 1;
    std::vector<LogRank> nodes;
    const double single = std::min(head, std::floor(size));
    const auto& logs = headLogs();
    for (std::size_t i = 0; i < static_cast<std::size_t>(single); ++i)
        nodes.push_back({ logs.at(i), 1 });
    if (size <= head) {
        if (size > single)
            nodes.push_back({ portable::log(single + 1), size - single });
        return nodes;
    }
    const double from = portable::log(head + 0.5);
    const double to = portable::log(size + 0.5);
    const double panels
        = std::max(1.0, std::ceil((to - from) * panelsPerOctave / std::numbers::ln2));
    for (double panel = 0; panel < panels; ++panel)
        forGaussNodes(from + (to - from) * panel / panels,
            from + (to - from) * (panel + 1) / panels, [&](double y, double weight) {
                nodes.push_back({ y, weight * portable::exp(y) });
            });
    constexpr double end = 1.0 / 24;
    nodes[static_cast<std::size_t>(head) - 1].weight -= end;
    nodes.push_back({ portable::log(head + 1), end });
    nodes.push_back({ portable::log(size), end });
    nodes.push_back({ portable::log(size + 1), -end });
    return nodes;
}

} // namespace poolscope::reuse
