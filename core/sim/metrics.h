// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sim/options.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace poolscope::sim {

/// Counts of values by upper edge, as Prometheus shows them.
class Histogram {
public:
    /// `edges` rise.
    explicit Histogram(std::vector<double> edges);
    void observe(double value);

    const std::vector<double>& edges() const { return m_edges; }
    /// Values at or below edges()[i] and above the edge before; the last is beyond all edges.
    const std::vector<std::uint64_t>& counts() const { return m_counts; }
    double sum() const { return m_sum; }

private:
    std::vector<double> m_edges;
    std::vector<std::uint64_t> m_counts;
    double m_sum = 0;
};

/// Everything /metrics shows. The edges are vLLM's.
struct Totals {
    Counters counters;
    std::uint64_t promptTokens = 0;
    std::uint64_t generationTokens = 0;
    std::uint64_t successes = 0;
    std::size_t running = 0;
    std::size_t waiting = 0;
    Histogram timeToFirstToken{ { 0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75,
        1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560 } };
    Histogram requestLatency{ { 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120,
        240, 480, 960, 1920, 7680 } };
};

/// The totals in Prometheus' text format, under vLLM's names.
std::string metricsText(const Totals& totals, const std::string& model);

} // namespace poolscope::sim
