// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/json.h"

#include <cmath>

namespace poolscope::cli {

using nlohmann::ordered_json;

std::string written(const ordered_json& json)
{
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

ordered_json orNull(double value)
{
    return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json toJson(std::string_view text, const config::Diagnostics& diagnostics)
{
    const base::LineIndex lines(text);
    ordered_json list = ordered_json::array();
    for (const auto& diagnostic : diagnostics) {
        const auto [line, column] = lines.position(text, diagnostic.range.begin);
        list.push_back({ { "severity", config::name(diagnostic.severity) },
            { "code", diagnostic.code }, { "path", diagnostic.path }, { "line", line },
            { "column", column }, { "message", diagnostic.message }, { "hint", diagnostic.hint } });
    }
    return list;
}

} // namespace poolscope::cli
