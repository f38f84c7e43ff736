// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/completion/scanner.h"

#include "core/config/reader.h"

#include <algorithm>
#include <utility>

namespace poolscope::config::completion {

Scanner::Scanner(std::string_view text, std::size_t offset)
    : m_text(text)
    , m_offset(offset)
{
}

Caret Scanner::run()
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    m_next = m_text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    do { // an empty text has one line as well
        m_begin = m_next;
        endLineAt(m_begin);
        readLine();
    } while (!m_isOver && m_next > m_begin && (m_next < m_text.size() || at(m_next - 1) == '\n'));
    return std::move(m_caret);
}

/// The line goes on from `place`: another one when brackets or quotes have crossed a break.
void Scanner::endLineAt(std::size_t place)
{
    m_end = lineEnd(place);
    const std::size_t feed = m_text.find('\n', m_end);
    m_next = feed == std::string_view::npos ? m_text.size() : feed + 1;
}

void Scanner::push(Level level)
{
    if (!m_open.empty()) {
        const Level& parent = top();
        level.parent = m_open.back();
        if (!parent.isList && !parent.members.empty()) {
            level.key = parent.members.back().key;
            level.isNowhere = !parent.members.back().value.empty();
        } else if (!parent.isList)
            level.isNowhere = true;
    }
    m_open.push_back(m_caret.levels.size());
    m_caret.levels.push_back(std::move(level));
}

/// A dash may stand in the column of the key whose list it belongs to; a key ends that list.
void Scanner::popBelow(std::size_t column, bool isDash)
{
    while (!m_open.empty()
        && (top().column > column || (top().isList && top().column == column && !isDash)))
        m_open.pop_back();
}

void Scanner::openMapping(std::size_t column)
{
    popBelow(column, false);
    if (m_open.empty() || top().isList || top().column != column)
        push({ .column = column });
}

void Scanner::openList(std::size_t column)
{
    popBelow(column, true);
    if (m_open.empty() || !top().isList || top().column != column)
        push({ .isList = true, .column = column });
}

void Scanner::addMember(std::string_view key, base::TextRange range)
{
    top().members.push_back({ std::string(key), {}, range });
}

/// Of the last key, or one more entry of a list.
void Scanner::setValue(base::TextRange value)
{
    const std::string_view content = m_text.substr(value.begin, value.size());
    if (top().isList)
        top().members.push_back({ {}, std::string(content), value });
    else if (!top().members.empty())
        top().members.back().value = content;
}

/// Of the innermost block around the brackets.
std::size_t Scanner::blockColumn() const
{
    for (auto level = m_open.rbegin(); level != m_open.rend(); ++level)
        if (!m_caret.levels[*level].isFlow)
            return m_caret.levels[*level].column;
    return noLevel;
}

bool Scanner::isBlankAt(std::size_t place) const
{
    const char c = at(place);
    return place >= m_text.size() || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool Scanner::isCommentAt(std::size_t place) const
{
    return at(place) == '#' && (place == m_begin || isBlankAt(place - 1));
}

std::size_t Scanner::skipBlanks(std::size_t place) const
{
    while (place < m_end && (at(place) == ' ' || at(place) == '\t'))
        ++place;
    return place;
}

/// Behind anchors and tags.
std::size_t Scanner::skipProperties(std::size_t place) const
{
    while (place < m_end && (at(place) == '&' || at(place) == '!')) {
        while (place < m_end && !isBlankAt(place))
            ++place;
        place = skipBlanks(place);
    }
    return place;
}

std::size_t Scanner::lineEnd(std::size_t place) const
{
    std::size_t end = std::min(m_text.find('\n', place), m_text.size());
    if (end > place && m_text[end - 1] == '\r')
        --end;
    return end;
}

/// A colon that ends a key: a blank follows, or in brackets (`stops`) one of their signs.
bool Scanner::isColonAt(std::size_t place, std::string_view stops) const
{
    return at(place) == ':'
        && (isBlankAt(place + 1) || stops.find(at(place + 1)) != std::string_view::npos);
}

std::size_t Scanner::plainEnd(std::size_t begin, std::string_view stops) const
{
    std::size_t end = begin;
    while (end < m_end && !isCommentAt(end) && !isColonAt(end, stops)
        && stops.find(m_text[end]) == std::string_view::npos)
        ++end;
    while (end > begin && isBlankAt(end - 1))
        --end;
    return end;
}

/// The scalar at `begin`. `stops`: the signs that end a plain one in brackets.
Word Scanner::wordAt(std::size_t begin, std::string_view stops) const
{
    const char quote = at(begin);
    if (quote != '"' && quote != '\'') {
        const std::size_t end = plainEnd(begin, stops);
        return { { begin, end }, end };
    }
    for (std::size_t i = begin + 1; i < m_end; ++i) {
        if (quote == '"' && m_text[i] == '\\')
            ++i;
        else if (quote == '\'' && m_text[i] == quote && at(i + 1) == quote)
            ++i;
        else if (m_text[i] == quote)
            return { { begin + 1, i }, i + 1, quote };
    }
    return { { begin + 1, m_end }, m_end, quote, true };
}

bool Scanner::note(Role role, const Word& word, std::string_view key)
{
    base::TextRange range = word.content;
    // Of several words only the first one is the beginning of a name.
    const std::string_view content = m_text.substr(range.begin, range.size());
    if (const std::size_t blank = content.find(' '); blank != std::string_view::npos)
        range.end = range.begin + blank;
    if (m_caret.role != Role::nothing || m_offset < range.begin || m_offset > range.end)
        return false;
    m_caret.quote = word.quote;
    m_caret.isQuoteOpen = word.isQuoteOpen;
    finish(role, range, key);
    return true;
}

bool Scanner::noteEmpty(Role role, base::TextRange gap, std::string_view key)
{
    if (m_caret.role != Role::nothing || m_offset < gap.begin || m_offset > gap.end
        || isCommentAt(m_offset))
        return false;
    finish(role, { m_offset, m_offset }, key);
    return true;
}

void Scanner::finish(Role role, base::TextRange word, std::string_view key)
{
    if (m_open.size() > maxDepth)
        return;
    m_caret.role = role;
    m_caret.word = word;
    m_caret.key = key;
    m_caret.level = m_open.back();
    const std::size_t behind = word.end + (m_caret.quote && !m_caret.isQuoteOpen ? 1 : 0);
    m_caret.endsLine = skipBlanks(behind) >= m_end;
}

Caret caretAt(std::string_view text, std::size_t offset)
{
    return Scanner(text, offset).run();
}

} // namespace poolscope::config::completion
