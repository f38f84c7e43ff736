// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/tree.h"
#include "core/config/values/value.h"

#include <cstddef>
#include <string>

namespace poolscope::config::edit {

/// What an edit is meant to do to the Tree.
struct Change {
    enum class Kind { replace, insert, remove, rename };

    Kind kind = Kind::replace;
    NodeId container
        = noNode; ///< the mapping or list that is changed; noNode: the root is replaced
    std::size_t index = 0; ///< of the entry
    std::string key; ///< insert into a mapping, rename
    Value value; ///< replace, insert
};

/// True when `after` is `before` with this change and nothing else.
bool isOnlyChange(const Tree& before, const Tree& after, const Change& change);

} // namespace poolscope::config::edit
