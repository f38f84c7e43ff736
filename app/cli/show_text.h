// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/snapshot/snapshot.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string_view>

namespace poolscope::cli {

/// What a config means, as text for people.
void showFigures(const Console& console, std::string_view name, const snapshot::Snapshot& snapshot);

/// The same for programs.
nlohmann::ordered_json figuresJson(const snapshot::Snapshot& snapshot);

/// One request as text for people, from its JSON.
void showRequest(const Console& console, const plan::Plan& plan, std::uint64_t index,
    const nlohmann::ordered_json& request);

} // namespace poolscope::cli
