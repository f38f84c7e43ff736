// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/findings.h"
#include "core/config/tree.h"

namespace poolscope::config::schema {

/// Compares a document with the table: keys, types, ranges, names, required and null values.
void checkDocument(const Tree& tree, Findings& findings);

} // namespace poolscope::config::schema
