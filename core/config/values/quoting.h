// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace poolscope::config {

/// True when `text`, unquoted, is one plain scalar in block and in flow context alike. What type it
/// would have is another question, see readPlainScalar.
bool isPlainSafe(std::string_view text);

/// True when a single-quoted scalar on one line can hold `text`: no line breaks, no characters that
/// need an escape.
bool isPrintableLine(std::string_view text);

/// 'it''s'. Only for texts that are a printable line.
std::string singleQuoted(std::string_view text);

/// "a \"b\"\n": any valid UTF-8. The escapes used are JSON's.
std::string doubleQuoted(std::string_view text);

} // namespace poolscope::config
