// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace poolscope::reuse {

/// How many items one request draws: `counts[k]` is P(k items), k from 0 on, sum 1.
class RequestCounts {
public:
    explicit RequestCounts(std::vector<double> counts);

    const std::vector<double>& chances() const { return m_counts; } ///< by number of items
    double mean() const { return m_mean; }
    double variance() const { return m_variance; }
    /// log G(1 - p) with the generating function G of the counts: the logarithm of the chance that
    /// one request misses an item of probability `p`. No cancellation for small p.
    double logMiss(double p) const;

private:
    std::vector<double> m_counts;
    double m_mean = 0;
    double m_variance = 0;
};

} // namespace poolscope::reuse
