// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/base/modality.h"
#include "core/config/pool_patch.h"

#include <functional>
#include <string>

namespace poolscope::cli {

/// A file to be changed in place; "-" reads standard input and writes standard output.
struct EditTarget {
    std::string file;
    bool force = false; ///< even where inference-perf would refuse the result
    std::string remedy = "Make another change, or give --force."; ///< when it would
};

/// The text after the edit.
using Edit = std::function<base::Result<std::string>(const std::string& text)>;

/// Changes a file whole or not at all. One that would have new errors, or blocks that nobody knows,
/// stays as it was.
Exit edit(Context& context, const EditTarget& target, const Edit& change);

/// Writes a law into the pool of a file, as `edit` does. Warns where the pool has no effect yet.
Exit applyPool(Context& context, const std::string& file, base::Modality modality,
    const config::PoolChange& change);

} // namespace poolscope::cli
