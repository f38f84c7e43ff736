// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/override.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/edit/plan.h"
#include "core/config/patch.h"
#include "core/config/reader.h"
#include "core/config/schema.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

/// The field takes texts and nothing else: 7 is a name there, and so is 2024-01-01.
bool wantsText(const Path& path)
{
    const Field* field = fieldAt(path);
    return field && std::all_of(field->forms.begin(), field->forms.end(), [](const Form& form) {
        return form.kind == FormKind::text || form.kind == FormKind::url
            || form.kind == FormKind::choice
            || (form.kind == FormKind::map && form.items.front().kind == FormKind::text);
    });
}

Value valueFor(const Path& path, const Tree& tree)
{
    if (tree.isEmpty())
        return {};
    const Node& node = tree.node(tree.root());
    const bool isNull
        = node.kind == NodeKind::scalar && std::holds_alternative<std::monostate>(scalarOf(node));
    if (node.kind == NodeKind::scalar && node.style == NodeStyle::plain && !isNull
        && wantsText(path))
        return node.text;
    return edit::valueOf(tree, tree.root());
}

} // namespace

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
            fmt::format("The value for \"{}\" is not YAML: {}", assignment.substr(0, equals),
                codes::titleOf(value.diagnostics.front().code)),
            "Put it in quotes to have it taken as it stands.");
    const bool isNone
        = value.tree.isEmpty() || value.tree.node(value.tree.root()).range.size() == 0;
    if (isNone && written.find_first_not_of(" \t\r\n") != std::string_view::npos)
        return base::fail(base::Code::invalid,
            fmt::format("The value for \"{}\" is none: a comment, or a mark between documents",
                assignment.substr(0, equals)),
            "Put it in quotes to have it taken as it stands.");
    const Path path = parsePath(assignment.substr(0, equals));
    const bool isNamed = std::all_of(
        path.begin(), path.end(), [](const std::string& part) { return !part.empty(); });
    if (!isNamed)
        return base::fail(base::Code::invalid,
            fmt::format("\"{}\" names no field", assignment.substr(0, equals)),
            "Write the keys with one dot between them, as in load.base_seed.");
    const auto edit = patch(text, path, valueFor(path, value.tree));
    if (!edit)
        return tl::make_unexpected(edit.error());
    return base::apply(text, *edit);
}

} // namespace poolscope::config
