// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/path.h"
#include "core/config/tree.h"
#include "core/config/values/value.h"

#include <cstddef>
#include <string>
#include <vector>

/// Edits of plain Values that follow the words of patch.h, to compare edits of texts with.
namespace poolscope::testing {

/// A part of a tree as a Value: aliases as the text "*name", dates as they are written.
config::Value toValue(const config::Tree& tree, config::NodeId id);
/// The whole tree; null when it is empty.
config::Value toValue(const config::Tree& tree);

/// The paths of all values, the root left out.
std::vector<config::Path> allPaths(const config::Tree& tree);

/// The value at a path; null when there is none.
config::Value* valueAt(config::Value& root, const config::Path& path);

// Each returns false where patch.h has no answer but an Error.
bool setIn(config::Value& root, const config::Path& path, const config::Value& value);
bool removeIn(config::Value& root, const config::Path& path);
bool renameIn(config::Value& root, const config::Path& path, const std::string& key);
bool moveIn(config::Value& root, const config::Path& from, const config::Path& to);
bool insertIn(
    config::Value& root, const config::Path& list, std::size_t index, const config::Value& value);

/// Equal, and NaN equals NaN.
bool same(const config::Value& a, const config::Value& b);

} // namespace poolscope::testing
