// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"
#include "core/config/edit/render.h"

#include <algorithm>

namespace poolscope::config::edit {

namespace {

/// A block scalar with "+" owns the empty lines behind it, so that nothing can follow it directly.
bool endsInKeptLines(const Source& source, const Node& container)
{
    const Node* node = &container;
    while (!node->entries.empty())
        node = &source.tree.node(node->entries.back().value);
    const bool isBlockScalar
        = node->style == NodeStyle::literal || node->style == NodeStyle::folded;
    return isBlockScalar
        && source.layout.slice(node->range.begin, node->range.begin + 3).find('+')
        != std::string_view::npos;
}

base::Result<base::TextEdit> appendBlock(
    const Source& source, const Node& container, const std::string& lines)
{
    if (endsInKeptLines(source, container))
        return base::fail(base::Code::unsupported,
            "The block ends in a text that keeps its empty lines", "Edit the text by hand.");
    const std::size_t column = source.layout.column(container.entries.front().range.begin);
    const std::size_t end = source.layout.lineEnd(container.range.end);
    return base::TextEdit{ { end, end }, source.layout.newLine(column) + lines };
}

/// A flow collection with every entry on its own line, as pretty-printed JSON has it.
bool hasOwnLines(const Source& source, const Node& flow)
{
    return source.layout.startsLine(flow.entries.back().range.begin)
        && source.layout.lineStart(flow.range.begin)
        != source.layout.lineStart(flow.entries.back().range.begin);
}

base::TextEdit appendFlow(const Source& source, const Node& flow, const std::string& written)
{
    if (flow.entries.empty())
        return { { flow.range.begin + 1, flow.range.begin + 1 }, written };
    const Entry& last = flow.entries.back();
    const std::size_t end = last.range.end;
    if (!hasOwnLines(source, flow)) {
        const bool isTight = flow.entries.size() > 1 && isJson(source, flow)
            && source.text[last.range.begin - 1] == ',';
        return { { end, end }, (isTight ? "," : ", ") + written };
    }
    const std::string line
        = source.layout.newLine(source.layout.column(last.range.begin)) + written;
    const std::size_t lineEnd = source.layout.lineEnd(end);
    const std::string_view rest = source.layout.slice(end, lineEnd);
    const std::size_t comma = rest.find_first_not_of(" \t");
    if (comma == std::string_view::npos || lineEnd >= flow.range.end)
        return { { end, end }, ',' + line };
    const bool hasComma = rest[comma] == ',';
    return { { end, lineEnd },
        (hasComma ? "" : ",") + std::string(rest) + line + (hasComma ? "," : "") };
}

} // namespace

base::Result<Plan> planAppend(
    const Source& source, NodeId container, const std::string& key, const Value& value)
{
    if (auto shared = checkNotShared(source.tree, container); !shared)
        return tl::make_unexpected(shared.error());
    const Node& node = source.tree.node(container);
    const bool isMapping = node.kind == NodeKind::mapping;
    Plan plan;
    plan.change
        = { Change::Kind::insert, container, node.entries.size(), isMapping ? key : "", value };
    if (node.style == NodeStyle::flow) {
        if (!hasBrackets(node))
            return base::fail(base::Code::unsupported, "A mapping without braces cannot grow",
                "Edit the text by hand.");
        const FlowStyle style = isJson(source, node) ? FlowStyle::json : FlowStyle::yaml;
        plan.edit = appendFlow(source, node,
            isMapping ? flowMember(source, node, key, value) : writeFlow(value, style));
        return plan;
    }
    const std::size_t column = source.layout.column(node.entries.front().range.begin);
    auto edit = appendBlock(source, node,
        isMapping ? blockMember(source.layout, key, value, column) : listItem(source, node, value));
    if (!edit)
        return tl::make_unexpected(edit.error());
    plan.edit = std::move(*edit);
    return plan;
}

base::Result<Plan> planFirst(const Source& source, const Value& value)
{
    const auto* map = std::get_if<Value::Map>(&value.data);
    const std::string lines
        = map && !map->empty() ? blockMembers(source.layout, *map, 0) : writeFlow(value);
    Plan plan;
    plan.change = { Change::Kind::replace, noNode, 0, {}, value };
    if (!source.tree.isEmpty()) { // "---" with nothing behind it
        const std::size_t end
            = source.layout.lineEnd(source.tree.node(source.tree.root()).range.end);
        plan.edit = { { end, end }, source.layout.lineBreak() + lines };
        return plan;
    }
    const std::size_t end = source.text.size();
    const bool isFreshLine = source.layout.column(end) == 0;
    plan.edit = { { end, end },
        isFreshLine ? lines + source.layout.lineBreak() : source.layout.lineBreak() + lines };
    return plan;
}

} // namespace poolscope::config::edit
