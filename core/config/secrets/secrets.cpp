// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/secrets/secrets.h"

#include "core/config/config.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/fill/placeholder.h"
#include "core/config/path.h"
#include "core/config/reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace poolscope::config {

namespace {

using base::TextRange;

constexpr std::string_view blanks = " \t\r";

bool isNameByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.';
}

/// Names that hold a secret wherever they stand: api_key, X-Api-Key, hf_token, Authorization, ...
bool isSecretName(std::string_view name)
{
    constexpr std::array<std::string_view, 12> ends{ "apikey", "api_key", "api-key", "token",
        "authorization", "password", "passwd", "secret", "cookie", "credential", "credentials",
        "signature" };
    const std::string lower = base::lowerCase(name);
    return std::any_of(
        ends.begin(), ends.end(), [&](std::string_view end) { return lower.ends_with(end); });
}

/// What may be a secret header where nobody can say any more what is a header.
bool mayBeSecretName(std::string_view name)
{
    return !base::lowerCase(name).ends_with("_path") && isSecretHeader(name);
}

/// Numbers, switches, aliases and references say nothing.
bool isHarmless(std::string_view value)
{
    const bool isNumber = value.find_first_not_of("0123456789.+-_") == std::string_view::npos;
    return value.empty() || isNumber || value.front() == '*' || value == "true" || value == "false"
        || value == "null" || value == "~" || value == "\"\"" || value == "''"
        || isPlaceholder(value);
}

TextRange trimmed(std::string_view text, TextRange range)
{
    while (range.begin < range.end && blanks.find(text[range.begin]) != std::string_view::npos)
        ++range.begin;
    while (range.end > range.begin && blanks.find(text[range.end - 1]) != std::string_view::npos)
        --range.end;
    return range;
}

/// Looks at a text line by line, knowing no more of YAML than "name: value".
class NameScan {
public:
    NameScan(std::string_view text, bool isBroken)
        : m_text(text)
        , m_isBroken(isBroken)
    {
    }

    std::vector<TextRange> ranges()
    {
        while (m_next < m_text.size()) {
            const TextRange line = lineAt(m_next);
            const std::string_view words = m_text.substr(0, line.end);
            m_next = line.begin;
            for (std::size_t at = words.find(':', m_next); at < line.end;
                 at = words.find(':', m_next)) {
                m_next = at + 1;
                scanAddress(at, line);
                scanValue(at, line);
            }
            m_next = std::max(m_next, line.end + 1);
        }
        return std::move(m_found);
    }

private:
    TextRange lineAt(std::size_t begin) const
    {
        return { begin, std::min(m_text.find('\n', begin), m_text.size()) };
    }

    std::size_t indentOf(TextRange line) const
    {
        return std::min(m_text.find_first_not_of(' ', line.begin), line.end) - line.begin;
    }

    /// "scheme://user:password@host"
    void scanAddress(std::size_t colon, TextRange line)
    {
        if (m_text.substr(colon, 3) != "://")
            return;
        const std::size_t end = std::min(m_text.find_first_of(" \t\r\n\"',", colon), line.end);
        const TextRange user = base::userInfo(m_text.substr(colon, end - colon));
        if (user.size() > 1)
            add({ colon + user.begin, colon + user.end - 1 });
    }

    void scanValue(std::size_t colon, TextRange line)
    {
        std::size_t nameEnd = colon;
        while (nameEnd > line.begin
            && std::string_view("\"' ").find(m_text[nameEnd - 1]) != std::string_view::npos)
            --nameEnd;
        std::size_t nameBegin = nameEnd;
        while (nameBegin > line.begin && isNameByte(m_text[nameBegin - 1]))
            --nameBegin;
        const std::string_view name = m_text.substr(nameBegin, nameEnd - nameBegin);
        if (!isSecretName(name) && !(m_isBroken && mayBeSecretName(name)))
            return;
        const TextRange value = trimmed(m_text, { colon + 1, line.end });
        const char first = value.size() == 0 ? '\0' : m_text[value.begin];
        if (first == '\0' || first == '|' || first == '>' || first == '#')
            scanBelow(line, value);
        else if (first == '"' || first == '\'')
            add(quoted(value));
        else if (first != '{' && first != '[')
            add(plain(value, nameBegin, line));
    }

    TextRange quoted(TextRange value) const
    {
        const char quote = m_text[value.begin];
        for (std::size_t i = value.begin + 1; i < value.end; ++i) {
            if (quote == '"' && m_text[i] == '\\')
                ++i;
            else if (m_text[i] == quote)
                return { value.begin, i + 1 };
        }
        return value; // the quote at the end is missing
    }

    TextRange plain(TextRange value, std::size_t nameBegin, TextRange line) const
    {
        const bool isFlow = m_text.substr(line.begin, nameBegin - line.begin).find_first_of("{[")
            != std::string_view::npos;
        std::size_t depth = 0;
        for (std::size_t i = value.begin; i < value.end; ++i) {
            const char byte = m_text[i];
            if (byte == '{')
                ++depth;
            else if (byte == '}' && depth > 0)
                --depth;
            else if ((isFlow && depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
                || (byte == '#' && i > value.begin && m_text[i - 1] == ' '))
                return trimmed(m_text, { value.begin, i });
        }
        return value;
    }

    /// The value stands in the lines below: a block, or a lone text.
    void scanBelow(TextRange line, TextRange value)
    {
        const bool isBlock = value.size() > 0 && m_text[value.begin] != '#';
        TextRange below = isBlock ? value : TextRange{};
        for (std::size_t begin = line.end + 1; begin < m_text.size();) {
            const TextRange next = lineAt(begin);
            const TextRange content = trimmed(m_text, next);
            begin = next.end + 1;
            if (content.size() == 0)
                continue;
            const std::string_view words = m_text.substr(content.begin, content.size());
            const bool isStructure = words.find(": ") != std::string_view::npos
                || words.back() == ':' || words.starts_with("- ") || words.front() == '{';
            if (indentOf(next) <= indentOf(line) || (!isBlock && isStructure))
                break;
            below = { below.size() == 0 ? content.begin : below.begin, content.end };
            if (!isBlock)
                break;
        }
        if (!isBlock || below.end > value.end)
            add(below);
    }

    void add(TextRange range)
    {
        if (isHarmless(m_text.substr(range.begin, range.size())))
            return;
        m_found.push_back(range);
        m_next = std::max(m_next, range.end); // what is in a secret is none of its own
    }

    std::string_view m_text;
    bool m_isBroken;
    std::size_t m_next = 0; ///< where the scan goes on
    std::vector<TextRange> m_found;
};

/// Where the secret of a Diagnostic itself stands, behind aliases and merges as well.
TextRange placeOf(const Diagnostic& diagnostic, const Tree& tree, std::string_view text)
{
    const NodeId found = tree.isEmpty() ? noNode : tree.find(parsePath(diagnostic.path));
    const NodeId node = found == noNode ? noNode : tree.resolve(found);
    const TextRange range = node == noNode ? diagnostic.range : tree.node(node).range;
    const TextRange user = base::userInfo(text.substr(range.begin, range.size()));
    if (diagnostic.path == "server.base_url" && user.size() > 1) // the rest of the address may stay
        return { range.begin + user.begin, range.begin + user.end - 1 };
    return range;
}

std::vector<TextRange> joined(std::vector<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
        [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
    std::vector<TextRange> apart;
    for (const TextRange& range : ranges) {
        if (!apart.empty() && range.begin < apart.back().end)
            apart.back().end = std::max(apart.back().end, range.end);
        else
            apart.push_back(range);
    }
    return apart;
}

} // namespace

bool isSecretHeader(std::string_view name)
{
    constexpr std::array<std::string_view, 9> signs{ "auth", "cookie", "credential", "key", "passw",
        "secret", "session", "signature", "token" };
    const std::string lower = base::lowerCase(name);
    return std::any_of(signs.begin(), signs.end(),
        [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

bool isSecretPlace(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    const std::size_t line = text.rfind('\n', offset == 0 ? 0 : offset - 1) + 1; // npos + 1 is 0
    const std::string_view before = text.substr(line, offset - std::min(line, offset));
    const std::size_t colon = before.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    std::size_t end = colon;
    while (end > 0 && std::string_view("\"' ").find(before[end - 1]) != std::string_view::npos)
        --end;
    std::size_t begin = end;
    while (begin > 0 && isNameByte(before[begin - 1]))
        --begin;
    return mayBeSecretName(before.substr(begin, end - begin));
}

bool mayHoldSecret(std::string_view text)
{
    return !NameScan(text, true).ranges().empty();
}

std::vector<TextRange> secretRanges(std::string_view text)
{
    const Config config = load(text);
    const bool isBroken = structuralError(config.diagnostics) != nullptr;
    std::vector<TextRange> ranges = NameScan(text, isBroken).ranges();
    const std::vector<TextRange> named = ranges;
    for (const Diagnostic& diagnostic : config.diagnostics) {
        if (diagnostic.code != codes::literalSecret)
            continue;
        const TextRange place = placeOf(diagnostic, config.tree, text);
        // A quote that is not closed yet takes all that follows for the value; the scan does not.
        const bool isUnclosed
            = isBroken && std::any_of(named.begin(), named.end(), [&](const TextRange& range) {
                  return range.begin == place.begin && range.end < place.end;
              });
        const std::string_view value = text.substr(place.begin, place.size());
        if (!isUnclosed && !value.empty() && value != "$") // "$": the beginning of a reference
            ranges.push_back(place);
    }
    return joined(std::move(ranges));
}

} // namespace poolscope::config
