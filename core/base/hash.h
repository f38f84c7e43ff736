// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace poolscope::base {

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// Standard alphabet with padding, no line breaks: what data URIs carry.
std::string encodeBase64(std::string_view bytes);

/// The bytes behind `text`; an Error when it is not exactly standard base64 with padding.
Result<std::string> decodeBase64(std::string_view text);

} // namespace poolscope::base
