// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/math/log_grid.h"

#include <cstdint>
#include <span>
#include <vector>

/// The frequency spectrum of a log: how many items were seen once, twice, ... Needs no ranks
/// (reuse-math section 6.2).
namespace poolscope::reuse {

/// Items by how often they were seen: bin b holds the items seen low[b] .. low[b+1]-1 times, the
/// last bin all that were seen more. Single counts up to 16, then wider by 30 %.
struct Spectrum {
    double draws = 0;
    double distinct = 0;
    std::vector<double> low;
    std::vector<double> items;
};

/// `counts` in any order; those of 0 are skipped.
Spectrum spectrumOf(std::span<const std::uint64_t> counts);

/// p_r ~ exp(-a ln r - b ln^2 r) on ranks 1..size.
struct SpectrumLaw {
    double a = 0; ///< the skew of a zipf law
    double b = 0;
    double size = 1;
};

/// How many items of each bin the law makes expect: a sum of Poisson probabilities over the ranks.
std::vector<double> expectedItems(const Spectrum& spectrum, const SpectrumLaw& law);
/// ... with a grid for law.size that was made before.
std::vector<double> expectedItems(
    const Spectrum& spectrum, const SpectrumLaw& law, const std::vector<LogRank>& grid);

/// Log-likelihood of the bins as independent Poisson counts, sum f ln mu - mu. Composite: bins are
/// a little dependent, so its curvature overstates the error.
double spectrumLikelihood(const Spectrum& spectrum, const std::vector<double>& expected);

/// Covariance of the estimates of a law's parameters: the sandwich of the composite likelihood's
/// curvature and the true covariance of the bins, given the number of draws. Row by row.
struct Covariance {
    double aa = 0;
    double as = 0;
    double ss = 0; ///< of ln size; 0 when the size is known
};
enum class PoolSize { known, unknown };
/// For zipf laws (b = 0).
Covariance spectrumCovariance(const Spectrum& spectrum, const SpectrumLaw& law, PoolSize size);

} // namespace poolscope::reuse
