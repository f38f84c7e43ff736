// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/plan.h"

#include <algorithm>

namespace poolscope::config::edit {

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
    const Scalar scalar = scalarOf(node);
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

base::Result<base::TextEdit> planMove(const Source& source, const Path& from, const Path& to)
{
    if (source.tree.find(to) != noNode)
        return noPlace(to, to.size(), "is there already");
    const auto removal = planRemove(source, from);
    if (!removal)
        return tl::make_unexpected(removal.error());
    // A block that loses its only entry becomes {}: nothing can be added to it in the same splice.
    const bool isOnly = removal->change.kind == Change::Kind::replace
        && std::equal(from.begin(), from.end() - 1, to.begin(),
            to.begin() + static_cast<std::ptrdiff_t>(std::min(to.size(), from.size() - 1)));
    if (isOnly)
        return noPlace(to, to.size(), "is in a block that has nothing else");
    auto insertion = planSet(source, to, valueOf(source.tree, source.tree.find(from)));
    if (!insertion)
        return tl::make_unexpected(insertion.error());
    const base::TextRange gone = removal->edit.range;
    const base::TextRange at = insertion->edit.range;
    std::string added = insertion->edit.replacement;
    const auto between = [&](std::size_t begin, std::size_t end) {
        return std::string(source.layout.slice(begin, end));
    };
    if (at.end <= gone.begin)
        return base::TextEdit{ { at.begin, gone.end },
            added + between(at.end, gone.begin) + removal->edit.replacement };
    if (at.begin >= gone.end)
        return base::TextEdit{ { gone.begin, at.end },
            removal->edit.replacement + between(gone.end, at.begin) + added };
    // The place is behind the last line of what goes: new lines in its stead.
    const std::string& lineBreak = source.layout.lineBreak();
    const bool isLines = at.size() == 0 && source.layout.column(gone.begin) == 0
        && source.layout.nextLine(at.begin) == gone.end && added.starts_with(lineBreak)
        && removal->edit.replacement.empty();
    if (!isLines)
        return noPlace(to, to.size(), "is a part of what moves");
    return base::TextEdit{ gone, added.substr(lineBreak.size()) + lineBreak };
}

} // namespace poolscope::config::edit
