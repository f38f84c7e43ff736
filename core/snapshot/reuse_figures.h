// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later


#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"
#include "core/reuse/cache_figures.h"
#include "core/reuse/cache_simulation.h"
#include "core/reuse/figures.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace poolscope::snapshot {

/// A cache's hit rate, predicted from the law and simulated with the plan.
struct CacheFigures {
    reuse::CacheSpec spec;
    std::optional<reuse::CacheEstimate> predicted; ///< none for policies without a formula
    std::optional<reuse::CacheTally> exact; ///< when it was asked for
};

/// What a run makes of one modality's pool. The cache sees this modality's items alone, from empty.
struct ReuseFigures {
    reuse::LawFigures law;
    reuse::RunFigures run; ///< expected
    double gini = 0;
    /// What the plan's requests really draw.
    std::uint64_t planDistinct = 0;
    std::uint64_t planDraws = 0;
    std::vector<CacheFigures> caches;

    double planRepeatShare() const
    {
        return planDraws == 0
            ? 0
            : 1 - static_cast<double>(planDistinct) / static_cast<double>(planDraws);
    }
};

enum class Exactness { predicted, simulated };

/// `requests` requests from the first on. Sizes are those of the tensors and tokens that a Qwen2
/// model's processor makes of an item (reuse/vllm_cache.h). An Error after a stop, or for a cache
/// that cannot be simulated.
base::Result<ReuseFigures> reuseFigures(const plan::Plan& plan, base::Modality modality,
    std::uint64_t requests, const std::vector<reuse::CacheSpec>& caches, Exactness exactness,
    std::stop_token stop = {});

} // namespace poolscope::snapshot
