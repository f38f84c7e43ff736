// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace poolscope::config {

/// The text with every literal secret (server.api_key, tokenizer.token, authorization headers)
/// replaced by a reference to an environment variable, such as `${OPENAI_API_KEY}`; those behind an
/// alias, in comments and under names of secrets elsewhere by the word redacted. Everything else
/// stays byte for byte; references that are there already stay as well.
std::string redacted(std::string_view text);

} // namespace poolscope::config
