// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/source.h"

#include "core/config/yaml/scanner.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace poolscope::config::edit {

namespace {

/// Nodes are stored parents first, so that a value and all inside it are neighbours.
NodeId subtreeEnd(const Tree& tree, NodeId id)
{
    NodeId end = id + 1;
    while (end < tree.size() && tree.node(end).parent != noNode && tree.node(end).parent >= id)
        ++end;
    return end;
}

} // namespace

const Entry& entryAt(const Source& source, const Spot& spot)
{
    return source.tree.node(spot.container).entries[spot.index];
}

const Node& valueAt(const Source& source, const Spot& spot)
{
    return source.tree.node(entryAt(source, spot).value);
}

tl::unexpected<base::Error> noPlace(const Path& path, std::size_t depth, std::string_view why)
{
    const Path reached(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth));
    return base::fail(base::Code::invalid,
        fmt::format("Cannot edit \"{}\": {} {}", toString(path),
            reached.empty() ? std::string("the document") : '"' + toString(reached) + '"', why),
        "Edit the text by hand.");
}

base::Result<Spot> locate(const Source& source, const Path& path)
{
    if (source.tree.isEmpty())
        return noPlace(path, 0, "is empty");
    Spot spot;
    NodeId id = source.tree.root();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Node& node = source.tree.node(id);
        if (node.kind == NodeKind::alias)
            return noPlace(path, i, "is an alias of a value that others may share");
        const Entry* entry = source.tree.entry(id, path[i]);
        if (!entry && source.tree.find(id, path[i]) != noNode)
            return noPlace(path, i + 1, "comes from a merged mapping");
        if (!entry)
            return noPlace(path, i + 1, "does not exist");
        spot = { id, static_cast<std::size_t>(entry - node.entries.data()) };
        id = entry->value;
    }
    if (spot.container == noNode)
        return noPlace(path, 0, "is no entry of anything");
    return spot;
}

Spot holderOf(const Tree& tree, NodeId id)
{
    const NodeId parent = tree.node(id).parent;
    const auto& entries = tree.node(parent).entries;
    const auto holder = std::find_if(
        entries.begin(), entries.end(), [&](const Entry& entry) { return entry.value == id; });
    return { parent, static_cast<std::size_t>(holder - entries.begin()) };
}

bool isNothing(const Node& node)
{
    return node.kind == NodeKind::scalar && node.style == NodeStyle::plain
        && std::holds_alternative<std::monostate>(scalarOf(node));
}

base::Result<std::size_t> valueStart(const Source& source, const Spot& spot)
{
    const Entry& entry = entryAt(source, spot);
    if (source.tree.node(spot.container).kind == NodeKind::sequence)
        return entry.keyRange.end;
    yaml::Scanner scanner(source.text);
    scanner.goTo({ entry.keyRange.end, source.layout.lineStart(entry.keyRange.end) });
    scanner.skipSpace();
    if (scanner.peek() != ':' || scanner.offset() >= entry.range.end)
        return base::fail(base::Code::unsupported,
            fmt::format("The key \"{}\" has no colon behind it", entry.key),
            "Edit the text by hand.");
    return scanner.offset() + 1;
}

std::size_t valueBegin(const Source& source, const Spot& spot)
{
    const Node& value = valueAt(source, spot);
    const bool isBare = value.anchor.empty() && value.tag.empty();
    const auto start = valueStart(source, spot);
    if (isBare || !start)
        return value.range.begin;
    yaml::Scanner scanner(source.text);
    scanner.goTo({ *start, source.layout.lineStart(*start) });
    scanner.skipSpace();
    return scanner.offset();
}

base::Result<> checkNotShared(const Tree& tree, NodeId id)
{
    const NodeId end = subtreeEnd(tree, id);
    std::vector<NodeId> around;
    for (NodeId parent = tree.node(id).parent; parent != noNode; parent = tree.node(parent).parent)
        around.push_back(parent);
    for (NodeId other = 0; other < tree.size(); ++other) {
        const Node& alias = tree.node(other);
        if (alias.kind != NodeKind::alias || alias.target == noNode)
            continue;
        const bool isInside = other >= id && other < end;
        const bool isPart = alias.target >= id && alias.target < end && !isInside;
        const bool isAround = std::find(around.begin(), around.end(), alias.target) != around.end();
        if (isPart || isAround)
            return base::fail(base::Code::unsupported,
                fmt::format("Other places share this value through *{}", alias.text),
                "Edit the text by hand.");
    }
    return {};
}

bool isJson(const Source& source, const Node& flow)
{
    for (const Node* node = &flow; node->style == NodeStyle::flow;
         node = &source.tree.node(node->parent)) {
        if (node->kind == NodeKind::mapping && !node->entries.empty()) {
            const std::size_t key = node->entries.front().keyRange.begin;
            return key < source.text.size() && source.text[key] == '"';
        }
        if (node->parent == noNode)
            break;
    }
    return false;
}

bool hasBrackets(const Node& flow)
{
    return flow.entries.empty() || flow.entries.front().range.begin > flow.range.begin;
}

} // namespace poolscope::config::edit
