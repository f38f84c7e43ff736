// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/patch.h"

#include "core/config/edit/plan.h"
#include "core/config/reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

tl::unexpected<base::Error> failAt(
    std::string_view text, std::size_t offset, base::Code code, std::string_view message)
{
    return base::fail(code, std::string(message),
        fmt::format("Edit line {} of the text by hand.",
            base::LineIndex(text).position(text, offset).line));
}

/// Reads, plans and proves the plan by reading again.
template <class MakePlan>
base::Result<base::TextEdit> checked(std::string_view text, const MakePlan& makePlan)
{
    const ReadResult before = read(text);
    if (const Diagnostic* obstacle = structuralError(before.diagnostics))
        return failAt(text, obstacle->range.begin, base::Code::invalid,
            "The text cannot be edited while it has an error: " + obstacle->message);
    const base::Result<edit::Plan> plan = makePlan(edit::Source(text, before.tree));
    if (!plan)
        return tl::make_unexpected(plan.error());
    const ReadResult after = read(base::apply(text, plan->edit));
    const bool isGood = after.diagnostics.size() <= before.diagnostics.size()
        && !structuralError(after.diagnostics)
        && edit::isOnlyChange(before.tree, after.tree, plan->change);
    if (!isGood)
        return failAt(text, plan->edit.range.begin, base::Code::unsupported,
            "This change cannot be made without changing something else");
    return plan->edit;
}

} // namespace

base::Result<base::TextEdit> patch(std::string_view text, const Path& path, const Value& value)
{
    return checked(
        text, [&](const edit::Source& source) { return edit::planSet(source, path, value); });
}

base::Result<base::TextEdit> removeAt(std::string_view text, const Path& path)
{
    return checked(
        text, [&](const edit::Source& source) { return edit::planRemove(source, path); });
}

base::Result<base::TextEdit> renameAt(
    std::string_view text, const Path& path, const std::string& key)
{
    return checked(
        text, [&](const edit::Source& source) { return edit::planRename(source, path, key); });
}

base::Result<base::TextEdit> moveTo(std::string_view text, const Path& from, const Path& to)
{
    // Two changes, each proved by itself.
    const Tree tree = read(text).tree;
    const auto ends = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
    const bool isInside = ends.first == from.end();
    // Without the entry, those behind it have other numbers.
    const bool isSameList = !from.empty() && ends.first >= from.end() - 1
        && tree.find(Path(from.begin(), from.end() - 1)) != noNode
        && tree.node(tree.find(Path(from.begin(), from.end() - 1))).kind == NodeKind::sequence;
    const std::string_view obstacle = tree.find(from) == noNode ? "there is no such value"
        : tree.find(to) != noNode                               ? "there is one already"
        : isInside                                              ? "it is a part of what moves"
        : isSameList                                            ? "both are in one list"
                                                                : "";
    if (!obstacle.empty())
        return base::fail(base::Code::invalid,
            fmt::format("{} cannot become {}: {}", toString(from), toString(to), obstacle));
    const Value value = edit::valueOf(tree, tree.find(from));
    const auto removal = removeAt(text, from);
    if (!removal)
        return tl::make_unexpected(removal.error());
    const std::string without = base::apply(text, *removal);
    const auto insertion = patch(without, to, value);
    if (!insertion)
        return tl::make_unexpected(insertion.error());
    return base::difference(text, base::apply(without, *insertion));
}

base::Result<base::TextEdit> insertAt(
    std::string_view text, const Path& list, std::size_t index, const Value& value)
{
    return checked(text,
        [&](const edit::Source& source) { return edit::planInsert(source, list, index, value); });
}

} // namespace poolscope::config
