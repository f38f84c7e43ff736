// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/formula/exact_cache.h"

#include "core/base/portable_math.h"
#include "core/reuse/formula/characteristic_time.h"
#include "core/reuse/law/trial_sum.h"
#include "core/reuse/math/gauss_legendre.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

constexpr std::size_t mostNodes = 4096;

bool isSingle(const RankNode& node)
{
    return node.weight == 1;
}

double supportOf(const std::vector<RankNode>& grid)
{
    double support = 0;
    for (const auto& node : grid)
        support += node.weight;
    return support;
}

/// Cumulative sums of the first `size` coefficients of a * b.
std::vector<double> cumulatedProduct(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> product(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; i + j < product.size(); ++j)
            product[i + j] += a[i] * b[j];
    for (std::size_t i = 1; i < product.size(); ++i)
        product[i] += product[i - 1];
    return product;
}

/// Sum over items of p^2 e^{-pt} P(at most C-1 others were drawn within t). An item's own trial is
/// divided out: of the items likelier drawn than not, one by one and from the highest degree down;
/// of the rest by the series of 1 / (1 + odds z) over all of them at once. The other way round
/// either division explodes.
class LruIntegrand {
public:
    LruIntegrand(const std::vector<RankNode>& grid, std::size_t capacity)
        : m_grid(grid)
        , m_capacity(capacity)
    {
    }

    /// Nothing when a bundle of items is likelier drawn than not: they would have to be known one
    /// by one.
    std::optional<double> at(double t)
    {
        TrialSum rest(m_capacity - 1);
        double logNone = 0;
        std::vector<double> odds(m_capacity);
        std::vector<double> own(m_capacity); // coefficients of sum p^2 / (1 + odds z)
        m_hot.clear();
        for (const RankNode& node : m_grid) {
            const double x = node.p * t;
            if (x > std::numbers::ln2) {
                if (!isSingle(node))
                    return std::nullopt;
                m_hot.push_back(node.p);
                continue;
            }
            const double o = portable::expm1(x);
            double term = node.weight * node.p * node.p;
            for (std::size_t j = 0; j < m_capacity; ++j, term *= -o)
                own[j] += term;
            if (isSingle(node) && o > 0.05) {
                rest.add(o / (1 + o));
                continue;
            }
            logNone -= node.weight * x;
            double power = node.weight;
            for (double& sum : odds)
                sum += power *= o;
        }
        rest.addSeries(logNone, odds);
        const std::vector<double> all = hotChances(t);
        return cool(rest.chances(), own, all) + hot(rest.chances(), all, t);
    }

private:
    /// The hottest items' own law, all degrees.
    std::vector<double> hotChances(double t) const
    {
        TrialSum sum(m_hot.size());
        for (const double p : m_hot)
            sum.add(-portable::expm1(-p * t));
        return sum.chances();
    }

    double cool(const std::vector<double>& rest, const std::vector<double>& own,
        const std::vector<double>& all) const
    {
        const std::vector<double> cumulative = cumulatedProduct(rest, own);
        double sum = 0;
        for (std::size_t a = 0; a < std::min(all.size(), m_capacity); ++a)
            sum += all[a] * cumulative[m_capacity - 1 - a];
        return sum;
    }

    double hot(std::vector<double> cumulative, const std::vector<double>& all, double t) const
    {
        for (std::size_t i = 1; i < cumulative.size(); ++i)
            cumulative[i] += cumulative[i - 1];
        std::vector<double> others(m_hot.size());
        double sum = 0;
        for (const double p : m_hot) {
            const double miss = portable::exp(-p * t);
            double above = 0;
            for (std::size_t k = m_hot.size(); k > 0; --k)
                others[k - 1] = above = (all[k] - miss * above) / (1 - miss);
            double few = 0;
            for (std::size_t a = 0; a < std::min(others.size(), m_capacity); ++a)
                few += others[a] * cumulative[m_capacity - 1 - a];
            sum += p * p * miss * few;
        }
        return sum;
    }

    const std::vector<RankNode>& m_grid;
    std::size_t m_capacity;
    std::vector<double> m_hot;
};

} // namespace

std::optional<double> exactLruHitRate(const std::vector<RankNode>& grid, std::size_t capacity)
{
    const auto wanted = static_cast<double>(capacity);
    if (grid.size() > mostNodes)
        return std::nullopt;
    if (capacity == 0)
        return 0;
    if (wanted >= supportOf(grid))
        return 1;
    // Up to `start` nothing but the item itself has been drawn (error start^2).
    constexpr double start = 1e-6;
    double hits = 0;
    for (const auto& [p, weight] : grid)
        hits += weight * p * p * start;
    LruIntegrand integrand(grid, capacity);
    bool isResolved = true;
    for (double y = portable::log(start); isResolved && y < 500; ++y) {
        double part = 0;
        forGaussNodes(y, y + 1, [&](double at, double weight) {
            const double t = portable::exp(at);
            const std::optional<double> value
                = isResolved ? integrand.at(t) : std::optional<double>();
            isResolved = value.has_value();
            part += weight * t * value.value_or(0);
        });
        if (isResolved)
            hits += part;
        if (part < 1e-14 && heldItems(grid, Eviction::lru, portable::exp(y)) > wanted)
            return std::min(1.0, hits);
    }
    return std::nullopt;
}

std::optional<double> exactFifoHitRate(const std::vector<RankNode>& grid, std::size_t capacity)
{
    const auto wanted = static_cast<double>(capacity);
    if (grid.size() > mostNodes)
        return std::nullopt;
    if (capacity == 0)
        return 0;
    if (wanted >= supportOf(grid))
        return 1;
    // e_{C+1} / e_C = P(X = C+1) / (T P(X = C)) for trials with odds p T, for any T: the one that
    // centres X on C keeps both far from underflow.
    const double time = characteristicTime(grid, Eviction::fifo, wanted);
    const std::optional<TrialSum> held = trialsOfOdds(grid, time, capacity + 1);
    if (!held)
        return std::nullopt;
    const std::vector<double>& chances = held->chances();
    return 1 - (wanted + 1) * chances[capacity + 1] / (time * chances[capacity]);
}

} // namespace poolscope::reuse
