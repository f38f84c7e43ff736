// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"

#include <string_view>

namespace poolscope::config::yaml {

/// What keeps a text from being YAML at all: size, encoding, characters that YAML has no place for.
/// Empty when the text can be given to the YAML library.
Diagnostics checkText(std::string_view text);

/// Tabs at these offsets, which PyYAML refuses; one Diagnostic per line with a fix.
Diagnostics describeTabs(std::string_view text, const std::vector<std::size_t>& offsets);

} // namespace poolscope::config::yaml
