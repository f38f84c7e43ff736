// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/reading.h"

#include <string>

namespace poolscope::config {

/// The table as a JSON Schema (draft 07), for editors and CI: keys, types, bounds, names, defaults,
/// units and help. What it cannot say, such as rules between blocks, `load` knows. In Poolscope's
/// reading the bounds are those that requests can be made of; in a release's, what that release
/// admits. Numbers in quotes, which inference-perf takes for numbers, are not admitted.
std::string jsonSchema(Reading reading);

} // namespace poolscope::config
