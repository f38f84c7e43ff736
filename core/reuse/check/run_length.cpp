// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/run_length.h"

#include "core/base/format.h"
#include "core/base/portable_math.h"
#include "core/reuse/law/rank_grid.h"
#include "core/reuse/math/gauss_legendre.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

/// Up to here requests are summed one by one, then in panels of a factor 4.
constexpr int oneByOne = 32;
constexpr double panelRatio = 4;
constexpr double longestRun = 1e9;

/// Draws of one source: were they seen before?
class SeenDraws {
public:
    explicit SeenDraws(const ItemSource& source)
        : m_counts(source.counts)
    {
        if (!source.law)
            return;
        for (const auto& [p, weight] : rankGrid(*source.law))
            m_nodes.push_back({ weight * p, p < 1 ? portable::log1p(-p) : -INFINITY });
    }

    /// P(a request draws nothing)
    double none() const { return m_counts.chances().empty() ? 1 : m_counts.chances().front(); }

    /// P(request t, from 1, draws something and all of it was seen before)
    double repeatAt(double t) const
    {
        double all = 1;
        double sum = 0;
        for (std::size_t k = 1; k < m_counts.chances().size(); ++k) {
            all *= seen(m_counts.mean() * (t - 1) + static_cast<double>(k - 1));
            sum += m_counts.chances()[k] * all;
        }
        return sum;
    }

private:
    struct Node {
        double mass = 0;
        double logMiss = 0; ///< ln(1 - p)
    };

    /// P(a draw was seen before, after `draws` draws)
    double seen(double draws) const
    {
        if (draws <= 0)
            return 0;
        double sum = 0;
        for (const Node& node : m_nodes)
            sum -= node.mass * portable::expm1(draws * node.logMiss);
        return std::clamp(sum, 0.0, 1.0);
    }

    RequestCounts m_counts;
    std::vector<Node> m_nodes;
};

/// Expected repeats as a function of the length of a run.
class Repeats {
public:
    explicit Repeats(std::span<const ItemSource> sources)
        : m_sources(sources.begin(), sources.end())
    {
        for (const SeenDraws& source : m_sources)
            m_withoutItems *= source.none();
    }

    SeenCounts upTo(double requests)
    {
        const double withItems = requests * (1 - m_withoutItems);
        const double repeats = std::min(repeatsUpTo(requests), withItems);
        return { withItems - repeats, repeats };
    }

private:
    /// P(request t, from 1, has items and all were seen before)
    double repeatAt(double t) const
    {
        if (m_sources.size() == 1)
            return m_sources.front().repeatAt(t);
        double nothingNew = 1;
        for (const SeenDraws& source : m_sources)
            nothingNew *= source.none() + source.repeatAt(t);
        return nothingNew - m_withoutItems;
    }

    double between(double from, double to) const
    {
        double sum = 0;
        forGaussNodes(portable::log(from), portable::log(to), [&](double y, double weight) {
            const double t = portable::exp(y);
            sum += weight * t * repeatAt(t);
        });
        return sum;
    }

    double repeatsUpTo(double requests)
    {
        if (m_sums.empty()) {
            m_sums.push_back(0);
            for (int t = 1; t <= oneByOne; ++t)
                m_sums.push_back(m_sums.back() + repeatAt(t));
        }
        if (requests <= oneByOne)
            return m_sums[static_cast<std::size_t>(std::max(0.0, requests))];
        double from = oneByOne + 0.5;
        double sum = m_sums.back();
        const double end = requests + 0.5;
        for (std::size_t panel = 0; from * panelRatio < end; ++panel) {
            if (panel == m_panels.size())
                m_panels.push_back(between(from, from * panelRatio));
            sum += m_panels[panel];
            from *= panelRatio;
        }
        return sum + between(from, end);
    }

    std::vector<SeenDraws> m_sources;
    double m_withoutItems = 1;
    std::vector<double> m_sums; ///< of the first requests
    std::vector<double> m_panels;
};

std::string adviceInWords(const LengthAdvice& advice, const Sought& sought, double requests)
{
    const auto count = [](double value) {
        return base::formatCount(static_cast<std::uint64_t>(std::llround(value)));
    };
    const std::string effect = fmt::format(
        "a difference of {} standard deviations", base::formatNumber(sought.deviations));
    if (advice.isEnough)
        return fmt::format("Long enough to show {}: about {} first-seen requests and {} repeats",
            effect, count(advice.planned.firstSeen), count(advice.planned.repeats));
    if (advice.requests)
        return fmt::format("Too short to show {}: {} requests planned, {} needed", effect,
            count(requests), count(*advice.requests));
    return fmt::format(
        "No run of this pool shows {}: it needs more first-seen requests or more repeats than "
        "there can be",
        effect);
}

} // namespace

double neededPairs(const Sought& sought)
{
    const double larger = portable::normalCdf(sought.deviations / std::sqrt(2.0));
    const double z
        = portable::normalQuantile(1 - sought.alpha / 2) + portable::normalQuantile(sought.power);
    return z * z / (12 * (larger - 0.5) * (larger - 0.5));
}

SeenCounts seenCounts(
    const sampling::IndexDistribution& law, const RequestCounts& counts, double requests)
{
    const ItemSource source{ &law, counts };
    return Repeats({ &source, 1 }).upTo(requests);
}

LengthAdvice adviseLength(const sampling::IndexDistribution& law, const RequestCounts& counts,
    double requests, const Sought& sought)
{
    const ItemSource source{ &law, counts };
    return adviseLength({ &source, 1 }, requests, sought);
}

LengthAdvice adviseLength(
    std::span<const ItemSource> sources, double requests, const Sought& sought)
{
    Repeats repeats(sources);
    LengthAdvice advice;
    advice.needed = neededPairs(sought);
    advice.planned = repeats.upTo(requests);
    advice.isEnough = advice.planned.pairs() >= advice.needed;
    double low = 0;
    double high = 1;
    while (high <= longestRun && repeats.upTo(high).pairs() < advice.needed) {
        low = high;
        high *= 2;
    }
    if (high <= longestRun) {
        while (high - low > 1) {
            const double middle = std::floor((low + high) / 2);
            (repeats.upTo(middle).pairs() < advice.needed ? low : high) = middle;
        }
        advice.requests = high;
    }
    advice.sentence = adviceInWords(advice, sought, requests);
    return advice;
}

} // namespace poolscope::reuse
