// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/spec.h"

#include <stop_token>
#include <string>
#include <vector>

namespace poolscope::media {

/// Renders an item. Pure (but for the user's own files): equal specs give equal bytes, in every run
/// and on any thread. One file, or one per frame for the frames formats.
base::Result<std::vector<Blob>> render(const ItemSpec& spec, std::stop_token stop = {});

/// The libraries that decide the bytes: "FFmpeg libavcodec 59.37.100, libx264 core 164 ...".
std::string libraryVersion();

} // namespace poolscope::media
