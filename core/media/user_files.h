// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/spec.h"

#include <stop_token>

namespace poolscope::media {

/// An Error when the folder of a pool has fewer files than the pool has items.
base::Result<> checkUserFiles(
    const std::string& folder, std::int64_t size, const std::stop_token& stop = {});

/// The item-th regular file of the folder `spec.source`, by name in byte order; names that begin
/// with a dot are left out.
base::Result<Blob> readUserFile(const ItemSpec& spec, const std::stop_token& stop);

} // namespace poolscope::media
