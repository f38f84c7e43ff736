// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/law/trial_sum.h"

#include "core/base/portable_math.h"

#include <algorithm>

namespace poolscope::reuse {

TrialSum::TrialSum(std::size_t degree)
    : m_chances(degree + 1)
{
    m_chances[0] = 1;
}

void TrialSum::add(double chance)
{
    const double miss = 1 - chance;
    for (std::size_t k = m_chances.size() - 1; k > 0; --k)
        m_chances[k] = miss * m_chances[k] + chance * m_chances[k - 1];
    m_chances[0] *= miss;
}

void TrialSum::addSeries(double logNone, const std::vector<double>& oddsPowers)
{
    // product of (1 + odds z) = exp(sum (-1)^(j-1) S_j z^j / j)
    std::vector<double> factor(m_chances.size());
    factor[0] = base::portable::exp(logNone);
    for (std::size_t k = 1; k < factor.size(); ++k) {
        double sum = 0;
        for (std::size_t j = 1; j <= std::min(k, oddsPowers.size()); ++j)
            sum += (j % 2 == 1 ? oddsPowers[j - 1] : -oddsPowers[j - 1]) * factor[k - j];
        factor[k] = sum / static_cast<double>(k);
    }
    std::vector<double> product(m_chances.size());
    for (std::size_t a = 0; a < product.size(); ++a)
        for (std::size_t b = 0; a + b < product.size(); ++b)
            product[a + b] += m_chances[a] * factor[b];
    m_chances = std::move(product);
}

std::optional<TrialSum> trialsOfOdds(
    const std::vector<RankNode>& grid, double time, std::size_t degree)
{
    TrialSum sum(degree);
    double logNone = 0;
    std::vector<double> powers(degree);
    for (const RankNode& node : grid) {
        const double odds = node.p * time;
        if (node.weight == 1 && odds > 0.05) {
            sum.add(odds / (1 + odds));
            continue;
        }
        if (odds > 0.5)
            return std::nullopt;
        logNone -= node.weight * base::portable::log1p(odds);
        double power = node.weight;
        for (double& total : powers)
            total += power *= odds;
    }
    sum.addSeries(logNone, powers);
    return sum;
}

double TrialSum::total() const
{
    double sum = 0;
    for (const double chance : m_chances)
        sum += chance;
    return sum;
}

} // namespace poolscope::reuse
