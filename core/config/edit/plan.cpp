// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"

#include "core/config/edit/render.h"
#include "core/config/values/quoting.h"
#include "core/config/values/scalar.h"

#include <optional>

namespace poolscope::config::edit {

namespace {

/// The value with the missing parents of path[from...] around it. A part "0" makes a list.
Value wrapped(const Path& path, std::size_t from, const Value& value)
{
    Value result = value;
    for (std::size_t i = path.size(); i-- > from;) {
        if (path[i] == "0")
            result = Value(Value::List{ std::move(result) });
        else
            result = Value(Value::Map{ { path[i], std::move(result) } });
    }
    return result;
}

base::Result<Plan> fillRoot(const Source& source, const Path& path, const Value& value)
{
    const Node& root = source.tree.node(source.tree.root());
    if (!root.anchor.empty() || !root.tag.empty())
        return noPlace(path, 0, "has an anchor or a tag and no value");
    const Value whole = wrapped(path, 0, value);
    if (root.range.size() == 0)
        return planFirst(source, whole);
    Plan plan;
    plan.change = { Change::Kind::replace, noNode, 0, {}, whole };
    plan.edit = { root.range, writeFlow(whole) };
    return plan;
}

/// The first part beyond `from` that asks for an entry of a list which is not there yet, and which
/// is not its first.
std::optional<std::size_t> laterEntry(const Path& path, std::size_t from)
{
    for (std::size_t i = from; i < path.size(); ++i)
        if (path[i] != "0" && isEntryNumber(path[i]))
            return i;
    return std::nullopt;
}

/// `path[from]` does not exist in the node.
base::Result<Plan> create(
    const Source& source, NodeId id, const Path& path, std::size_t from, const Value& value)
{
    const Node& node = source.tree.node(id);
    const bool isLast = from + 1 == path.size();
    if (node.kind == NodeKind::sequence) {
        if (path[from] != std::to_string(node.entries.size()))
            return noPlace(path, from, "has no such entry");
        if (node.entries.empty() && node.style == NodeStyle::block)
            return noPlace(path, from, "is empty");
    } else if (!isLast && source.tree.find(id, path[from]) != noNode) {
        return noPlace(path, from + 1, "comes from a merged mapping");
    }
    if (const auto later = laterEntry(path, from + 1))
        return noPlace(path, *later, "has no such entry");
    return planAppend(source, id, path[from], wrapped(path, from + 1, value));
}

} // namespace

base::Result<Plan> planSet(const Source& source, const Path& path, const Value& value)
{
    if (path.empty())
        return noPlace(path, 0, "cannot be replaced as a whole");
    if (source.tree.isEmpty()) {
        if (const auto later = laterEntry(path, 0))
            return noPlace(path, *later, "has no such entry");
        return planFirst(source, wrapped(path, 0, value));
    }
    NodeId id = source.tree.root();
    Spot spot;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Node& node = source.tree.node(id);
        if (node.kind == NodeKind::alias)
            return noPlace(path, i, "is an alias of a value that others may share");
        if (const auto later = isNothing(node) ? laterEntry(path, i) : std::nullopt)
            return noPlace(path, *later, "has no such entry");
        if (isNothing(node))
            return i == 0 ? fillRoot(source, path, value)
                          : planReplace(source, spot, wrapped(path, i, value));
        if (node.kind == NodeKind::scalar)
            return noPlace(path, i, "is a single value");
        const Entry* entry = source.tree.entry(id, path[i]);
        if (!entry)
            return create(source, id, path, i, value);
        spot = { id, static_cast<std::size_t>(entry - node.entries.data()) };
        id = entry->value;
    }
    return planReplace(source, spot, value);
}

base::Result<Plan> planInsert(
    const Source& source, const Path& list, std::size_t index, const Value& value)
{
    const NodeId root = source.tree.isEmpty() ? noNode : source.tree.root();
    NodeId id = list.empty() ? root : noNode;
    if (!list.empty()) {
        const auto spot = locate(source, list);
        if (!spot || isNothing(valueAt(source, *spot)))
            return index == 0 ? planSet(source, child(list, "0"), value)
                              : noPlace(list, list.size(), "has no such entry");
        id = entryAt(source, *spot).value;
    }
    if (id == noNode || source.tree.node(id).kind != NodeKind::sequence)
        return noPlace(list, list.size(), "is no list");
    const Node& node = source.tree.node(id);
    if (index > node.entries.size())
        return noPlace(list, list.size(), "has no such entry");
    if (index == node.entries.size())
        return planAppend(source, id, {}, value);
    Plan plan;
    plan.change = { Change::Kind::insert, id, index, {}, value };
    const std::size_t next = node.entries[index].range.begin;
    if (node.style == NodeStyle::flow) {
        const FlowStyle style = isJson(source, node) ? FlowStyle::json : FlowStyle::yaml;
        plan.edit = { { next, next }, writeFlow(value, style) + ", " };
        return plan;
    }
    const std::size_t column = source.layout.column(next);
    if (index == 0) {
        plan.edit
            = { { next, next }, listItem(source, node, value) + source.layout.newLine(column) };
        return plan;
    }
    // Behind the entry before, so that a comment above the next one stays with it.
    const std::size_t end = source.layout.lineEnd(node.entries[index - 1].range.end);
    plan.edit = { { end, end }, source.layout.newLine(column) + listItem(source, node, value) };
    return plan;
}

base::Result<Plan> planRename(const Source& source, const Path& path, const std::string& key)
{
    const auto spot = locate(source, path);
    if (!spot)
        return tl::make_unexpected(spot.error());
    const Entry& entry = entryAt(source, *spot);
    if (source.tree.node(spot->container).kind == NodeKind::sequence)
        return noPlace(path, path.size(), "is an entry of a list and has no name");
    const char first = entry.keyRange.size() > 0 ? source.text[entry.keyRange.begin] : '\0';
    Plan plan;
    plan.change = { Change::Kind::rename, spot->container, spot->index, key, {} };
    plan.edit = { entry.keyRange,
        first == '"'        ? doubleQuoted(key)
            : first == '\'' ? singleQuoted(key)
                            : writeString(key) };
    return plan;
}

} // namespace poolscope::config::edit
