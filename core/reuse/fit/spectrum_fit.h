// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/check/bands.h"
#include "core/reuse/fit/spectrum.h"

#include <optional>
#include <stop_token>

/// Fits of laws to a frequency spectrum: ids whose ranks are unknown (reuse-math sections 6.2 and
/// 6.3). Independent draws.
namespace poolscope::reuse {

/// A fitted law and how well the spectrum is explained.
struct SpectrumFit {
    SpectrumLaw law;
    double logLikelihood = 0;
    int parameters = 0; ///< that were fitted, the size included
};

/// Each takes the pool's size where it is known and fits it where it is not. Skews are not
/// negative: without ranks a law and its mirror image are the same.
SpectrumFit fitUniformSpectrum(const Spectrum& spectrum, std::optional<double> size);
SpectrumFit fitZipfSpectrum(
    const Spectrum& spectrum, std::optional<double> size, const std::stop_token& stop);
/// Starts at the zipf fit and is never worse.
SpectrumFit fitQuadraticSpectrum(const Spectrum& spectrum, const SpectrumFit& zipf,
    std::optional<double> size, const std::stop_token& stop);

/// The sizes that agree with the spectrum at 95 %, each with the skew that suits it best (profile
/// likelihood; a little too wide, see `spectrumLikelihood`). The upper end is infinite when even
/// 1e12 items agree: a steep law with a short log says nothing about its tail.
Interval sizeInterval(
    const Spectrum& spectrum, const SpectrumFit& zipf, const std::stop_token& stop);

} // namespace poolscope::reuse
