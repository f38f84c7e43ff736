// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"
#include "core/config/edit/render.h"

#include <algorithm>

namespace poolscope::config::edit {

namespace {

/// The comment behind a key whose value begins further down, with the blanks before it.
std::string_view commentBehind(const Source& source, std::size_t offset, std::size_t valueBegin)
{
    const std::size_t lineEnd = source.layout.lineEnd(offset);
    if (valueBegin <= lineEnd)
        return {};
    const std::string_view rest = source.layout.slice(offset, lineEnd);
    const std::size_t hash = std::min(rest.find(" #"), rest.find("\t#"));
    if (hash == std::string_view::npos)
        return {};
    const std::size_t begin = rest.find_last_not_of(" \t", hash) + 1;
    return rest.substr(begin);
}

/// Everything below the key goes; what stands on the key's own line stays.
base::TextEdit replaceBlock(
    const Source& source, const Spot& spot, std::size_t start, const Value& value)
{
    const Node& old = valueAt(source, spot);
    const std::string comment(commentBehind(source, start, old.range.begin));
    const bool isMember = source.tree.node(spot.container).kind == NodeKind::mapping;
    if (!isMember || !isDeep(value))
        return { { start, old.range.end }, ' ' + writeFlow(value) + comment };
    const std::size_t column = old.kind == NodeKind::mapping
        ? source.layout.column(old.range.begin)
        : source.layout.column(entryAt(source, spot).range.begin) + source.layout.step();
    return { { start, old.range.end },
        comment + source.layout.newLine(column)
            + blockMembers(source.layout, std::get<Value::Map>(value.data), column) };
}

base::TextEdit fillAbsent(
    const Source& source, const Spot& spot, std::size_t start, const Value& value)
{
    const Node& container = source.tree.node(spot.container);
    const bool isBlockMember
        = container.kind == NodeKind::mapping && container.style == NodeStyle::block;
    if (!isBlockMember || !isDeep(value)) {
        const bool wantsJson = container.style == NodeStyle::flow && isJson(source, container);
        return { { start, valueAt(source, spot).range.end },
            ' ' + writeFlow(value, wantsJson ? FlowStyle::json : FlowStyle::yaml) };
    }
    const std::size_t column = source.layout.column(entryAt(source, spot).range.begin);
    const std::size_t inner = column + source.layout.step();
    const std::size_t end = source.layout.lineEnd(start);
    return { { end, end },
        source.layout.newLine(inner)
            + blockMembers(source.layout, std::get<Value::Map>(value.data), inner) };
}

} // namespace

base::Result<Plan> planReplace(const Source& source, const Spot& spot, const Value& value)
{
    const Node& container = source.tree.node(spot.container);
    const Node& old = valueAt(source, spot);
    if (auto shared = checkNotShared(source.tree, entryAt(source, spot).value); !shared)
        return tl::make_unexpected(shared.error());
    const auto start = valueStart(source, spot);
    if (!start)
        return tl::make_unexpected(start.error());
    Plan plan;
    plan.change = { Change::Kind::replace, spot.container, spot.index, {}, value };
    if (old.style == NodeStyle::block) {
        plan.edit = replaceBlock(source, spot, *start, value);
    } else if (old.kind == NodeKind::scalar && old.range.size() == 0) {
        if (container.kind == NodeKind::sequence && container.style == NodeStyle::flow)
            return noPlace({}, 0, "has an empty list entry");
        plan.edit = fillAbsent(source, spot, *start, value);
    } else {
        const bool wantsJson = container.style == NodeStyle::flow && isJson(source, container);
        plan.edit = { { valueBegin(source, spot), old.range.end },
            inlineValue(value, old.style, wantsJson ? FlowStyle::json : FlowStyle::yaml) };
    }
    return plan;
}

} // namespace poolscope::config::edit
