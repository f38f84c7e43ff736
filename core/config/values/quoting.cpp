// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/values/quoting.h"

#include "core/config/values/scalar.h"

#include <array>
#include <fmt/format.h>

namespace poolscope::config {

namespace {

/// Characters beyond ASCII that YAML has no place for as they are, or takes as line breaks.
struct Special {
    std::string_view bytes;
    std::string_view escape;
};
constexpr std::array<Special, 6> specials{ { { "\xC2\x85", "\\u0085" },
    { "\xE2\x80\xA8", "\\u2028" }, { "\xE2\x80\xA9", "\\u2029" }, { "\xEF\xBB\xBF", "\\ufeff" },
    { "\xEF\xBF\xBE", "\\ufffe" }, { "\xEF\xBF\xBF", "\\uffff" } } };

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// U+0080 to U+009F.
bool isC1(std::string_view text, std::size_t at)
{
    return text[at] == '\xC2' && at + 1 < text.size()
        && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

const Special* specialAt(std::string_view text, std::size_t at)
{
    for (const auto& special : specials)
        if (text.substr(at).starts_with(special.bytes))
            return &special;
    return nullptr;
}

void appendControl(std::string& out, char c)
{
    switch (c) {
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
}

} // namespace

bool isPrintableLine(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i)
        if (isControl(text[i]) || isC1(text, i) || specialAt(text, i))
            return false;
    return true;
}

bool isPlainSafe(std::string_view text)
{
    constexpr std::string_view badFirst = "-?:,[]{}#&*!|>'\"%@` ";
    constexpr std::string_view badAnywhere = ",[]{}?";
    if (text.empty() || !isPrintableLine(text) || text == "<<" || text == "=")
        return false;
    if (badFirst.find(text.front()) != std::string_view::npos || text.starts_with("..."))
        return false;
    if (text.back() == ':' || text.back() == ' ')
        return false;
    return text.find_first_of(badAnywhere) == std::string_view::npos
        && text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string singleQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += '\'';
        result += c;
    }
    return result + '\'';
}

std::string doubleQuoted(std::string_view text)
{
    std::string result = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (isControl(c)) {
            appendControl(result, c);
        } else if (const Special* special = specialAt(text, i)) {
            result += special->escape;
            i += special->bytes.size() - 1;
        } else if (isC1(text, i)) {
            result += fmt::format("\\u00{:02x}", static_cast<unsigned char>(text[++i]));
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string writeString(std::string_view text, char quote)
{
    const Scalar plain = readPlainScalar(text);
    const auto* string = std::get_if<std::string>(&plain);
    if (string && isPlainSafe(text))
        return std::string(text);
    return quote == '\'' && isPrintableLine(text) ? singleQuoted(text) : doubleQuoted(text);
}

} // namespace poolscope::config
