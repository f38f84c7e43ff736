// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"
#include "core/config/yaml/builder.h"
#include "core/config/yaml/events.h"

#include <string_view>

namespace poolscope::config::yaml {

/// Why the YAML library gave up, in words that name the place, the cause and the remedy. `builder`
/// has read as far as it could.
Diagnostic describeFailure(std::string_view text, const Failure& failure, const Builder& builder);

/// For a text that the library accepts but whose places could not be told.
Diagnostic describeLost(std::string_view text, std::size_t offset);

} // namespace poolscope::config::yaml
