// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/svg_text.h"

#include "core/base/text.h"

#include <algorithm>

namespace poolscope::report {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

bool isFollower(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The bytes of the character that begins at `begin`; one byte where it is no character.
std::size_t lengthAt(std::string_view text, std::size_t begin)
{
    const auto lead = static_cast<unsigned char>(text[begin]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view candidate = text.substr(begin, length);
    return candidate.size() == length && base::isUtf8(candidate) ? length : 0;
}

} // namespace

std::string xmlEscaped(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = lengthAt(text, i);
        const std::string_view character = text.substr(i, std::max<std::size_t>(1, length));
        const auto first = static_cast<unsigned char>(character[0]);
        if (first == '\t' || first == '\n' || first == '\r')
            escaped += ' ';
        else if (length == 0 || (length == 1 && first < 0x20) || first == 0x7F
            || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF")
            escaped += replacement;
        else if (first == '&')
            escaped += "&amp;";
        else if (first == '<')
            escaped += "&lt;";
        else if (first == '>')
            escaped += "&gt;";
        else if (first == '"')
            escaped += "&quot;";
        else
            escaped += character;
        i += character.size();
    }
    return escaped;
}

std::string elided(std::string_view text, std::size_t most)
{
    std::size_t characters = 0;
    std::size_t cut = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isFollower(text[i]))
            continue;
        if (++characters == most)
            cut = i;
    }
    return characters <= most ? std::string(text) : std::string(text.substr(0, cut)) + "…";
}

double textWidth(std::string_view text, double fontSize)
{
    const auto followers = std::count_if(text.begin(), text.end(), isFollower);
    return 0.56 * fontSize * static_cast<double>(text.size() - static_cast<std::size_t>(followers));
}

} // namespace poolscope::report
