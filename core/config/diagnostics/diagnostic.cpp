// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/diagnostics/diagnostic.h"

#include <algorithm>
#include <utility>

namespace poolscope::config {

std::string_view name(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::info:
        return "info";
    }
    return "error";
}

Diagnostic error(
    std::string_view code, base::TextRange range, std::string message, std::string hint)
{
    return { Severity::error, std::string(code), {}, range, std::move(message), std::move(hint),
        {} };
}

bool hasErrors(const Diagnostics& diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(),
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

} // namespace poolscope::config
