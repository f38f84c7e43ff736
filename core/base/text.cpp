// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"

#include <algorithm>
#include <cassert>

namespace poolscope::base {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Length of the UTF-8 sequence at `offset`, or 0 when it is malformed.
std::size_t sequenceLength(std::string_view text, std::size_t offset)
{
    const auto byte = [&](std::size_t i) -> unsigned {
        return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool tooLarge = lead == 0xF4 && byte(1) >= 0x90;
        return continues(1) && continues(2) && continues(3) && !overlong && !tooLarge ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string apply(std::string_view text, const TextEdit& edit)
{
    assert(edit.range.begin <= edit.range.end && edit.range.end <= text.size());
    std::string result;
    result.reserve(text.size() - edit.range.size() + edit.replacement.size());
    result.append(text.substr(0, edit.range.begin));
    result.append(edit.replacement);
    result.append(text.substr(edit.range.end));
    return result;
}

TextEdit invert(std::string_view text, const TextEdit& edit)
{
    const std::size_t begin = edit.range.begin;
    return { { begin, begin + edit.replacement.size() },
        std::string(text.substr(begin, edit.range.size())) };
}

TextEdit difference(std::string_view before, std::string_view after)
{
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t prefix = 0;
    while (prefix < shorter && before[prefix] == after[prefix])
        ++prefix;
    while (prefix > 0
        && ((prefix < before.size() && isContinuation(before[prefix]))
            || (prefix < after.size() && isContinuation(after[prefix]))))
        --prefix;
    std::size_t suffix = 0;
    while (suffix < shorter - prefix
        && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
        ++suffix;
    while (suffix > 0 && isContinuation(before[before.size() - suffix]))
        --suffix;
    return { { prefix, before.size() - suffix },
        std::string(after.substr(prefix, after.size() - suffix - prefix)) };
}

LineIndex::LineIndex(std::string_view text)
    : m_starts{ 0 }
    , m_size(text.size())
{
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n')
            m_starts.push_back(i + 1);
}

TextPosition LineIndex::position(std::string_view text, std::size_t offset) const
{
    offset = std::min(offset, m_size);
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    const std::size_t start = *std::prev(next);
    const std::string_view before = text.substr(start, offset - start);
    const auto continuations = std::count_if(before.begin(), before.end(), isContinuation);
    return { static_cast<std::size_t>(next - m_starts.begin()),
        1 + before.size() - static_cast<std::size_t>(continuations) };
}

std::size_t LineIndex::lineStart(std::size_t line) const
{
    assert(line >= 1);
    return line <= m_starts.size() ? m_starts[line - 1] : m_size;
}

bool isUtf8(std::string_view text, std::size_t* badOffset)
{
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        if (length == 0) {
            if (badOffset)
                *badOffset = i;
            return false;
        }
        i += length;
    }
    return true;
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return result;
}

TextRange userInfo(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
    const std::size_t at = url.substr(0, end).rfind('@');
    return { begin, at == std::string_view::npos || at < begin ? begin : at + 1 };
}

} // namespace poolscope::base
