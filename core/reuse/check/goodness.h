// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <span>
#include <vector>

/// Does a set of counts agree with a law? (reuse-math sections 6.4 and 7.1)
namespace poolscope::reuse {

/// Neighbouring indices of a law taken together: bin b holds the indices edges[b] .. edges[b+1]-1.
struct IndexBins {
    std::vector<std::int64_t> edges; ///< from the law's lowest index to its highest plus one
    std::vector<double> probabilities; ///< of a draw to fall into the bin; their sum is 1

    std::size_t size() const { return probabilities.size(); }
    bool operator==(const IndexBins&) const = default;
};

/// Bins for a test after `draws` draws: merged from the first index on until 5 draws are expected
/// in each and, in wide pools, until a bin is wider than a 64th of the pool on a logarithmic scale;
/// a short last bin goes to the one before. Bins follow the order of the indices, which is a fair
/// partition for any law.
IndexBins testBins(const sampling::IndexDistribution& law, double draws);

/// At most `limit` bins that do not depend on the number of draws, to be fixed before a run:
/// single indices at the front, then wider and wider ones. Bins of probability 0 are merged.
IndexBins fixedBins(const sampling::IndexDistribution& law, int limit);

/// The bin of every index with one count each: counts[i] belongs to index i.
std::vector<std::uint64_t> binned(const IndexBins& bins, std::span<const std::uint64_t> counts);

/// Cells of a test, made of neighbouring ones so that at least 5 are expected in each.
class TestCells {
public:
    /// The next neighbour.
    void add(double observed, double expected);
    /// After the last: it joins the one before where it is short.
    void finish();

    const std::vector<double>& observed() const { return m_observed; }
    const std::vector<double>& expected() const { return m_expected; }

private:
    std::vector<double> m_observed;
    std::vector<double> m_expected;
};

/// Pearson's X2 and the likelihood ratio G of counts against a law.
struct Goodness {
    double chiSquare = 0;
    double likelihoodRatio = 0;
    int degrees = 0; ///< bins - 1 - fitted parameters; 0: too few bins for a test
    double p = 1; ///< of X2; 1 where there is no test
    double likelihoodRatioP = 1;
    double effect = 0; ///< Cohen's w = sqrt(X2 / draws): 0.1 is small, whatever the p-value says
    bool isSimulated = false; ///< p by Monte Carlo: too few draws for the chi-square law
};

/// `fitted` is how many parameters of the law were estimated from the same counts. Expected counts
/// are given, not probabilities, so that fits of frequency spectra can use it.
Goodness goodness(
    std::span<const double> observed, std::span<const double> expected, int fitted = 0);

/// The test of section 7.1 of a law that was known beforehand. Where fewer than three bins expect
/// 5 draws of a law that has more indices, p comes from 999 simulated runs (a fixed seed: the same
/// counts always give the same p).
Goodness testCounts(const IndexBins& bins, std::span<const std::uint64_t> counts);

} // namespace poolscope::reuse
