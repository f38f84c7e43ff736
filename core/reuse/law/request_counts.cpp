// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/law/request_counts.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace poolscope::reuse {

namespace portable = base::portable;

RequestCounts::RequestCounts(std::vector<double> counts)
    : m_counts(std::move(counts))
{
    double square = 0;
    for (std::size_t k = 1; k < m_counts.size(); ++k) {
        const auto value = static_cast<double>(k);
        m_mean += value * m_counts[k];
        square += value * value * m_counts[k];
    }
    m_variance = std::max(0.0, square - m_mean * m_mean);
}

double RequestCounts::logMiss(double p) const
{
    if (p >= 1)
        return !m_counts.empty() && m_counts[0] > 0 ? portable::log(m_counts[0]) : -INFINITY;
    const double l = portable::log1p(-p);
    double hit = 0; // sum q_k (1 - (1-p)^k)
    for (std::size_t k = 1; k < m_counts.size(); ++k)
        if (m_counts[k] > 0)
            hit -= m_counts[k] * portable::expm1(static_cast<double>(k) * l);
    return portable::log1p(-std::min(1.0, hit));
}

} // namespace poolscope::reuse
