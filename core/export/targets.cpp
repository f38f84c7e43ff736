// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/targets.h"

#include <algorithm>
#include <array>

namespace poolscope::exports {

namespace {

constexpr std::array<Target, 1> table{ {
    { "extended", "Extended YAML",
        "inference-perf YAML with pools, for poolscope-cli and inference-perf builds that know "
        "them",
        extendedYaml },
} };

} // namespace

std::span<const Target> targets()
{
    return table;
}

const Target* find(std::string_view id)
{
    const auto* target = std::find_if(
        table.begin(), table.end(), [&](const Target& entry) { return entry.id == id; });
    return target == table.end() ? nullptr : target;
}

} // namespace poolscope::exports
