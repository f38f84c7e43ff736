// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostic.h"
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

/// Text -> Tree -> Workload + Diagnostics: Poolscope's own reading, in which `pool` is known.
Config load(std::string_view text);

} // namespace poolscope::config
