// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/tree.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace poolscope::config {

namespace {

/// The number of a list entry in a path; nothing for other parts, also for "01" and "+1".
std::optional<std::size_t> entryNumber(std::string_view part)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    const bool isWhole = error == std::errc() && end == part.data() + part.size();
    return isWhole && (part.size() == 1 || part.front() != '0') ? std::optional(number)
                                                                : std::nullopt;
}

const Entry* ownEntry(const Node& node, std::string_view part)
{
    if (node.kind == NodeKind::sequence) {
        const auto number = entryNumber(part);
        return number && *number < node.entries.size() ? &node.entries[*number] : nullptr;
    }
    const auto last = std::find_if(node.entries.rbegin(), node.entries.rend(),
        [&](const Entry& entry) { return entry.key == part; });
    return last != node.entries.rend() ? &*last : nullptr;
}

/// The entry that a caret at `offset` is in or right behind; null between entries.
const Entry* entryAt(const Node& node, std::size_t offset)
{
    const auto next = std::upper_bound(node.entries.begin(), node.entries.end(), offset,
        [](std::size_t at, const Entry& entry) { return at < entry.range.begin; });
    if (next == node.entries.begin())
        return nullptr;
    const Entry& entry = *std::prev(next);
    return offset <= entry.range.end ? &entry : nullptr;
}

} // namespace

Scalar scalarOf(const Node& node)
{
    // A lone "!" changes nothing for PyYAML.
    const bool isUntagged = node.tag.empty() || node.tag == "!";
    const bool isString = node.tag == "!!str" || (isUntagged && node.style != NodeStyle::plain);
    if (isString)
        return node.text;
    Scalar scalar = readPlainScalar(node.text);
    if (const auto* integer = std::get_if<std::int64_t>(&scalar); integer && node.tag == "!!float")
        return static_cast<double>(*integer);
    return scalar;
}

NodeId Tree::resolve(NodeId id) const
{
    return m_nodes[id].kind == NodeKind::alias ? m_nodes[id].target : id;
}

NodeId Tree::find(NodeId parent, std::string_view part) const
{
    const NodeId id = resolve(parent);
    if (id == noNode)
        return noNode;
    if (const Entry* own = ownEntry(m_nodes[id], part))
        return resolve(own->value);
    if (m_nodes[id].kind != NodeKind::mapping)
        return noNode;
    const auto& entries = m_nodes[id].entries;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        if (entry->isMerge)
            if (const NodeId found = findMerged(entry->value, part); found != noNode)
                return found;
    return noNode;
}

NodeId Tree::findMerged(NodeId merged, std::string_view part) const
{
    const NodeId id = resolve(merged);
    if (id == noNode)
        return noNode;
    if (m_nodes[id].kind == NodeKind::mapping)
        return find(id, part);
    for (const auto& entry : m_nodes[id].entries)
        if (const NodeId found = find(entry.value, part); found != noNode)
            return found;
    return noNode;
}

NodeId Tree::find(const Path& path) const
{
    NodeId id = isEmpty() ? noNode : resolve(root());
    for (const auto& part : path) {
        if (id == noNode)
            return noNode;
        id = find(id, part);
    }
    return id;
}

void Tree::addVisible(NodeId id, std::vector<const Entry*>& visible) const
{
    id = resolve(id);
    if (id == noNode)
        return;
    const Node& node = m_nodes[id];
    if (node.kind == NodeKind::sequence)
        for (const auto& item : node.entries)
            addVisible(item.value, visible);
    if (node.kind != NodeKind::mapping)
        return;
    for (auto entry = node.entries.rbegin(); entry != node.entries.rend(); ++entry)
        if (!entry->isMerge)
            visible.push_back(&*entry);
    for (auto entry = node.entries.rbegin(); entry != node.entries.rend(); ++entry)
        if (entry->isMerge)
            addVisible(entry->value, visible);
}

std::vector<const Entry*> Tree::visibleEntries(NodeId mapping) const
{
    std::vector<const Entry*> visible;
    const NodeId id = resolve(mapping);
    if (id == noNode || m_nodes[id].kind != NodeKind::mapping)
        return visible;
    addVisible(id, visible);
    // Of equal keys the first one in this order counts.
    std::stable_sort(visible.begin(), visible.end(),
        [](const Entry* a, const Entry* b) { return a->key < b->key; });
    visible.erase(std::unique(visible.begin(), visible.end(),
                      [](const Entry* a, const Entry* b) { return a->key == b->key; }),
        visible.end());
    std::sort(visible.begin(), visible.end(),
        [](const Entry* a, const Entry* b) { return a->range.begin < b->range.begin; });
    return visible;
}

const Entry* Tree::entry(NodeId parent, std::string_view part) const
{
    return ownEntry(m_nodes[parent], part);
}

Path Tree::pathAt(std::size_t offset) const
{
    Path path;
    NodeId id = isEmpty() ? noNode : root();
    while (id != noNode) {
        const Node& node = m_nodes[id];
        const Entry* entry = entryAt(node, offset);
        if (!entry)
            break;
        path.push_back(node.kind == NodeKind::mapping
                ? entry->key
                : std::to_string(entry - node.entries.data()));
        id = entry->value;
    }
    return path;
}

base::TextRange Tree::rangeOf(const Path& path) const
{
    if (isEmpty())
        return {};
    base::TextRange range = path.empty() ? m_nodes[root()].range : base::TextRange{};
    NodeId id = root();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const NodeId parent = id == noNode ? noNode : resolve(id);
        const Entry* found = parent == noNode ? nullptr : ownEntry(m_nodes[parent], path[i]);
        if (!found) {
            const NodeId merged = parent == noNode ? noNode : find(parent, path[i]);
            if (merged == noNode)
                break;
            id = merged;
            range = m_nodes[id].range;
            continue;
        }
        id = found->value;
        const base::TextRange value = m_nodes[id].range;
        const bool isLast = i + 1 == path.size();
        range = isLast && value.size() > 0 ? value : found->keyRange;
        if (range.size() == 0) // entries of a flow list have no key
            range = found->range;
    }
    return range;
}

NodeId Tree::add(Node node)
{
    m_nodes.push_back(std::move(node));
    return static_cast<NodeId>(m_nodes.size() - 1);
}

} // namespace poolscope::config
