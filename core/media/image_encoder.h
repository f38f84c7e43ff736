// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/media/asset.h"
#include "core/media/bitmap.h"

#include <string_view>

namespace poolscope::media {

/// An 8-bit RGB PNG file with `comment` in its tEXt chunk.
base::Result<Blob> encodePng(const Bitmap& bitmap, std::string_view comment);

/// A 4:2:0 JPEG file of about quality 85 with `comment` in its COM segment.
base::Result<Blob> encodeJpeg(const Bitmap& bitmap, std::string_view comment);

} // namespace poolscope::media
