// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/path.h"

#include <algorithm>

namespace poolscope::config {

namespace {

bool needsQuotes(std::string_view part)
{
    return part.empty() || part.find_first_of(".\"") != std::string_view::npos;
}

/// Reads a quoted part whose opening quote is at `at`; moves `at` behind the closing quote.
std::string quotedPart(std::string_view text, std::size_t& at)
{
    std::string part;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        part += text[at];
    }
    if (at < text.size())
        ++at;
    return part;
}

} // namespace

std::string toString(const Path& path)
{
    std::string text;
    for (const auto& part : path) {
        if (!text.empty())
            text += '.';
        if (!needsQuotes(part)) {
            text += part;
            continue;
        }
        text += '"';
        for (const char c : part) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text;
}

Path parsePath(std::string_view text)
{
    Path path;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '"') {
            path.push_back(quotedPart(text, at));
        } else {
            const std::size_t end = std::min(text.find('.', at), text.size());
            path.emplace_back(text.substr(at, end - at));
            at = end;
        }
        if (at < text.size() && text[at] == '.')
            ++at;
    }
    return path;
}

Path child(const Path& path, std::string_view part)
{
    Path result = path;
    result.emplace_back(part);
    return result;
}

bool isEntryNumber(std::string_view part)
{
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

Path withoutNumbers(const Path& path)
{
    Path result;
    std::copy_if(path.begin(), path.end(), std::back_inserter(result),
        [](const std::string& part) { return !isEntryNumber(part); });
    return result;
}

} // namespace poolscope::config
