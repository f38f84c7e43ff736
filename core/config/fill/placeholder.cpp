// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/fill/placeholder.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

constexpr std::string_view replacePrefix = "REPLACE_ENV_";

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool isNameByte(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9');
}

std::string_view nameAt(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    while (end < text.size() && (end == begin ? isLetter(text[end]) : isNameByte(text[end])))
        ++end;
    return text.substr(begin, end - begin);
}

/// "x.y" of " .Values.x.y | quote ".
std::string templateName(std::string_view inside)
{
    const std::size_t begin = inside.find_first_not_of(" \t-.");
    if (begin == std::string_view::npos)
        return {};
    inside = inside.substr(begin, inside.find_first_of(" \t|}-", begin) - begin);
    if (inside.starts_with("Values."))
        inside.remove_prefix(std::string_view("Values.").size());
    return std::string(inside);
}

/// The placeholder that begins at `at`; an empty name when none does.
Placeholder placeholderAt(std::string_view text, std::size_t at)
{
    const auto upTo = [&](std::string_view closing, std::size_t from) {
        const std::size_t found = text.find(closing, from);
        const std::size_t line = std::min(text.find('\n', from), text.size());
        return found != std::string_view::npos && found < line ? found : std::string_view::npos;
    };
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("{{")) {
        const std::size_t close = upTo("}}", at + 2);
        if (close == std::string_view::npos)
            return {};
        return { templateName(text.substr(at + 2, close - at - 2)), { at, close + 2 } };
    }
    if (rest.starts_with("${") || rest.starts_with("$(")) {
        const std::string_view name = nameAt(text, at + 2);
        const std::size_t close = upTo(rest[1] == '{' ? "}" : ")", at + 2);
        if (name.empty() || close == std::string_view::npos)
            return {};
        return { std::string(name), { at, close + 1 } };
    }
    if (rest.starts_with('$')) {
        const std::string_view name = nameAt(text, at + 1);
        return { std::string(name), { at, at + 1 + name.size() } };
    }
    if (rest.starts_with('<')) {
        std::size_t end = at + 1;
        while (end < text.size() && (isNameByte(text[end]) || text[end] == '-' || text[end] == '.'))
            ++end;
        const bool isClosed = end < text.size() && text[end] == '>' && isLetter(rest[1]);
        if (!isClosed)
            return {};
        return { std::string(text.substr(at + 1, end - at - 1)), { at, end + 1 } };
    }
    if (rest.starts_with("REPLACE_") && (at == 0 || !isNameByte(text[at - 1]))) {
        const std::string_view name = nameAt(text, at);
        const std::size_t prefix = name.starts_with(replacePrefix) ? replacePrefix.size() : 0;
        return { std::string(name.substr(prefix)), { at, at + name.size() } };
    }
    return {};
}

/// Where each comment of a config stands: from a # at the start or behind a blank, outside quotes
/// that are closed on the same line.
bool startsComment(std::string_view text, std::size_t at)
{
    return text[at] == '#'
        && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n');
}

std::vector<Placeholder> find(std::string_view text, bool isConfig)
{
    std::vector<Placeholder> found;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '\n')
            quote = '\0';
        else if (quote != '\0' && c == quote)
            quote = '\0';
        else if (quote == '\0' && (c == '"' || c == '\''))
            quote = c;
        if (isConfig && quote == '\0' && startsComment(text, i)) {
            i = std::min(text.find('\n', i), text.size());
            continue;
        }
        Placeholder next = placeholderAt(text, i);
        if (next.name.empty()) {
            ++i;
            continue;
        }
        i = next.range.end;
        found.push_back(std::move(next));
    }
    return found;
}

} // namespace

std::vector<Placeholder> placeholdersIn(std::string_view text)
{
    return find(text, false);
}

std::vector<Placeholder> placeholdersOfConfig(std::string_view text)
{
    return find(text, true);
}

bool isPlaceholder(std::string_view text)
{
    return !placeholdersIn(text).empty();
}

bool isEnvironmentReference(std::string_view text)
{
    const auto found = placeholdersIn(text);
    return !found.empty() && std::all_of(found.begin(), found.end(), [&](const Placeholder& one) {
        return text.substr(one.range.begin, one.range.size()) == "${" + one.name + '}';
    });
}

base::Result<std::string> withFilled(std::string_view text, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return base::fail(base::Code::invalid,
            fmt::format("\"{}\" fills no placeholder", assignment), "Write it as NAME=VALUE.");
    std::string_view name = assignment.substr(0, equals);
    if (name.starts_with(replacePrefix))
        name.remove_prefix(replacePrefix.size());
    std::string filled;
    std::size_t done = 0;
    std::vector<std::string> names;
    bool isThere = false;
    for (const Placeholder& placeholder : placeholdersOfConfig(text)) {
        if (std::find(names.begin(), names.end(), placeholder.name) == names.end())
            names.push_back(placeholder.name);
        if (placeholder.name != name)
            continue;
        isThere = true;
        filled.append(text.substr(done, placeholder.range.begin - done));
        filled.append(assignment.substr(equals + 1));
        done = placeholder.range.end;
    }
    if (!isThere)
        return base::fail(base::Code::invalid, fmt::format("No placeholder is called \"{}\"", name),
            names.empty() ? std::string("The config has none.")
                          : fmt::format("The config has {}.", fmt::join(names, ", ")));
    filled.append(text.substr(done));
    return filled;
}

} // namespace poolscope::config
