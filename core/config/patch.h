// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/text.h"
#include "core/config/path.h"
#include "core/config/values/value.h"

#include <cstddef>
#include <string_view>

/// Edits of a text through paths. Every function returns the one splice to make; all bytes outside
/// it stay. Each checks its own work: the text after the splice must read as the old tree with only
/// the intended change, otherwise the answer is an Error that says where to edit by hand.
namespace poolscope::config {

/// Sets the value at `path`; creates what is missing on the way, at the end of its parent, in the
/// parent's style and indentation. A scalar is written in the quoting style of the one it replaces.
/// The last part of a path may be the number of entries of a list, which appends.
base::Result<base::TextEdit> patch(std::string_view text, const Path& path, const Value& value);

/// Removes the key or list entry at `path` together with its own comment and line. Removing the
/// last entry of a block leaves `{}` or `[]` behind.
base::Result<base::TextEdit> removeAt(std::string_view text, const Path& path);

/// Gives the key at `path` another name; its value and place stay.
base::Result<base::TextEdit> renameAt(
    std::string_view text, const Path& path, const std::string& key);

/// Takes the value at `from` to the place `to`, where nothing may be yet; parents that are missing
/// are made. An Error for places in `from` itself or in the list it is an entry of. Aliases in the
/// value become what they stand for; the comment on its lines goes.
base::Result<base::TextEdit> moveTo(std::string_view text, const Path& from, const Path& to);

/// Inserts a list entry before entry `index` (or at the end) of the list at `list`.
base::Result<base::TextEdit> insertAt(
    std::string_view text, const Path& list, std::size_t index, const Value& value);

} // namespace poolscope::config
