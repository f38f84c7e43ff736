// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/tree_checks.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/path.h"
#include "core/config/reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace poolscope::config::yaml {

namespace {

/// Nodes that the tree stands for with every alias written out; stops counting above the limit.
std::size_t expandedSize(const Tree& tree, std::size_t limit)
{
    // On demand: children come after their parents but aliases after their targets, so that no one
    // order of the nodes has all parts of a node before it.
    std::vector<std::size_t> sizes(tree.size(), 0);
    struct Frame {
        NodeId id;
        std::size_t next;
    };
    std::vector<Frame> stack{ { tree.root(), 0 } };
    while (!stack.empty()) {
        Frame& frame = stack.back();
        const Node& node = tree.node(frame.id);
        const bool isAlias = node.kind == NodeKind::alias;
        const std::size_t count = isAlias ? (node.target == noNode ? 0 : 1) : node.entries.size();
        std::size_t& size = sizes[frame.id];
        if (frame.next == 0)
            size = 1;
        if (frame.next > 0) {
            const NodeId done = isAlias ? node.target : node.entries[frame.next - 1].value;
            size = std::min(limit + 1, size + sizes[done]);
        }
        if (frame.next == count) {
            stack.pop_back();
            continue;
        }
        const NodeId child = isAlias ? node.target : node.entries[frame.next].value;
        ++frame.next;
        if (sizes[child] == 0)
            stack.push_back({ child, 0 });
    }
    return sizes[tree.root()];
}

/// Entries ordered by key, equal ones as in the text.
std::vector<const Entry*> byKey(const Node& node)
{
    std::vector<const Entry*> order;
    order.reserve(node.entries.size());
    for (const Entry& entry : node.entries)
        order.push_back(&entry);
    std::stable_sort(
        order.begin(), order.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
    return order;
}

/// True for nearly all mappings, without any memory.
bool isSmallAndDistinct(const Node& node)
{
    constexpr std::size_t small = 8;
    if (node.entries.size() > small)
        return false;
    for (std::size_t i = 1; i < node.entries.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (node.entries[i].key == node.entries[j].key)
                return false;
    return true;
}

void checkDuplicates(
    const Node& node, const base::LineIndex& lines, std::string_view text, Diagnostics& found)
{
    if (isSmallAndDistinct(node))
        return;
    const auto order = byKey(node);
    for (std::size_t i = 1; i < order.size() && found.size() < maxDiagnostics; ++i) {
        const Entry& first = *order[i - 1];
        const Entry& second = *order[i];
        if (first.key != second.key || second.isMerge || second.keyRange.size() == 0)
            continue;
        found.push_back(error(codes::duplicateKey, second.keyRange,
            fmt::format("The key \"{}\" stands twice in this block: on line {} and on line {}",
                second.key, lines.position(text, first.keyRange.begin).line,
                lines.position(text, second.keyRange.begin).line),
            "Remove or rename one of them; inference-perf would silently take the last."));
    }
}

bool isMapping(const Tree& tree, NodeId id)
{
    const NodeId target = tree.resolve(id);
    return target == noNode || tree.node(target).kind == NodeKind::mapping;
}

void checkMerge(const Tree& tree, const Entry& entry, Diagnostics& found)
{
    const NodeId id = tree.resolve(entry.value);
    bool isGood = id == noNode || isMapping(tree, id);
    if (!isGood && tree.node(id).kind == NodeKind::sequence) {
        const auto& list = tree.node(id).entries;
        isGood = std::all_of(list.begin(), list.end(),
            [&](const Entry& item) { return isMapping(tree, item.value); });
    }
    if (!isGood && found.size() < maxDiagnostics)
        found.push_back(
            error(codes::badMerge, entry.range, "\"<<\" merges mappings, and this is none",
                "Write an alias of a mapping, such as <<: *defaults, or put \"<<\" in quotes."));
}

} // namespace

Diagnostics checkTree(std::string_view text, Tree& tree, std::size_t maxExpandedNodes)
{
    Diagnostics found;
    if (tree.isEmpty())
        return found;
    if (expandedSize(tree, maxExpandedNodes) > maxExpandedNodes) {
        tree = Tree();
        found.push_back(error(codes::aliasBomb, {},
            fmt::format(
                "With its aliases written out this text has more than {} values", maxExpandedNodes),
            "Use fewer aliases of values that hold aliases."));
        return found;
    }
    const base::LineIndex lines(text);
    for (NodeId id = 0; id < tree.size(); ++id) {
        const Node& node = tree.node(id);
        if (node.kind != NodeKind::mapping)
            continue;
        checkDuplicates(node, lines, text, found);
        for (const auto& entry : node.entries)
            if (entry.isMerge)
                checkMerge(tree, entry, found);
    }
    return found;
}

Diagnostics checkDirectives(std::string_view text, std::size_t start)
{
    Diagnostics found;
    bool hasDirective = false;
    for (std::size_t at = 0; at < start; at = std::min(text.find('\n', at), start - 1) + 1) {
        const std::string_view line = text.substr(at, text.find_first_of("\r\n", at) - at);
        if (!line.starts_with('%'))
            continue;
        hasDirective = true;
        if (!line.starts_with("%YAML 1.") && !line.starts_with("%TAG "))
            found.push_back(error(codes::syntax, { at, at + line.size() },
                "A line that begins with % is a directive, and this one is unknown",
                "Begin a comment with #."));
    }
    if (hasDirective && found.empty() && !text.substr(start).starts_with("---"))
        found.push_back(error(codes::syntax, { 0, 0 },
            "After a directive the document must begin with ---", "Add the line ---."));
    return found;
}

Diagnostic describeDepth(std::size_t offset, std::size_t maxDepth)
{
    return error(codes::tooDeep, { offset, offset + 1 },
        fmt::format("The nesting goes deeper than {} levels here", maxDepth), "Flatten the text.");
}

Diagnostic describeSecondDocument(std::string_view text, std::size_t offset)
{
    const std::size_t end = std::min(text.find_first_of("\r\n", offset), text.size());
    if (text.substr(offset).starts_with("---"))
        return error(codes::secondDocument, { offset, end },
            "A second document begins here; inference-perf reads files with one only",
            "Move it to a file of its own.");
    return error(codes::secondDocument, { offset, end }, "This comes after the end of the document",
        "Indent it as part of the value above, or remove it.");
}

} // namespace poolscope::config::yaml
