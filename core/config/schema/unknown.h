// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/findings.h"
#include "core/config/schema.h"
#include "core/config/tree.h"

namespace poolscope::config::schema {

/// Whether a reading takes a key of this block for one: its field, known by then.
const Field* knownField(const Block& block, std::string_view key, Reading reading);

/// Tells of a key that is none for the reading: newer, former, misplaced, misspelt, or nobody's.
void reportUnknownKey(
    const Tree& tree, Findings& findings, const Block& block, const Entry& entry, const Path& path);

} // namespace poolscope::config::schema
