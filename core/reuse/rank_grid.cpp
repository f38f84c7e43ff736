// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/rank_grid.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::reuse {

namespace portable = base::portable;
using sampling::IndexDistribution;

namespace {

/// Gauss-Legendre on [-1, 1], 16 nodes; the other half is the mirror image.
constexpr std::array<std::array<double, 2>, 8> gauss{ {
    { 0.0950125098376374402, 0.1894506104550684963 },
    { 0.2816035507792589132, 0.1826034150449235889 },
    { 0.4580167776572273863, 0.1691565193950025382 },
    { 0.6178762444026437484, 0.1495959888165767321 },
    { 0.7554044083550030339, 0.1246289712555338720 },
    { 0.8656312023878317439, 0.0951585116824927848 },
    { 0.9445750230732325761, 0.0622535239386478929 },
    { 0.9894009349916499326, 0.0271524594117540949 },
} };

template <class F> void forNodes(double from, double to, const F& f)
{
    const double middle = 0.5 * (from + to);
    const double half = 0.5 * (to - from);
    for (const auto& [at, weight] : gauss) {
        f(middle - half * at, weight * half);
        f(middle + half * at, weight * half);
    }
}

/// Laws with at most this many items are their own grid.
constexpr std::int64_t smallLaw = 2048;

std::vector<RankNode> eachItem(const IndexDistribution& law)
{
    std::vector<RankNode> nodes;
    for (std::int64_t i = law.lowest(); i <= law.highest(); ++i)
        if (const double p = law.probability(i); p > 0)
            nodes.push_back({ p, 1 });
    return nodes;
}

std::vector<RankNode> zipfGrid(const IndexDistribution::Zipf& zipf, double n)
{
    const auto p
        = [&](double rank) { return portable::exp(-zipf.skew * portable::log(rank)) / zipf.total; };
    constexpr int head = 256;
    std::vector<RankNode> nodes;
    for (int rank = 1; rank <= head; ++rank)
        nodes.push_back({ p(rank), 1 });
    const double from = portable::log(head + 0.5);
    const double to = portable::log(n + 0.5);
    const auto panels = static_cast<int>(std::ceil((to - from) / 0.69314718055994531));
    for (int i = 0; i < panels; ++i)
        forNodes(from + (to - from) * i / panels, from + (to - from) * (i + 1) / panels,
            [&](double y, double weight) {
                const double rank = portable::exp(y);
                nodes.push_back({ p(rank), weight * rank });
            });
    // Midpoint Euler-Maclaurin: the first derivative at both ends by differences.
    constexpr double end = 1.0 / 24;
    nodes.push_back({ p(n), end });
    nodes.push_back({ p(n + 1), -end });
    nodes.push_back({ p(head + 1), end });
    nodes[head - 1].weight -= end;
    return nodes;
}

std::vector<RankNode> roundedGrid(
    const sampling::RoundedLaw& law, std::int64_t lowest, std::int64_t highest)
{
    std::vector<RankNode> nodes{ { law.probability(lowest), 1 }, { law.probability(highest), 1 } };
    // The interior: item by item at first (a lognormal law may rise there within a few items), then
    // in panels over which the law is as good as a polynomial.
    constexpr double oneByOne = 1024;
    const auto [from, to] = law.extent();
    double next = std::max(static_cast<double>(lowest + 1), std::floor(from));
    const double last = std::min(static_cast<double>(highest - 1), std::ceil(to));
    for (const double stop = std::min(last, next + oneByOne); next <= stop; ++next)
        nodes.push_back({ law.cell(next), 1 });
    if (next <= last) {
        double edge = next - 0.5;
        while (edge < last + 0.5) {
            const double width = std::max(8.0, 0.5 * law.scaleAt(edge));
            const double end = std::min(last + 0.5, edge + width);
            forNodes(edge, end, [&](double x, double weight) {
                nodes.push_back({ law.cell(x), weight });
            });
            edge = end;
        }
        constexpr double end = 1.0 / 24;
        nodes.push_back({ law.cell(last), end });
        nodes.push_back({ law.cell(last + 1), -end });
        nodes.push_back({ law.cell(next), end });
        nodes.push_back({ law.cell(next - 1), -end });
    }
    std::erase_if(nodes, [](const RankNode& node) { return !(node.p > 0); });
    return nodes;
}

} // namespace

std::vector<RankNode> rankGrid(const IndexDistribution& law)
{
    const std::int64_t count = law.highest() - law.lowest() + 1;
    const auto n = static_cast<double>(count);
    if (std::holds_alternative<IndexDistribution::Uniform>(law.law()))
        return { { 1 / n, n } };
    if (std::holds_alternative<IndexDistribution::Fixed>(law.law()))
        return { { 1, 1 } };
    if (const auto* weights = std::get_if<IndexDistribution::Weights>(&law.law())) {
        std::vector<RankNode> nodes;
        for (std::size_t i = 0; i < weights->table.size(); ++i)
            nodes.push_back({ weights->table.probability(i), 1 });
        return nodes;
    }
    if (count <= smallLaw)
        return eachItem(law);
    if (const auto* zipf = std::get_if<IndexDistribution::Zipf>(&law.law()))
        return zipfGrid(*zipf, n);
    return roundedGrid(std::get<sampling::RoundedLaw>(law.law()), law.lowest(), law.highest());
}

} // namespace poolscope::reuse
