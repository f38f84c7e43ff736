// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace poolscope::media {

/// The media type of a file by its first bytes: image/png, image/jpeg, image/webp, image/gif,
/// video/mp4, audio/wav or audio/mpeg; empty for anything else.
std::string_view sniffMime(std::string_view bytes);

} // namespace poolscope::media
