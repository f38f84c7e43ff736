// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"
#include "core/config/path.h"
#include "core/config/values/scalar.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config {

enum class NodeKind : std::uint8_t { scalar, sequence, mapping, alias };

/// How a node is written. An absent value ("key:") is a plain scalar with an empty range.
enum class NodeStyle : std::uint8_t {
    plain,
    singleQuoted,
    doubleQuoted,
    literal,
    folded,
    block,
    flow
};

using NodeId = std::uint32_t;
inline constexpr NodeId noNode = 0xFFFFFFFFU;

struct Entry {
    std::string key; ///< empty for list entries
    base::TextRange keyRange; ///< the dash for entries of a block list, empty for a flow list
    /// From the key (or the dash) to the end of the value, without a comment.
    base::TextRange range;
    NodeId value = noNode;
    bool isTextKey = true; ///< false for keys that PyYAML reads as numbers, booleans, null or dates
    /// A plain `<<` key: the keys of the value's mapping, or mappings, count as the parent's own.
    bool isMerge = false;
};

struct Node {
    NodeKind kind = NodeKind::scalar;
    NodeStyle style = NodeStyle::plain;
    /// The value's own bytes: quotes and brackets included, anchor and tag not; a block scalar from
    /// its | or > to the last line with content. Empty for an absent value, at the place where the
    /// value would stand.
    base::TextRange range;
    std::string text; ///< scalars: the content; aliases: the anchor's name
    std::string anchor; ///< name of the anchor on this node, or empty
    std::string tag; ///< as written ("!!str"), or empty
    std::vector<Entry> entries;
    NodeId parent = noNode;
    NodeId target = noNode; ///< aliases: the node they stand for
};

/// What a scalar node means: quotes, block style and tag considered. Not for other kinds.
Scalar scalarOf(const Node& node);

/// The YAML of a Document as nodes with byte ranges. Holds no reference to the text.
class Tree {
public:
    /// Nothing was read: the text is empty or holds comments only.
    bool isEmpty() const { return m_nodes.empty(); }
    /// The document's root. Only when not empty.
    NodeId root() const { return 0; }
    const Node& node(NodeId id) const { return m_nodes[id]; }
    std::size_t size() const { return m_nodes.size(); }

    /// Value of a key, or of a list entry by its number; noNode when there is none. Aliases are
    /// followed. With duplicate keys the last one wins, as for PyYAML; keys merged with `<<` count.
    NodeId find(NodeId parent, std::string_view part) const;
    NodeId find(const Path& path) const;
    /// What a reader of a mapping sees: the last of equal keys, and the merged keys that none of
    /// its own overrides, in the order of the text. Empty for other nodes; aliases are followed.
    std::vector<const Entry*> visibleEntries(NodeId mapping) const;
    /// The entry itself, not through merges or aliases: what a patch may edit. Null when there is
    /// none. Invalidated when the Tree changes.
    const Entry* entry(NodeId parent, std::string_view part) const;
    /// The node an alias stands for; other nodes stand for themselves. noNode for an alias of an
    /// anchor that does not exist.
    NodeId resolve(NodeId id) const;

    /// The path of the innermost value or key that contains the offset or ends there.
    Path pathAt(std::size_t offset) const;
    /// Range of the value at a path (of its key when the value is absent); of the deepest existing
    /// ancestor's key when there is no such place; empty at 0 when nothing of it exists.
    base::TextRange rangeOf(const Path& path) const;

    /// For the reader. Nodes are added parents first.
    NodeId add(Node node);
    Node& edit(NodeId id) { return m_nodes[id]; }

private:
    void addVisible(NodeId id, std::vector<const Entry*>& visible) const;
    NodeId findMerged(NodeId merged, std::string_view part) const;

    std::vector<Node> m_nodes;
};

} // namespace poolscope::config
