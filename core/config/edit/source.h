// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/edit/layout.h"
#include "core/config/path.h"
#include "core/config/tree.h"

#include <cstddef>
#include <string_view>

namespace poolscope::config::edit {

/// A text and what is known about it. The text and the tree must outlive it.
struct Source {
    Source(std::string_view bytes, const Tree& nodes)
        : text(bytes)
        , tree(nodes)
        , layout(bytes, nodes)
    {
    }

    std::string_view text;
    const Tree& tree;
    Layout layout;
};

/// An entry by its mapping or list.
struct Spot {
    NodeId container = noNode;
    std::size_t index = 0;
};

const Entry& entryAt(const Source& source, const Spot& spot);
const Node& valueAt(const Source& source, const Spot& spot);

/// The entry at a path that is not empty; an Error when there is none, or only through an alias.
base::Result<Spot> locate(const Source& source, const Path& path);
/// The entry that holds a node. Only for nodes that are not the root.
Spot holderOf(const Tree& tree, NodeId id);

/// An absent value or a plain null.
bool isNothing(const Node& node);
/// Behind the colon of a key or the dash of a list entry; for entries of a flow list where they
/// begin. An Error for a key without a colon.
base::Result<std::size_t> valueStart(const Source& source, const Spot& spot);
/// Where the value begins, with its anchor and tag; equal to the start for an absent one.
std::size_t valueBegin(const Source& source, const Spot& spot);
/// An Error when aliases elsewhere stand for this value, a part of it or something around it.
base::Result<> checkNotShared(const Tree& tree, NodeId id);
/// The document is JSON as far as this mapping or list shows: keys stand in double quotes.
bool isJson(const Source& source, const Node& flow);
/// False for the mapping in `[a: b]`.
bool hasBrackets(const Node& flow);

/// The Error for a path that leads nowhere; `depth` says how far it could be followed.
tl::unexpected<base::Error> noPlace(const Path& path, std::size_t depth, std::string_view why);

} // namespace poolscope::config::edit
