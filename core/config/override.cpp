// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/override.h"

#include "core/config/edit/plan.h"
#include "core/config/patch.h"
#include "core/config/reader.h"

#include <fmt/format.h>

namespace poolscope::config {

base::Result<std::string> withOverride(std::string_view text, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return base::fail(base::Code::invalid, fmt::format("\"{}\" is not an override", assignment),
            "Write it as PATH=VALUE, as in load.base_seed=7.");
    const std::string_view written = assignment.substr(equals + 1);
    const ReadResult value = read(written);
    if (hasErrors(value.diagnostics))
        return base::fail(base::Code::invalid,
            fmt::format("The value of \"{}\" is not YAML: {}", assignment,
                value.diagnostics.front().message),
            value.diagnostics.front().hint);
    const auto edit = patch(text, parsePath(assignment.substr(0, equals)),
        value.tree.isEmpty() ? Value() : edit::valueOf(value.tree, value.tree.root()));
    if (!edit)
        return tl::make_unexpected(edit.error());
    return base::apply(text, *edit);
}

} // namespace poolscope::config
