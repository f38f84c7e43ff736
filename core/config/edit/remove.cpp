// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"

#include <algorithm>

namespace poolscope::config::edit {

namespace {

/// The first byte behind the line of `offset` that is not blank.
std::size_t nextVisible(const Source& source, std::size_t offset)
{
    const std::size_t line = source.layout.nextLine(offset);
    return std::min(source.text.find_first_not_of(" \t\r\n", line), source.text.size());
}

/// The lines of an entry of a block with several.
base::TextRange blockPart(const Source& source, const Node& container, std::size_t index)
{
    const base::TextRange entry = container.entries[index].range;
    if (!source.layout.startsLine(entry.begin)) // the first key of "- a: 1": the dash stays
        return { entry.begin, nextVisible(source, entry.end) };
    base::TextRange lines{ source.layout.lineStart(entry.begin),
        source.layout.nextLine(entry.end) };
    const bool lacksBreak = lines.end == source.text.size() && source.layout.column(lines.end) > 0;
    if (lacksBreak && lines.begin > 0) // a file without a final line break stays one
        lines.begin = source.layout.lineEnd(lines.begin - 1);
    return lines;
}

/// An entry of a flow collection with its comma.
base::TextRange flowPart(const Source& source, const Node& container, std::size_t index)
{
    const auto& entries = container.entries;
    const base::TextRange entry = entries[index].range;
    if (index + 1 < entries.size())
        return { entry.begin, entries[index + 1].range.begin };
    if (index == 0)
        return entry;
    const std::size_t before = entries[index - 1].range.end;
    const bool hasComment
        = source.layout.slice(before, entry.begin).find('#') != std::string_view::npos;
    if (!hasComment)
        return { before, entry.end };
    // The comment belongs to the entry before; a comma may stay at the end of YAML.
    return { source.layout.startsLine(entry.begin)
            ? source.layout.lineEnd(source.layout.lineStart(entry.begin) - 1)
            : entry.begin,
        entry.end };
}

/// An empty pair of brackets stays where the last entry goes.
base::Result<Plan> removeOnly(const Source& source, NodeId id)
{
    const Node& container = source.tree.node(id);
    const Value empty
        = container.kind == NodeKind::mapping ? Value(Value::Map{}) : Value(Value::List{});
    if (container.parent != noNode)
        return planReplace(source, holderOf(source.tree, id), empty);
    Plan plan;
    plan.change = { Change::Kind::replace, noNode, 0, {}, empty };
    plan.edit = { container.range, writeFlow(empty) };
    return plan;
}

} // namespace

base::Result<Plan> planRemove(const Source& source, const Path& path)
{
    const auto spot = locate(source, path);
    if (!spot)
        return tl::make_unexpected(spot.error());
    if (auto shared = checkNotShared(source.tree, entryAt(source, *spot).value); !shared)
        return tl::make_unexpected(shared.error());
    const Node& container = source.tree.node(spot->container);
    const bool isFlow = container.style == NodeStyle::flow;
    if (container.entries.size() == 1 && !(isFlow && hasBrackets(container)))
        return removeOnly(source, spot->container);
    Plan plan;
    plan.change = { Change::Kind::remove, spot->container, spot->index, {}, {} };
    plan.edit.range = isFlow ? flowPart(source, container, spot->index)
                             : blockPart(source, container, spot->index);
    return plan;
}

} // namespace poolscope::config::edit
