// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace poolscope::config {

/// The text with one field set, from "a.b.c=VALUE"; VALUE is YAML: `8`, `zipf`, `{type: fixed,
/// mean: 2}`. A plain VALUE of a field that takes only texts is one: `server.model_name=7`. An
/// Error names what is wrong with the path or the value.
base::Result<std::string> withOverride(std::string_view text, std::string_view assignment);

} // namespace poolscope::config
