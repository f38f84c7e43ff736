// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/law/ranked_law.h"

#include "core/base/portable_math.h"
#include "core/sampling/harmonic.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace poolscope::reuse {

namespace portable = base::portable;
using sampling::IndexDistribution;

namespace {

constexpr std::int64_t smallLaw = 4096;

std::vector<double> cumulated(std::vector<double> chances)
{
    std::sort(chances.begin(), chances.end(), std::greater<>());
    double sum = 0;
    for (double& chance : chances)
        chance = sum += chance;
    return chances;
}

std::vector<double> positiveChances(const IndexDistribution& law)
{
    std::vector<double> chances;
    if (const auto* weights = std::get_if<IndexDistribution::Weights>(&law.law())) {
        for (std::size_t i = 0; i < weights->table.size(); ++i)
            chances.push_back(weights->table.probability(i));
        return chances;
    }
    for (std::int64_t i = law.lowest(); i <= law.highest(); ++i)
        if (const double p = law.probability(i); p > 0)
            chances.push_back(p);
    return chances;
}

/// The top of a law that rises, then falls, between `low` and `high`.
std::int64_t likeliest(const IndexDistribution& law, std::int64_t low, std::int64_t high)
{
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (law.probability(middle) < law.probability(middle + 1))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// The integral of f from first to last by Simpson's rule.
template <class F> double simpson(const F& f, std::int64_t first, std::int64_t last)
{
    const auto steps = static_cast<double>(last - first);
    return steps / 6 * (f(first) + 4 * f(first + (last - first) / 2) + f(last));
}

} // namespace

RankedLaw::RankedLaw(const IndexDistribution& law)
    : m_law(law)
{
    const bool isOrdered = std::holds_alternative<IndexDistribution::Zipf>(law.law())
        || std::holds_alternative<IndexDistribution::Uniform>(law.law());
    if (isOrdered)
        return;
    const auto* rounded = std::get_if<sampling::RoundedLaw>(&law.law());
    if (rounded == nullptr || law.highest() - law.lowest() < smallLaw) {
        m_shares = cumulated(positiveChances(law));
        return;
    }
    m_isWindowed = true;
    const auto [from, to] = rounded->extent();
    const auto first = static_cast<double>(law.lowest() + 1);
    const auto last = static_cast<double>(law.highest() - 1);
    m_mode = likeliest(law, static_cast<std::int64_t>(std::clamp(std::floor(from), first, last)),
        static_cast<std::int64_t>(std::clamp(std::ceil(to), first, last)));
}

/// The hottest `items` indices between the two ends lie side by side around the mode.
double RankedLaw::window(std::int64_t items) const
{
    const std::int64_t lowest = m_law.lowest() + 1;
    const std::int64_t highest = m_law.highest() - 1;
    items = std::min(items, highest - lowest + 1);
    if (items <= 0)
        return 0;
    std::int64_t low = std::max(lowest, m_mode - items + 1);
    std::int64_t high = std::min(m_mode, highest - items + 1);
    while (low < high) { // the first window that would lose by moving up
        const std::int64_t middle = low + (high - low) / 2;
        if (m_law.probability(middle) < m_law.probability(middle + items))
            low = middle + 1;
        else
            high = middle;
    }
    return m_law.mass(low, low + items - 1);
}

double RankedLaw::cumulative(std::int64_t items) const
{
    if (items <= 0)
        return 0;
    if (items >= m_law.size())
        return 1;
    if (m_isWindowed) {
        // The ends hold the clamped tails and may be hotter than their neighbours.
        const double a = m_law.probability(m_law.lowest());
        const double b = m_law.probability(m_law.highest());
        return std::min(1.0,
            std::max({ window(items), std::max(a, b) + window(items - 1),
                items >= 2 ? a + b + window(items - 2) : 0 }));
    }
    if (m_shares.empty())
        return m_law.mass(m_law.lowest(), m_law.lowest() + items - 1);
    const auto at = std::min(static_cast<std::size_t>(items), m_shares.size());
    return std::min(1.0, m_shares[at - 1]);
}

double RankedLaw::topShare(double share) const
{
    const double items = std::ceil(share * static_cast<double>(m_law.size()) * (1 - 1e-15));
    return cumulative(static_cast<std::int64_t>(std::max(0.0, items)));
}

std::vector<RankedLaw::Point> RankedLaw::lorenzCurve(int points) const
{
    const auto n = static_cast<double>(m_law.size());
    const double top = portable::log(n);
    std::vector<Point> curve{ { 0, 0 } };
    std::int64_t rank = 0;
    for (int i = 0; i < points; ++i) {
        const double at = points > 1 ? i / (points - 1.0) : 1;
        const auto next = std::min(
            m_law.size(), static_cast<std::int64_t>(std::round(portable::exp(top * at))));
        if (next <= rank)
            continue;
        rank = next;
        curve.push_back({ static_cast<double>(rank) / n, cumulative(rank) });
    }
    if (rank < m_law.size())
        curve.push_back({ 1, 1 });
    return curve;
}

double RankedLaw::gini() const
{
    // (N + 1 - 2 sum r p_r) / N with p descending, and sum r p_r = sum over k < N of what lies
    // beyond rank k.
    const auto n = static_cast<double>(m_law.size());
    double meanRank = 0;
    if (std::holds_alternative<IndexDistribution::Uniform>(m_law.law())) {
        meanRank = (static_cast<double>(m_law.support()) + 1) / 2;
    } else if (const auto* zipf = std::get_if<IndexDistribution::Zipf>(&m_law.law())) {
        meanRank = sampling::harmonic(static_cast<double>(m_law.support()), zipf->skew - 1)
            / zipf->total;
    } else if (!m_isWindowed) {
        meanRank = 1;
        for (const double share : m_shares)
            meanRank += std::max(0.0, 1 - share);
    } else {
        const auto beyond = [this](std::int64_t items) { return 1 - cumulative(items); };
        std::int64_t k = 0;
        for (; k < std::min<std::int64_t>(64, m_law.size()); ++k)
            meanRank += beyond(k);
        // Sum over k..N as an integral between the integers plus half of its first term.
        meanRank += beyond(k) / 2;
        while (k < m_law.size()) {
            const std::int64_t step = std::max<std::int64_t>(2, k / 32 * 2);
            const std::int64_t next = std::min(m_law.size(), k + step);
            const double part = simpson(beyond, k, next);
            meanRank += part;
            k = next;
            if (beyond(k) < 1e-13)
                break;
        }
    }
    return std::max(0.0, (n + 1 - 2 * meanRank) / n);
}

} // namespace poolscope::reuse
