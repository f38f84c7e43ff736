// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config {

/// Place in a Tree: keys of mappings and numbers of list entries, from the root.
using Path = std::vector<std::string>;

/// "data.multimodal.image.pool.size", "load.stages.0.rate". A key with a dot or a double quote in
/// it, or an empty one, is written in double quotes, with \" and \\ inside.
std::string toString(const Path& path);

/// The inverse of toString. An empty text is the root.
Path parsePath(std::string_view text);

/// `path` with one more part.
Path child(const Path& path, std::string_view part);

/// The part is a number, as entries of lists have.
bool isEntryNumber(std::string_view part);
/// The path without the numbers of list entries, as the schema's places are written.
Path withoutNumbers(const Path& path);

} // namespace poolscope::config
