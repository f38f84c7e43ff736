// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/tree.h"

#include <cstddef>
#include <string_view>

namespace poolscope::config::yaml {

/// What only the whole Tree shows: duplicate keys, merges of no mapping, aliases that blow up. In
/// the last case the tree is emptied.
Diagnostics checkTree(std::string_view text, Tree& tree, std::size_t maxExpandedNodes);

/// Directives (%YAML, %TAG) before the document at `start`: PyYAML is strict about them.
Diagnostics checkDirectives(std::string_view text, std::size_t start);

Diagnostic describeDepth(std::size_t offset, std::size_t maxDepth);
Diagnostic describeSecondDocument(std::string_view text, std::size_t offset);

} // namespace poolscope::config::yaml
