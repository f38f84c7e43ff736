// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace poolscope::report {

/// `text` as the content of an XML element or attribute. What XML 1.0 cannot hold, bytes that are
/// no UTF-8 and control characters, becomes U+FFFD.
std::string xmlEscaped(std::string_view text);

/// At most `most` characters; where some are cut off, the last one is an ellipsis. `text` is UTF-8.
std::string elided(std::string_view text, std::size_t most);

/// About as wide as this many units in the sans-serif fonts of the common systems.
double textWidth(std::string_view text, double fontSize);

} // namespace poolscope::report
