// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/fit.h"

namespace poolscope::reuse {

/// p_r ~ exp(-a ln r - b ln^2 r) on ranks 1..size with its sum worked out.
class RankLaw {
public:
    explicit RankLaw(const ModelFit& model);
    double probability(double rank) const;

private:
    double m_a;
    double m_b;
    double m_logTotal = 0;
};

/// The points of both curves of a fit whose ranks are known, up to a few hundred.
void plotRanks(const FitRequest& request, const ModelFit& chosen, Fit& fit);
/// ... and unknown: the law's curve counts the items it makes expect, so that it lies on the log's
/// where the law is right, in the ragged tail too.
void plotSpectrum(const FitRequest& request, const ModelFit& chosen, Fit& fit);

/// See `Fit::heldOut` and `Fit::driftZ`; none without a first half.
std::optional<HeldOut> heldOutOf(const FitRequest& request, const ModelFit& chosen);
std::optional<double> driftOf(const FitRequest& request);

/// Test of a law over known ranks on bins of neighbouring ranks.
Goodness rankGoodness(const FitRequest& request, const ModelFit& model);
/// ... over unknown ones: of the frequency spectrum, neighbouring bins merged.
Goodness spectrumGoodness(const FitRequest& request, const ModelFit& model);

} // namespace poolscope::reuse
