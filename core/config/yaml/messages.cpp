// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/messages.h"

#include "core/config/diagnostics/codes.h"
#include "core/config/yaml/text_checks.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace poolscope::config::yaml {

namespace {

namespace reasons = YAML::ErrorMsg;

struct Place {
    std::size_t lineStart = 0;
    std::size_t lineEnd = 0;
    std::string_view before; ///< of the line
    std::string_view rest; ///< of the line, from the place on
};

Place placeOf(std::string_view text, std::size_t offset)
{
    Place place;
    place.lineStart = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
    place.lineEnd = std::min(text.find('\n', offset), text.size());
    place.before = text.substr(place.lineStart, offset - place.lineStart);
    place.rest = text.substr(offset, place.lineEnd - offset);
    return place;
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// A few words of a line for a message; of a line that may hold a secret, nothing.
std::string excerpt(const Place& place, std::string_view rest)
{
    for (const std::string_view word : { "api_key", "api-key", "token:", "uthorization" })
        if (place.before.find(word) != std::string_view::npos
            || place.rest.find(word) != std::string_view::npos)
            return "...";
    constexpr std::size_t longest = 24;
    std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    if (end > longest) {
        end = longest;
        while (end > 0 && (static_cast<unsigned char>(rest[end]) & 0xC0U) == 0x80U)
            --end;
        return std::string(rest.substr(0, end)) + "...";
    }
    return std::string(rest.substr(0, end));
}

std::size_t lineOf(std::string_view text, std::size_t offset)
{
    return static_cast<std::size_t>(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

struct Words {
    std::string_view code;
    std::string message;
    std::string hint;
};

Words misplaced(std::string_view reason, const Place& place)
{
    if (reason == reasons::BLOCK_ENTRY)
        return { codes::misplacedValue, "A list entry (\"- \") may not begin here",
            "Put it on a line of its own, below its key." };
    if (reason == reasons::MAP_VALUE && place.before.find(": ") != std::string_view::npos)
        return { codes::misplacedValue, "There is a second \": \" on this line",
            "Put the value in quotes, or write it as {key: value}." };
    if (reason == reasons::MAP_VALUE)
        return { codes::misplacedValue,
            fmt::format("\"{}\" is read as part of the value above, so it cannot have a value",
                excerpt(place,
                    place.before.substr(
                        std::min(place.before.find_first_not_of(" \t-"), place.before.size())))),
            "Align the key with those of its block; remove the value above if this is its block, "
            "or put a value that holds \": \" in quotes." };
    if (isBlank(place.before))
        return { codes::misplacedValue,
            fmt::format(
                "The indentation of \"{}\" fits no block around it", excerpt(place, place.rest)),
            "Align it with the first line of its block." };
    return { codes::misplacedValue,
        fmt::format("\"{}\" follows a value that is already complete", excerpt(place, place.rest)),
        "Put the whole value in quotes, or begin a comment with \" #\"." };
}

Words unknownToken(const Place& place)
{
    if (place.rest.empty())
        return { codes::syntax, "The text ends in the middle of a value", "Complete it." };
    return { codes::syntax, fmt::format("A value may not begin with {}", place.rest.substr(0, 1)),
        "Put the value in quotes." };
}

Words wordsFor(std::string_view text, const Failure& failure, const Builder& builder)
{
    const std::string_view reason = failure.reason;
    const Place place = placeOf(text, failure.offset);
    if (reason == reasons::END_OF_MAP || reason == reasons::END_OF_SEQ
        || reason == reasons::MAP_VALUE || reason == reasons::MAP_KEY
        || reason == reasons::BLOCK_ENTRY)
        return misplaced(reason, place);
    if (reason == reasons::END_OF_MAP_FLOW || reason == reasons::END_OF_SEQ_FLOW) {
        const std::size_t open = builder.openBracket().value_or(failure.offset);
        const char bracket = reason == reasons::END_OF_MAP_FLOW ? '}' : ']';
        return { codes::openBracket,
            fmt::format("A comma or the closing {} is missing: the {} of line {} is still open",
                bracket, bracket == '}' ? '{' : '[', lineOf(text, open)),
            fmt::format("Add the comma or the {}.", bracket) };
    }
    if (reason == reasons::FLOW_END)
        return { codes::openBracket,
            fmt::format("{} closes nothing that is open here", place.rest.substr(0, 1)),
            "Remove it, or use the bracket that fits the opening one." };
    if (reason == reasons::UNKNOWN_TOKEN)
        return unknownToken(place);
    if (reason == reasons::DOC_IN_SCALAR || reason == reasons::EOF_IN_SCALAR)
        return { codes::openQuote, "A quote that opens before this place is never closed",
            "Add the closing quote." };
    if (reason == reasons::UNKNOWN_ANCHOR) {
        std::string_view name = place.rest.substr(0, place.rest.find_first_of(" \t\r,[]{}"));
        name.remove_prefix(std::min<std::size_t>(name.size(), 1));
        return { codes::unknownAlias,
            fmt::format("*{} has no &{} before it to stand for", name, name),
            "Define the anchor further up, or put the value in quotes if it just begins with *." };
    }
    if (reason == reasons::INVALID_HEX || reason.starts_with(reasons::INVALID_ESCAPE)
        || reason.starts_with(reasons::INVALID_UNICODE))
        return { codes::syntax, "The backslash in these double quotes begins no known escape",
            "Write \\\\ for a backslash, or use single quotes." };
    return { codes::syntax, fmt::format("This is not YAML ({})", reason),
        "Compare the line with its neighbours; quotes around the value often help." };
}

/// `rate:10` on the line above is a word of its own and swallows the line that follows.
std::optional<std::size_t> gluedColonAbove(std::string_view text, const Place& place)
{
    if (place.lineStart == 0)
        return std::nullopt;
    const std::size_t begin = place.lineStart > 1 ? text.rfind('\n', place.lineStart - 2) + 1 : 0;
    const std::string_view line = text.substr(begin, place.lineStart - 1 - begin);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || isBlank(line.substr(colon + 1))
        || isBlank(line.substr(colon + 1, 1)) || line.find(" #") < colon)
        return std::nullopt;
    return begin + colon;
}

} // namespace

Diagnostic describeFailure(std::string_view text, const Failure& failure, const Builder& builder)
{
    const Place place = placeOf(text, failure.offset);
    const std::size_t tab = place.before.find('\t');
    const bool isTab = failure.reason == reasons::TAB_IN_INDENTATION
        || (tab != std::string_view::npos && isBlank(place.before.substr(0, tab)));
    if (isTab) {
        const std::size_t at
            = tab == std::string_view::npos ? failure.offset : place.lineStart + tab;
        return describeTabs(text, { at }).front();
    }
    if (failure.reason == reasons::MAP_VALUE)
        if (const auto colon = gluedColonAbove(text, place)) {
            Diagnostic glued = error(codes::misplacedValue, { *colon, *colon + 1 },
                "There is no space behind this colon, so it does not end a key",
                "Write \"key: value\".");
            glued.fix = Fix{ "Add the space", { { *colon + 1, *colon + 1 }, " " } };
            return glued;
        }
    Words words = wordsFor(text, failure, builder);
    if (const auto& quote = builder.longQuote(); quote && quote->end >= place.lineStart)
        words.hint += fmt::format(" The quote that opens on line {} ends on this line: perhaps its "
                                  "own closing quote is missing.",
            lineOf(text, quote->begin));
    const std::size_t end
        = failure.offset + std::min(place.rest.find_last_not_of(" \t\r") + 1, place.rest.size());
    return error(
        words.code, { failure.offset, end }, std::move(words.message), std::move(words.hint));
}

Diagnostic describeLost(std::string_view text, std::size_t offset)
{
    const Place place = placeOf(text, std::min(offset, text.size()));
    return error(codes::syntax, { place.lineStart + place.before.size(), place.lineEnd },
        fmt::format("\"{}\" cannot be read in this place", excerpt(place, place.rest)),
        "Write the value in a simpler way, for instance in quotes.");
}

} // namespace poolscope::config::yaml
