// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::config {

enum class Severity { error, warning, info };

/// "error", "warning", "info".
std::string_view name(Severity severity);

/// A change that would mend a Diagnostic.
struct Fix {
    std::string label; ///< what the button says, such as "Set mean to 3"
    base::TextEdit edit;

    bool operator==(const Fix&) const = default;
};

/// Something wrong or doubtful in the user's config. Codes are stable: PS1xx the text as YAML,
/// PS2xx fields against the schema, PS3xx settings against each other, PS4xx what differs from what
/// a person would expect, PS5xx what a server cannot do.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;
    std::string path; ///< dotted, list entries by number: "load.stages.0.rate"; may be empty
    base::TextRange range;
    std::string message;
    std::string hint; ///< what to do; may be empty
    std::optional<Fix> fix;

    bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// An error without path and fix.
Diagnostic error(
    std::string_view code, base::TextRange range, std::string message, std::string hint);

bool hasErrors(const Diagnostics& diagnostics);

} // namespace poolscope::config
