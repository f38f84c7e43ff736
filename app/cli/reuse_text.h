// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/snapshot/reuse_figures.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace poolscope::cli {

/// A modality's pool with its figures.
struct PoolReuse {
    base::Modality modality;
    const plan::MediaPlan* media = nullptr;
    reuse::LawFigures law;
    std::vector<std::string> caches; ///< as they were asked for, in the order of the figures
    snapshot::ReuseFigures figures;
};

/// Reuse of a pool as tables for people.
void showReuse(const Console& console, const PoolReuse& pool);

/// Caches that hold all media of the requests together, simulated with the plan.
void showShared(const Console& console, const std::vector<std::string>& caches,
    const std::vector<reuse::CacheTally>& tallies);

/// The same for programs: `exact_...` keys.
nlohmann::ordered_json sharedJson(
    const std::vector<std::string>& caches, const std::vector<reuse::CacheTally>& tallies);

/// A pool for programs: the keys of `reuse --json` below a modality.
nlohmann::ordered_json reuseJson(const PoolReuse& pool);

} // namespace poolscope::cli
