// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/change.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace poolscope::config::edit {

namespace {

bool sameNumber(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)
        || (std::isnan(a) && std::isnan(b));
}

bool matchesScalar(const Scalar& scalar, const Value& value)
{
    if (const auto* number = std::get_if<double>(&value.data)) {
        const auto* read = std::get_if<double>(&scalar);
        return read && sameNumber(*read, *number);
    }
    if (const auto* flag = std::get_if<bool>(&value.data))
        return scalar == Scalar(*flag);
    if (const auto* integer = std::get_if<std::int64_t>(&value.data))
        return scalar == Scalar(*integer);
    if (const auto* text = std::get_if<std::string>(&value.data))
        return scalar == Scalar(*text);
    return std::holds_alternative<std::monostate>(value.data)
        && std::holds_alternative<std::monostate>(scalar);
}

bool matches(const Tree& tree, NodeId id, const Value& value)
{
    const Node& node = tree.node(id);
    if (!node.anchor.empty() || !node.tag.empty())
        return false;
    if (const auto* list = std::get_if<Value::List>(&value.data))
        return node.kind == NodeKind::sequence
            && std::equal(list->begin(), list->end(), node.entries.begin(), node.entries.end(),
                [&](const Value& item, const Entry& entry) {
                    return matches(tree, entry.value, item);
                });
    if (const auto* map = std::get_if<Value::Map>(&value.data))
        return node.kind == NodeKind::mapping
            && std::equal(map->begin(), map->end(), node.entries.begin(), node.entries.end(),
                [&](const auto& item, const Entry& entry) {
                    return item.first == entry.key && !entry.isMerge
                        && matches(tree, entry.value, item.second);
                });
    return node.kind == NodeKind::scalar && matchesScalar(scalarOf(node), value);
}

/// Compares two trees from their roots, with the change applied to the first on the way.
class Comparison {
public:
    Comparison(const Tree& before, const Tree& after, const Change& change)
        : m_before(before)
        , m_after(after)
        , m_change(change)
    {
    }

    bool same(NodeId beforeId, NodeId afterId) const
    {
        const Node& before = m_before.node(beforeId);
        const Node& after = m_after.node(afterId);
        const bool isPlain = before.style == NodeStyle::plain;
        if (before.kind != after.kind || before.anchor != after.anchor || before.tag != after.tag
            || before.text != after.text || isPlain != (after.style == NodeStyle::plain))
            return false;
        const bool isContainer = beforeId == m_change.container;
        std::size_t j = 0;
        for (std::size_t i = 0; i <= before.entries.size(); ++i) {
            const bool isHere = isContainer && i == m_change.index;
            if (isHere && m_change.kind == Change::Kind::insert) {
                if (!(j < after.entries.size() && changed(after.entries[j++], m_change.key)))
                    return false;
            }
            if (i == before.entries.size())
                break;
            if (isHere && m_change.kind == Change::Kind::remove)
                continue;
            if (!(j < after.entries.size()
                    && sameEntry(before.entries[i], after.entries[j++], isHere)))
                return false;
        }
        return j == after.entries.size();
    }

private:
    bool changed(const Entry& after, const std::string& key) const
    {
        return after.key == key && matches(m_after, after.value, m_change.value);
    }

    bool sameEntry(const Entry& before, const Entry& after, bool isHere) const
    {
        if (isHere && m_change.kind == Change::Kind::replace)
            return before.isMerge == after.isMerge && changed(after, before.key);
        if (isHere && m_change.kind == Change::Kind::rename)
            return after.key == m_change.key && same(before.value, after.value);
        return before.key == after.key && before.isMerge == after.isMerge
            && same(before.value, after.value);
    }

    const Tree& m_before;
    const Tree& m_after;
    const Change& m_change;
};

} // namespace

bool isOnlyChange(const Tree& before, const Tree& after, const Change& change)
{
    if (after.isEmpty())
        return false;
    if (change.container == noNode)
        return matches(after, after.root(), change.value);
    return !before.isEmpty() && Comparison(before, after, change).same(before.root(), after.root());
}

} // namespace poolscope::config::edit
