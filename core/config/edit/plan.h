// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/edit/change.h"
#include "core/config/edit/source.h"

#include <cstddef>
#include <string>

namespace poolscope::config::edit {

/// A splice and what it is meant to do. Plans do not check their own work: patch.cpp does.
struct Plan {
    base::TextEdit edit;
    Change change;
};

// The edits of a document, by path; see patch.h.
base::Result<Plan> planSet(const Source& source, const Path& path, const Value& value);
base::Result<Plan> planRemove(const Source& source, const Path& path);
base::Result<Plan> planInsert(
    const Source& source, const Path& list, std::size_t index, const Value& value);
/// Gives the key at `path` another name.
base::Result<Plan> planRename(const Source& source, const Path& path, const std::string& key);

/// Takes the value at `from` to a place where nothing is, in one splice without reading again: for
/// fixes, of which a text may have hundreds. moveTo in patch.h is the one that proves itself.
base::Result<base::TextEdit> planMove(const Source& source, const Path& from, const Path& to);
/// A part of a tree as it would be written, aliases followed.
Value valueOf(const Tree& tree, NodeId id);

// Their parts, by entry.
base::Result<Plan> planReplace(const Source& source, const Spot& spot, const Value& value);
/// `key` is ignored for lists.
base::Result<Plan> planAppend(
    const Source& source, NodeId container, const std::string& key, const Value& value);
/// For a text without any value.
base::Result<Plan> planFirst(const Source& source, const Value& value);

} // namespace poolscope::config::edit
