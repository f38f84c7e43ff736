// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/reading.h"
#include "core/config/tree.h"
#include "core/config/workload.h"

#include <string_view>

namespace poolscope::config {

/// A text understood: structure, meaning and what is wrong with it.
struct Config {
    Tree tree;
    Workload workload; ///< settings that could not be read keep their defaults
    Diagnostics diagnostics; ///< in the order of their places in the text
};

/// Text -> Tree -> Workload + Diagnostics.
///
/// Poolscope's own reading knows `pool`, and takes for an error what no plan can be made of. In a
/// release's reading the errors are what that release refuses when it reads the file; what it reads
/// and then ignores, drops or stops at are warnings.
Config load(std::string_view text, Reading reading = Reading::poolscope);

} // namespace poolscope::config
