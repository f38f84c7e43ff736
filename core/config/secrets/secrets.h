// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <string_view>
#include <vector>

namespace poolscope::config {

/// Whether an HTTP header of this name, or a key that is one, may hold a secret.
bool isSecretHeader(std::string_view name);
/// The place is in the value of a key whose name is a secret's.
bool isSecretPlace(std::string_view text, std::size_t offset);
/// A text that may hold a secret of its own: "api_key: x", "http://user:password@host".
bool mayHoldSecret(std::string_view text);

/// Where literal secrets stand (API keys, tokens, secret headers, a user in an address), in order
/// and apart from each other. Unlike `redacted` it is for texts in the midst of an edit: it finds
/// them by their names as well, also in a comment or where the YAML is broken, and takes rather too
/// much for a secret than too little. Texts that name a variable are none.
std::vector<base::TextRange> secretRanges(std::string_view text);

} // namespace poolscope::config
