// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/completion/scanner.h"

namespace poolscope::config::completion {

void Scanner::readLine()
{
    std::size_t content = m_begin;
    while (content < m_end && m_text[content] == ' ')
        ++content;
    if (m_isInScalar && skipBlockScalar())
        return;
    if (isMarker("...") || (isMarker("---") && !m_caret.levels.empty())) {
        m_isOver = true;
        return;
    }
    if (isMarker("---") || (at(m_begin) == '%' && m_caret.levels.empty()))
        return;
    if (content == m_end || isCommentAt(content))
        readBlank(content);
    else if (m_text[content] != '\t')
        readContent(content);
}

bool Scanner::isMarker(std::string_view marker) const
{
    return m_text.substr(m_begin, marker.size()) == marker && isBlankAt(m_begin + marker.size());
}

/// A line of nothing but blanks: the caret's column says in which block a key would be.
void Scanner::readBlank(std::size_t content)
{
    if (m_offset < m_begin || m_offset > content || isCommentAt(m_offset))
        return;
    openMapping(m_offset - m_begin);
    noteEmpty(Role::key, { m_offset, m_offset });
}

void Scanner::readContent(std::size_t place)
{
    while (readDash(place)) { }
    if (place < m_end)
        readEntry(place);
}

/// A dash and the blanks behind it; `place` is moved behind both, or to the line's end.
bool Scanner::readDash(std::size_t& place)
{
    if (place >= m_end || m_text[place] != '-' || !isBlankAt(place + 1))
        return false;
    openList(place - m_begin);
    const std::size_t content = skipBlanks(place + 1);
    if (content >= m_end || isCommentAt(content)) {
        if (m_offset > place && m_offset <= content && m_caret.role == Role::nothing
            && !isCommentAt(m_offset)) {
            const bool isBehindMark = m_offset == place + 1;
            openMapping(m_offset - m_begin + (isBehindMark ? 1 : 0));
            noteEmpty(Role::key, { m_offset, m_offset });
            m_caret.isBehindMark = isBehindMark;
        }
        place = m_end;
        return false;
    }
    place = content;
    return true;
}

/// A key with its value, or a scalar that may become a key.
void Scanner::readEntry(std::size_t place)
{
    const std::size_t begin = skipProperties(place);
    if (begin >= m_end)
        return;
    const char first = m_text[begin];
    if (first == '{' || first == '[') {
        popBelow(begin - m_begin, false);
        return readFlow(begin);
    }
    if (first == '|' || first == '>')
        return beginBlockScalar();
    if (first == '*' || (first == '?' && isBlankAt(begin + 1)))
        return;
    const Word word = wordAt(begin, {});
    const std::size_t colon = skipBlanks(word.end);
    if (!isColonAt(colon, {})) {
        if (!m_open.empty() && top().isList && top().column < begin - m_begin)
            setValue(word.content);
        openMapping(begin - m_begin);
        note(Role::key, word);
        return;
    }
    openMapping(place - m_begin);
    addMember(m_text.substr(word.content.begin, word.content.size()), word.content);
    if (note(Role::key, word))
        m_caret.hasColon = true;
    readValue(skipBlanks(colon + 1), colon + 1);
}

/// The value of the last key; `mark` is the place behind its colon.
void Scanner::readValue(std::size_t place, std::size_t mark)
{
    const std::string key = top().members.back().key;
    const std::size_t begin = skipProperties(place);
    if (begin >= m_end || isCommentAt(begin)) {
        if (begin == place && noteEmpty(Role::value, { mark, begin }, key))
            m_caret.isBehindMark = m_offset == mark;
        return;
    }
    const char first = m_text[begin];
    if (first == '{' || first == '[')
        return readFlow(begin);
    if (first == '|' || first == '>') {
        setValue({ begin, begin + 1 });
        return beginBlockScalar();
    }
    const Word word = wordAt(begin, {});
    setValue(word.content);
    if (word.isQuoteOpen)
        if (const std::size_t end = multiLineEnd(begin); end > 0)
            return endLineAt(end);
    if (first != '*')
        note(Role::value, word, key);
}

void Scanner::beginBlockScalar()
{
    m_isInScalar = true;
    m_scalarColumn = m_open.empty() ? 0 : top().column;
}

/// False where the block scalar has ended. A blank line belongs to it unless the caret is there, in
/// a column of the block around it.
bool Scanner::skipBlockScalar()
{
    const std::size_t content = m_text.find_first_not_of(' ', m_begin);
    const bool isBlank = content == std::string_view::npos || content >= m_end;
    const bool isCaretHere = m_offset >= m_begin && m_offset <= m_end;
    const std::size_t column = isBlank ? m_offset - m_begin : content - m_begin;
    m_isInScalar = (isBlank && !isCaretHere) || column > m_scalarColumn;
    return m_isInScalar;
}

/// Where a quoted scalar that goes on over lines has its closing quote; 0 where it has none before
/// a line that belongs to the block again: then somebody is still typing it.
std::size_t Scanner::multiLineEnd(std::size_t begin) const
{
    const char quote = m_text[begin];
    const std::size_t column = blockColumn();
    std::size_t lineStart = m_next;
    while (lineStart < m_text.size()) {
        const std::size_t end = lineEnd(lineStart);
        const std::size_t content = m_text.find_first_not_of(' ', lineStart);
        if (content != std::string_view::npos && content < end && content - lineStart <= column)
            return 0;
        for (std::size_t i = lineStart; i < end; ++i) {
            if (quote == '"' && m_text[i] == '\\')
                ++i;
            else if (m_text[i] == quote)
                return i + 1;
        }
        const std::size_t feed = m_text.find('\n', end);
        if (feed == std::string_view::npos)
            return 0;
        lineStart = feed + 1;
    }
    return 0;
}

} // namespace poolscope::config::completion
