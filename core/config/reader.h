// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/tree.h"

#include <cstddef>
#include <string_view>

namespace poolscope::config {

/// Larger texts are refused.
inline constexpr std::size_t maxTextSize = 4U << 20U;
/// Deeper nesting is refused (the YAML library itself gives up at about 500).
inline constexpr std::size_t maxDepth = 200;
/// Aliases may not make a document stand for more nodes than this.
inline constexpr std::size_t maxExpandedNodes = 1'000'000;

/// A text with more problems than this has only the first ones told.
inline constexpr std::size_t maxDiagnostics = 200;

struct ReadResult {
    Tree tree; ///< as much as could be read; empty after an error that leaves no structure
    Diagnostics diagnostics; ///< PS1xx
};

/// The first error of the text as YAML that leaves parts of the text unread or their places in
/// doubt; null when the Tree can be relied on (a duplicate key or an unknown tag does no harm to
/// it).
const Diagnostic* structuralError(const Diagnostics& diagnostics);

/// Reads the first document of the text. Never throws, whatever the bytes.
ReadResult read(std::string_view text);

} // namespace poolscope::config
