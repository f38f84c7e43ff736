// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/json.h"
#include "app/cli/verdict.h"
#include "core/base/version.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/secrets/secrets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

std::string_view levelOf(config::Severity severity)
{
    switch (severity) {
    case config::Severity::error:
        return "error";
    case config::Severity::warning:
        return "warning";
    case config::Severity::info:
        break;
    }
    return "note";
}

/// A file name as a relative reference: what URIs reserve is escaped.
std::string uriOf(const std::string& file)
{
    constexpr std::string_view plain
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri;
    for (const char c : file)
        if (plain.find(c) != std::string_view::npos)
            uri += c;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return file.starts_with('/') ? "file://" + uri : uri;
}

/// Lines and columns from 1; columns in UTF-16 units would need columnKind, we count code points.
ordered_json regionOf(const Verdict& verdict, const base::LineIndex& lines, base::TextRange range)
{
    const auto begin = lines.position(verdict.text, range.begin);
    const auto end = lines.position(verdict.text, range.end);
    return { { "startLine", begin.line }, { "startColumn", begin.column }, { "endLine", end.line },
        { "endColumn", end.column } };
}

ordered_json resultOf(const Verdict& verdict, const base::LineIndex& lines,
    const config::Diagnostic& diagnostic, std::size_t rule)
{
    const ordered_json artifact{ { "uri", uriOf(verdict.file) } };
    const std::string text = diagnostic.hint.empty()
        ? diagnostic.message
        : diagnostic.message + (diagnostic.message.ends_with('.') ? " " : ". ") + diagnostic.hint;
    ordered_json location{ { "physicalLocation",
        { { "artifactLocation", artifact },
            { "region", regionOf(verdict, lines, diagnostic.range) } } } };
    if (!diagnostic.path.empty())
        location["logicalLocations"]
            = ordered_json::array({ { { "fullyQualifiedName", diagnostic.path } } });
    ordered_json result{ { "ruleId", diagnostic.code }, { "ruleIndex", rule },
        { "level", levelOf(diagnostic.severity) }, { "message", { { "text", text } } },
        { "locations", ordered_json::array({ std::move(location) }) } };
    // A fix that moves a secret would show it.
    if (diagnostic.fix && !config::mayHoldSecret(diagnostic.fix->edit.replacement)) {
        const ordered_json replacement{ { "deletedRegion",
                                            regionOf(verdict, lines, diagnostic.fix->edit.range) },
            { "insertedContent", { { "text", diagnostic.fix->edit.replacement } } } };
        result["fixes"]
            = ordered_json::array({ { { "description", { { "text", diagnostic.fix->label } } },
                { "artifactChanges",
                    ordered_json::array({ { { "artifactLocation", artifact },
                        { "replacements", ordered_json::array({ replacement }) } } }) } } });
    }
    return result;
}

} // namespace

void writeSarif(std::ostream& stream, const std::vector<Verdict>& verdicts)
{
    const auto codes = config::codes::all();
    ordered_json rules = ordered_json::array();
    for (const std::string_view code : codes)
        rules.push_back({ { "id", code },
            { "shortDescription", { { "text", config::codes::titleOf(code) } } } });
    ordered_json results = ordered_json::array();
    for (const Verdict& verdict : verdicts) {
        const base::LineIndex lines(verdict.text);
        for (const auto& diagnostic : verdict.diagnostics) {
            const auto rule = std::find(codes.begin(), codes.end(), diagnostic.code);
            results.push_back(resultOf(
                verdict, lines, diagnostic, static_cast<std::size_t>(rule - codes.begin())));
        }
    }
    const ordered_json log{
        { "$schema", "https://json.schemastore.org/sarif-2.1.0.json" }, { "version", "2.1.0" },
        { "runs",
            ordered_json::array(
                { { { "tool",
                        { { "driver",
                            { { "name", "poolscope" }, { "version", base::version() },
                                { "rules", std::move(rules) } } } } },
                    { "columnKind", "unicodeCodePoints" }, { "results", std::move(results) } } }) }
    };
    stream << written(log);
}

} // namespace poolscope::cli
