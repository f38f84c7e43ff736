// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/diagnostics/diagnostic.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace poolscope::cli {

/// A document as `--json` prints it. Bytes that are no UTF-8 (names of files) become U+FFFD.
std::string written(const nlohmann::ordered_json& json);

/// A number, or null for what JSON has no number for: infinite and NaN.
nlohmann::ordered_json orNull(double value);

/// Diagnostics of a text, with their places in lines and columns.
nlohmann::ordered_json toJson(std::string_view text, const config::Diagnostics& diagnostics);

} // namespace poolscope::cli
