// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/base/modality.h"
#include "core/config/pool_patch.h"
#include "core/plan/media_plan.h"
#include "core/reuse/aim.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <utility>
#include <vector>

namespace poolscope::cli {

enum class Solve { skew, size, capacity };

/// What `aim` was asked.
struct Question {
    std::string file; ///< for messages
    base::Modality modality = base::Modality::image;
    Solve solve = Solve::skew;
    reuse::Aim aim;
};

struct Answer {
    reuse::AimAnswer found; ///< with the value as it is written
    config::PoolChange change; ///< nothing for a capacity
    std::vector<std::pair<std::string, config::Value>> settings; ///< that the change makes
    bool isApplied = false;
};

void showAim(const Console& console, const Question& question, const plan::MediaPlan& media,
    const Answer& answer);

nlohmann::ordered_json aimJson(const Question& question, const Answer& answer);

} // namespace poolscope::cli
