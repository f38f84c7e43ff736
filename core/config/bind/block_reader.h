// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/schema.h"
#include "core/config/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config::bind {

/// Reads the settings of one block by the table: a value that is absent, null or does not fit gives
/// the table's default. The tree must outlive it.
class BlockReader {
public:
    /// `mapping` may be noNode: then every setting has its default.
    BlockReader(const Tree& tree, NodeId mapping, const Block& block);

    const Tree& tree() const { return m_tree; }
    NodeId mapping() const { return m_mapping; }
    /// The value of a key or its alias, aliases of the YAML followed; noNode when absent or null.
    NodeId node(std::string_view key) const;
    /// The value when it is of this kind, else noNode.
    NodeId node(std::string_view key, NodeKind kind) const;

    // For settings with a default.
    bool flag(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    double number(std::string_view key) const;
    /// The name as the enumerator in the same place: tables and enums have one order.
    template <class Enum> Enum choice(std::string_view key) const
    {
        return static_cast<Enum>(choiceIndex(key));
    }

    // For settings that may be absent.
    std::optional<std::int64_t> integerIfAny(std::string_view key) const;
    std::optional<double> numberIfAny(std::string_view key) const;
    std::optional<std::string> textIfAny(std::string_view key) const;

    /// A block inside; one without any value where there is no mapping.
    BlockReader block(std::string_view key, const Block& block) const;

private:
    const Field& field(std::string_view key) const;
    /// The scalar that fits a form of the field, else its default.
    Scalar scalar(std::string_view key) const;
    std::size_t choiceIndex(std::string_view key) const;

    const Tree& m_tree;
    NodeId m_mapping;
    const Block& m_block;
};

/// The scalar at a node when one of the forms fits it; null when not.
Scalar fittingScalar(const Tree& tree, NodeId id, std::span<const Form> forms);

/// The values of a list, aliases followed; those that cannot be followed are left out.
std::vector<NodeId> itemsOf(const Tree& tree, NodeId list);

} // namespace poolscope::config::bind
