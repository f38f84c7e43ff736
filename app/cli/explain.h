// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/base/result.h"
#include "core/config/schema.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::cli {

/// What the table knows of a place.
struct Explanation {
    std::string path;
    const config::Field* field = nullptr; ///< null for the document itself
    std::vector<config::Place> keys; ///< of the blocks that may stand there
};

/// `path` may name list entries by number, or leave the numbers out. An Error names the nearest
/// place.
base::Result<Explanation> explain(std::string_view path);

void print(Console& console, const Explanation& explanation);
void writeJson(std::ostream& stream, const Explanation& explanation);

} // namespace poolscope::cli
