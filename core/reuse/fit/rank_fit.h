// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"

#include <cstdint>
#include <span>

/// Fits to draws whose ranks are known: the indices of a pool whose first item is the hottest
/// (reuse-math sections 6.1 and 6.4). Independent draws. For ids that were ranked by their own
/// counts these fits invent skew: use `spectrum_fit.h`.
namespace poolscope::reuse {

/// All that the fits use of a log.
struct RankStatistics {
    double size = 0; ///< ranks 1..size can be drawn
    double draws = 0;
    double highestRank = 0; ///< that was drawn
    double meanLog = 0; ///< of ln rank
    double meanLogSquare = 0; ///< of ln^2 rank
    double saturated = 0; ///< log-likelihood of explicit weights: sum c ln (c / draws)
};

/// `counts[r - 1]` draws of rank r; ranks beyond have none. `size` is at least the number of counts
/// up to the last that is not 0.
RankStatistics rankStatistics(std::span<const std::uint64_t> counts, double size);

struct ZipfFit {
    /// Negative when the first ranks are rarer than the others: use 0 where a law must not be.
    double skew = 0;
    double standardError = 0; ///< from the information at the estimate; infinite: no information
    Interval interval; ///< 95 %
    double logLikelihood = 0; ///< sum of c ln p, without the multinomial constant
    bool isLowerBound = false; ///< every draw was rank 1: skew is the least that allows it in 5 %
};

/// Maximum likelihood of p_r ~ r^-s. The bias is below 0.3 standard errors, the interval holds in
/// 90 to 98 % (table T8).
ZipfFit fitZipf(const RankStatistics& ranks);

/// p_r ~ exp(-a ln r - b ln^2 r): zipf at b = 0, uniform at a = b = 0, and for b > 0 a lognormal
/// law over ranks with mu = (1 - a) / (2 b), sigma = 1 / sqrt(2 b).
struct QuadraticFit {
    double a = 0;
    double b = 0;
    double logLikelihood = 0;
};

/// Maximum likelihood by Newton steps; concave, so there is one.
QuadraticFit fitQuadratic(const RankStatistics& ranks);

/// Log-likelihood of the uniform law.
double uniformLogLikelihood(const RankStatistics& ranks);

/// The least pool in which the highest rank seen in `draws` draws of a zipf law is so low in at
/// most half the runs: corrects the bias of the highest rank itself (section 6.3). Up to 1e15.
double medianUnbiasedSize(double highestRank, double skew, double draws);

} // namespace poolscope::reuse
