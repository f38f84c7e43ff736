// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/draw_checks.h"
#include "core/reuse/check/first_seen.h"

#include <array>

namespace poolscope::report {

/// What the tests say of a finished run.
struct Findings {
    std::array<DrawFinding, base::allModalities.size()> draws; ///< by modality
    /// Time to first token of first-seen requests against repeats; empty without media.
    reuse::SeenVerdict firstSeen;

    const DrawFinding& of(base::Modality modality) const
    {
        return draws.at(static_cast<std::size_t>(modality));
    }
};

/// Draws are tested against the laws of `plan`, latencies of answered requests with items compared.
/// Takes a moment for long runs: about a second for a million requests.
Findings findingsOf(const plan::PlanPtr& plan, const run::Tally& tally);

} // namespace poolscope::report
