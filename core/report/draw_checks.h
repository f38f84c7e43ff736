// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/reuse/run_check.h"
#include "core/run/run.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::report {

/// What is said of one modality's draws.
struct DrawFinding {
    std::optional<reuse::RunVerdict> verdict; ///< none: there is nothing to test
    std::string sentence; ///< the verdict in words, or why there is none; empty without a pool
};

/// The draws of one run against the laws of its pools. Fed with consecutive looks at the live run,
/// of which only what is new is added, or once with the accounts of a finished one. Not
/// thread-safe.
class DrawChecks {
public:
    /// Fixes the bins. The pools of `plan` are the law; the run may be of another plan.
    explicit DrawChecks(plan::PlanPtr plan);

    /// A look at the live run, however often. Fewer draws than at the last look are a run that has
    /// started anew. Costs two readings of the pool's counts and nothing where nothing was sent.
    void look(const run::RunSnapshot& state);
    /// All draws of a finished run at once, of pools of any size.
    void add(const run::Tally& tally);

    /// Live: from the e-value alone. Finished: the fixed-size test, to be asked for once; it may
    /// take a tenth of a second.
    DrawFinding finding(base::Modality modality, reuse::RunStage stage) const;
    /// The counts in their bins; null for a modality without a pool.
    const reuse::RunCheck* counted(base::Modality modality) const;
    /// The pool's items are drawn at random, so that its bands mean something.
    bool isTested(base::Modality modality) const;

private:
    struct Watched {
        explicit Watched(const plan::MediaPlan& media);

        reuse::RunCheck check;
        std::vector<std::uint32_t> seen; ///< by item, at the last look
        std::uint64_t sent = 0; ///< at the last look
        bool isCounted = true; ///< the run counts the pool's items one by one
    };

    void lookAt(base::Modality modality, const run::ItemUse& use);

    plan::PlanPtr m_plan;
    std::array<std::optional<Watched>, base::allModalities.size()> m_watched;
};

} // namespace poolscope::report
