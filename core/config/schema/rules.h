// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/bind/block_reader.h"
#include "core/config/diagnostics/findings.h"

namespace poolscope::config::schema {

/// What inference-perf checks within one block when it reads a file, beyond single fields. `block`
/// reads `kind`, which stands at `path`.
void checkRules(
    const bind::BlockReader& block, const Block& kind, const Path& path, Findings& findings);

} // namespace poolscope::config::schema
