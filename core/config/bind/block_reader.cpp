// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/block_reader.h"

#include "core/config/schema/coerce.h"

#include <algorithm>
#include <cassert>

namespace poolscope::config::bind {

BlockReader::BlockReader(const Tree& tree, NodeId mapping, const Block& block)
    : m_tree(tree)
    , m_mapping(mapping)
    , m_block(block)
{
}

const Field& BlockReader::field(std::string_view key) const
{
    const Field* field = m_block.find(key);
    assert(field);
    return *field;
}

NodeId BlockReader::node(std::string_view key) const
{
    if (m_mapping == noNode)
        return noNode;
    const Field& field = this->field(key);
    NodeId id = m_tree.find(m_mapping, field.key);
    if (id == noNode && !field.alias.empty())
        id = m_tree.find(m_mapping, field.alias);
    if (id == noNode)
        return noNode;
    const Node& node = m_tree.node(id);
    const bool isNull
        = node.kind == NodeKind::scalar && std::holds_alternative<std::monostate>(scalarOf(node));
    return isNull ? noNode : id;
}

NodeId BlockReader::node(std::string_view key, NodeKind kind) const
{
    const NodeId id = node(key);
    return id != noNode && m_tree.node(id).kind == kind ? id : noNode;
}

Scalar BlockReader::scalar(std::string_view key) const
{
    const Field& field = this->field(key);
    const Scalar found = fittingScalar(m_tree, node(key), field.forms);
    return std::holds_alternative<std::monostate>(found) ? schema::standardOf(field) : found;
}

bool BlockReader::flag(std::string_view key) const
{
    return schema::toBool(scalar(key)).value_or(false);
}

std::int64_t BlockReader::integer(std::string_view key) const
{
    return schema::toInteger(scalar(key)).value_or(0);
}

double BlockReader::number(std::string_view key) const
{
    return schema::toNumber(scalar(key)).value_or(0);
}

std::size_t BlockReader::choiceIndex(std::string_view key) const
{
    const auto& names = field(key).forms.front().names;
    const std::string name = schema::toText(scalar(key)).value_or("");
    const auto found = std::find(names.begin(), names.end(), name);
    return found != names.end() ? static_cast<std::size_t>(found - names.begin()) : 0;
}

std::optional<std::int64_t> BlockReader::integerIfAny(std::string_view key) const
{
    return schema::toInteger(scalar(key));
}

std::optional<double> BlockReader::numberIfAny(std::string_view key) const
{
    return schema::toNumber(scalar(key));
}

std::optional<std::string> BlockReader::textIfAny(std::string_view key) const
{
    return schema::toText(scalar(key));
}

BlockReader BlockReader::block(std::string_view key, const Block& block) const
{
    return { m_tree, node(key, NodeKind::mapping), block };
}

Scalar fittingScalar(const Tree& tree, NodeId id, std::span<const Form> forms)
{
    if (id == noNode || tree.node(id).kind != NodeKind::scalar)
        return {};
    const Scalar scalar = scalarOf(tree.node(id));
    const bool fits = std::any_of(forms.begin(), forms.end(),
        [&](const Form& form) { return schema::fit(form, scalar) == schema::Fit::fits; });
    return fits ? scalar : Scalar();
}

std::vector<NodeId> itemsOf(const Tree& tree, NodeId list)
{
    std::vector<NodeId> items;
    if (list == noNode)
        return items;
    for (const Entry& entry : tree.node(list).entries)
        if (const NodeId id = tree.resolve(entry.value); id != noNode)
            items.push_back(id);
    return items;
}

} // namespace poolscope::config::bind
