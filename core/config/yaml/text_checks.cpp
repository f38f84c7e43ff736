// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/text_checks.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace poolscope::config::yaml {

namespace {

/// Length of a character at `at` that YAML does not allow, 0 for all others. The text is UTF-8.
std::size_t forbiddenAt(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20)
        return byte != '\t' && byte != '\n' && byte != '\r' ? 1 : 0;
    if (byte == 0x7F)
        return 1;
    if (byte < 0xC2)
        return 0;
    const std::string_view rest = text.substr(at);
    if (byte == 0xC2) // U+0080 to U+009F, U+0085 apart
        return static_cast<unsigned char>(rest[1]) < 0xA0 && rest[1] != '\x85' ? 2 : 0;
    return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

unsigned codePoint(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1)
        return byte(0);
    if (character.size() == 2)
        return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
}

/// Length of a line break that YAML 1.1 knows and editors do not, 0 for all others.
std::size_t strangeBreakAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    if (rest.front() == '\r')
        return rest.size() > 1 && rest[1] == '\n' ? 0 : 1;
    if (rest.starts_with("\xC2\x85"))
        return 2;
    return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

/// Bytes that need a closer look; most of a text does not.
bool isSuspicious(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F || byte == 0xC2 || byte == 0xE2
        || byte == 0xEF;
}

} // namespace

Diagnostics checkText(std::string_view text)
{
    if (text.size() > maxTextSize)
        return { error(codes::textTooLarge, { 0, 0 },
            fmt::format(
                "The text has {} bytes; more than {} are not read", text.size(), maxTextSize),
            "Split the file, or move data out of it.") };
    std::size_t bad = 0;
    if (!base::isUtf8(text, &bad))
        return { error(codes::notUtf8, { bad, bad + 1 },
            fmt::format("The text is not UTF-8: byte 0x{:02X} is out of place",
                static_cast<unsigned char>(text[bad])),
            "Save the file in the encoding UTF-8.") };
    Diagnostics found;
    for (std::size_t i = 0; i < text.size() && found.size() < maxDiagnostics; ++i) {
        if (!isSuspicious(text[i]))
            continue;
        if (const std::size_t size = strangeBreakAt(text, i)) {
            found.push_back(error(codes::badLineBreak, { i, i + size },
                fmt::format("U+{:04X} is a line break for PyYAML, with which inference-perf reads "
                            "this file, but for few other programs",
                    codePoint(text.substr(i, size))),
                "End lines with a line feed."));
            found.back().fix = Fix{ "Replace it by a line feed", { { i, i + size }, "\n" } };
        } else if (const std::size_t length = forbiddenAt(text, i)) {
            found.push_back(error(codes::badCharacter, { i, i + length },
                fmt::format("The character U+{:04X} is not allowed in YAML",
                    codePoint(text.substr(i, length))),
                "Remove it, or write it as an escape in double quotes."));
            found.back().fix = Fix{ "Remove the character", { { i, i + length }, "" } };
        }
    }
    return found;
}

Diagnostics describeTabs(std::string_view text, const std::vector<std::size_t>& offsets)
{
    Diagnostics found;
    std::size_t lineEnd = 0;
    for (const std::size_t offset : offsets) {
        if (offset < lineEnd || found.size() >= maxDiagnostics)
            continue;
        const std::size_t lineStart = text.rfind('\n', offset) + 1;
        lineEnd = std::min(text.find('\n', offset), text.size());
        const std::string_view before = text.substr(lineStart, offset - lineStart);
        const bool isIndentation = before.find_first_not_of(" \t") == std::string_view::npos;
        const std::size_t end = std::min(text.find_first_not_of('\t', offset), text.size());
        found.push_back(error(codes::tab, { offset, end },
            isIndentation ? "This line is indented with a tab, which YAML does not allow"
                          : "A tab stands here; PyYAML, with which inference-perf reads this file, "
                            "refuses tabs outside quotes",
            "Use spaces."));
        found.back().fix = Fix{ "Replace the tab by spaces",
            { { offset, end }, std::string((end - offset) * (isIndentation ? 2 : 1), ' ') } };
    }
    return found;
}

} // namespace poolscope::config::yaml
