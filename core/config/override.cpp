// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/override.h"

#include "core/config/patch.h"
#include "core/config/reader.h"
#include "core/config/scalar.h"

#include <fmt/format.h>

namespace poolscope::config {

namespace {

Value valueOf(const Tree& tree, NodeId id)
{
    const NodeId target = tree.resolve(id);
    if (target == noNode)
        return {};
    const Node& node = tree.node(target);
    switch (node.kind) {
    case NodeKind::sequence: {
        Value::List list;
        for (const Entry& entry : node.entries)
            list.push_back(valueOf(tree, entry.value));
        return list;
    }
    case NodeKind::mapping: {
        Value::Map map;
        for (const Entry& entry : node.entries)
            map.emplace_back(entry.key, valueOf(tree, entry.value));
        return map;
    }
    default:
        break;
    }
    if (node.style != NodeStyle::plain)
        return node.text;
    const Scalar scalar = readPlainScalar(node.text);
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag;
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return *integer;
    if (const auto* number = std::get_if<double>(&scalar))
        return *number;
    if (std::holds_alternative<std::monostate>(scalar))
        return {};
    return node.text;
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
            fmt::format("The value of \"{}\" is not YAML: {}", assignment,
                value.diagnostics.front().message),
            value.diagnostics.front().hint);
    const auto edit = patch(text, parsePath(assignment.substr(0, equals)),
        value.tree.isEmpty() ? Value() : valueOf(value.tree, value.tree.root()));
    if (!edit)
        return tl::make_unexpected(edit.error());
    return base::apply(text, *edit);
}

} // namespace poolscope::config
