// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/record.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

namespace poolscope::run {

namespace {

std::string httpLabel(const Record& record)
{
    switch (record.status) {
    case 429:
        return "429 - Rate Limit";
    case 500:
        return "500 - Internal Server Error";
    case 502:
        return "502 - Bad Gateway";
    case 503:
        return "503 - Service Unavailable";
    case 504:
        return "504 - Gateway Timeout";
    default:
        break;
    }
    std::string lower = record.message;
    std::transform(lower.begin(), lower.end(), lower.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    struct Pattern {
        std::string_view text;
        std::string_view label;
    };
    constexpr std::array<Pattern, 6> patterns{ { { "context length", "Context Window" },
        { "context window", "Context Window" }, { "maximum context", "Context Window" },
        { "json", "Invalid JSON" }, { "timeout", "Timeout" },
        { "not found", "Model Not Found" } } };
    for (const auto& [text, label] : patterns)
        if (lower.find(text) != std::string::npos)
            return std::string(label);
    return fmt::format("{} - other", record.status);
}

} // namespace

std::string errorLabel(const Record& record)
{
    switch (record.error) {
    case ErrorKind::none:
        return {};
    case ErrorKind::http:
        return httpLabel(record);
    case ErrorKind::connection:
        return "Connection Error";
    case ErrorKind::timeout:
        return "Timeout";
    case ErrorKind::response:
        return "Bad Response";
    case ErrorKind::media:
        return "Media Error";
    case ErrorKind::interrupted:
        return "Interrupted";
    }
    return {};
}

} // namespace poolscope::run
