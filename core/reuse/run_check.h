// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"
#include "core/reuse/check/goodness.h"
#include "core/sampling/index_distribution.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Does a run, live or finished, draw what its law says? (reuse-math section 7)
namespace poolscope::reuse {

/// ln E of the counts against the probabilities of their bins: the mean over kappa = 1, 10, ...,
/// 10 000 of Dirichlet mixtures around the law. Under the law and independent draws E reaches 1 / a
/// at any time with probability at most a, however often one looks (Ville), as long as the bins
/// were fixed before the run. Infinite when a bin of probability 0 was drawn.
double logEValue(std::span<const double> probabilities, std::span<const std::uint64_t> counts);
/// ... with other mixtures.
double logEValue(std::span<const double> probabilities, std::span<const std::uint64_t> counts,
    std::span<const double> kappas);

enum class Agreement {
    tooEarly, ///< nothing can be said yet
    agrees,
    differs,
    outOfRange ///< an index that the law cannot draw
};

/// Every figure behind a verdict on a run.
struct RunVerdict {
    Agreement agreement = Agreement::tooEarly;
    std::uint64_t draws = 0;
    std::uint64_t outOfRange = 0; ///< draws of indices that the law gives probability 0
    double logE = 0; ///< now
    double highestLogE = 0; ///< at any tick so far: what the guarantee is about
    double alarmLogE = 0; ///< ln(1 / alpha): the line on the gauge
    Goodness test; ///< fixed-size test: for a finished run only, not to be looked at live
    std::size_t barsOutside = 0; ///< of the simultaneous bands
    std::size_t bars = 0;
    std::string sentence; ///< the verdict in words
};

enum class RunStage { live, finished };

/// Counts a run's draws in bins fixed at its start. Not thread-safe.
///
/// While a run is live the verdict rests on the e-value alone, so it may be asked for at any time;
/// the fixed-size test and the bands speak once, when the run has ended.
class RunCheck {
public:
    explicit RunCheck(const sampling::IndexDistribution& law, double alpha = 0.05);

    void add(std::int64_t index, std::uint64_t times = 1);
    /// Looks at the e-value: call it as often as the counts are shown.
    void tick();

    RunVerdict verdict(RunStage stage) const;
    /// The bars of a law without a run.
    static IndexBins barsOf(const sampling::IndexDistribution& law);
    /// Bars for a picture, and what was counted in them.
    const IndexBins& bars() const { return m_bars; }
    const std::vector<std::uint64_t>& counts() const { return m_counts; }
    /// Bands around the expected counts of the bars: under the law all of them hold in 1 - alpha of
    /// the runs that are looked at once.
    std::vector<CountBand> bands() const;

private:
    sampling::IndexDistribution m_law;
    double m_alpha;
    IndexBins m_bars;
    std::vector<std::uint64_t> m_counts;
    IndexBins m_eBins; ///< coarser: the e-value is the sharper the fewer there are
    std::vector<std::uint64_t> m_eCounts;
    std::uint64_t m_draws = 0;
    std::uint64_t m_outOfRange = 0;
    double m_highestLogE = 0;
};

} // namespace poolscope::reuse
