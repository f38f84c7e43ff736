// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/law/rank_grid.h"

#include "core/base/portable_math.h"
#include "core/reuse/math/gauss_legendre.h"
#include "core/reuse/math/log_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace poolscope::reuse {

namespace portable = base::portable;
using sampling::IndexDistribution;

namespace {

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
    std::vector<RankNode> nodes;
    for (const auto& [logRank, weight] : logGrid(n, GridDensity::smooth))
        nodes.push_back({ portable::exp(-zipf.skew * logRank) / zipf.total, weight });
    return nodes;
}

/// Explicit weights: the hottest items one by one, the others in bins of 1/64 octave of p (the top
/// bits of the double), each as two nodes with the bin's number, mean and variance. One pass.
std::vector<RankNode> weightsGrid(std::vector<double> chances)
{
    constexpr std::size_t single = 512;
    std::vector<RankNode> nodes;
    if (chances.size() > 4 * single)
        std::nth_element(
            chances.begin(), chances.begin() + single, chances.end(), std::greater<>());
    const std::size_t head = chances.size() > 4 * single ? single : chances.size();
    for (std::size_t i = 0; i < head; ++i)
        nodes.push_back({ chances[i], 1 });
    if (head == chances.size())
        return nodes;

    struct Bin {
        double count = 0;
        double center = 0;
        double first = 0; ///< sum of p - center
        double second = 0; ///< ... squared
    };
    const auto binOf = [](double p) { return std::bit_cast<std::uint64_t>(p) >> 46; };
    const auto [least, most] = std::minmax_element(chances.begin() + single, chances.end());
    const std::uint64_t lowest = binOf(*least);
    std::vector<Bin> bins(binOf(*most) - lowest + 1);
    for (std::size_t i = head; i < chances.size(); ++i) {
        Bin& bin = bins[binOf(chances[i]) - lowest];
        if (bin.count == 0)
            bin.center = chances[i];
        const double off = chances[i] - bin.center;
        bin.count += 1;
        bin.first += off;
        bin.second += off * off;
    }
    for (auto bin = bins.rbegin(); bin != bins.rend(); ++bin) {
        if (bin->count == 0)
            continue;
        const double mean = bin->first / bin->count;
        const double sd = std::sqrt(std::max(0.0, bin->second / bin->count - mean * mean));
        if (sd == 0) {
            nodes.push_back({ bin->center + mean, bin->count });
            continue;
        }
        nodes.push_back({ bin->center + mean + sd, bin->count / 2 });
        nodes.push_back({ bin->center + mean - sd, bin->count / 2 });
    }
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
            forGaussNodes(edge, end, [&](double x, double weight) {
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
        std::vector<double> chances;
        chances.reserve(weights->table.size());
        for (std::size_t i = 0; i < weights->table.size(); ++i)
            chances.push_back(weights->table.probability(i));
        return weightsGrid(std::move(chances));
    }
    if (count <= smallLaw)
        return eachItem(law);
    if (const auto* zipf = std::get_if<IndexDistribution::Zipf>(&law.law()))
        return zipfGrid(*zipf, n);
    return roundedGrid(std::get<sampling::RoundedLaw>(law.law()), law.lowest(), law.highest());
}

} // namespace poolscope::reuse
