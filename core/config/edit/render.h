// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/edit/source.h"
#include "core/config/tree.h"
#include "core/config/values/value.h"

#include <cstddef>
#include <string>

namespace poolscope::config::edit {

/// A mapping with mappings inside, which is written as a block on lines of its own.
bool isDeep(const Value& value);

/// "key: value" as an entry of a block mapping at a column; a deep value goes on further lines.
std::string blockMember(
    const Layout& layout, const std::string& key, const Value& value, std::size_t column);
/// The entries of a mapping, one below the other at a column; the first without its indentation.
std::string blockMembers(const Layout& layout, const Value::Map& map, std::size_t column);

/// "key: value" in the spacing of the flow mapping's last entry.
std::string flowMember(
    const Source& source, const Node& mapping, const std::string& key, const Value& value);

/// "- value" for a block list, its mappings written as the entry before has them.
std::string listItem(const Source& source, const Node& list, const Value& value);

/// A value on one line, a string in the quotes of the scalar it replaces.
std::string inlineValue(const Value& value, NodeStyle replaced, FlowStyle style);

} // namespace poolscope::config::edit
