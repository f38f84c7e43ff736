// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/spec.h"

#include <cstdint>
#include <stop_token>

namespace poolscope::media {

/// Bytes of the WAV file of a valid audio item.
std::uint64_t wavBytes(const ItemSpec& spec);

/// The WAV file of a valid audio item: 16-bit mono PCM behind upstream's 44-byte header, then the
/// identity as a comment.
base::Result<Blob> encodeWav(const ItemSpec& spec, const std::stop_token& stop);

} // namespace poolscope::media
