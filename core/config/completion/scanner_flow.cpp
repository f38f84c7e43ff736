// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/completion/scanner.h"
#include "core/config/reader.h"

#include <algorithm>

namespace poolscope::config::completion {

namespace {

constexpr std::string_view signs = ",[]{}";

} // namespace

/// From an opening bracket to its closing one, or to a line of the block around it.
void Scanner::readFlow(std::size_t place)
{
    const std::size_t depth = m_open.size();
    for (bool isFirst = true; isFirst || m_open.size() > depth; isFirst = false) {
        if (!isFirst) {
            const std::size_t content = skipBlanks(place);
            noteGap(place, content);
            place = content;
        }
        if (place >= m_end || isCommentAt(place)) {
            m_isOver = m_open.size() > maxDepth; // no config, and looking back would take long
            if (m_isOver || m_next >= m_text.size() || isBlockLine(m_next)) {
                m_open.resize(depth);
                m_waits.clear();
                return;
            }
            m_begin = m_next;
            endLineAt(m_begin);
            place = m_begin;
            continue;
        }
        place = readFlowToken(place);
    }
    m_waits.clear();
    endLineAt(place);
}

std::size_t Scanner::readFlowToken(std::size_t place)
{
    switch (at(place)) {
    case '{':
    case '[':
        if (!m_waits.empty())
            m_waits.back() = Wait::comma;
        push({ .isList = at(place) == '[', .isFlow = true, .column = place - m_begin });
        m_waits.push_back(Wait::item);
        return place + 1;
    case '}':
    case ']':
        m_open.pop_back();
        m_waits.pop_back();
        return place + 1;
    case ',':
        m_waits.back() = Wait::item;
        return place + 1;
    case '&':
    case '!':
        return skipProperties(place);
    case ':': // of a key that is not there
        m_waits.back() = Wait::comma;
        return place + 1;
    default:
        return readFlowWord(place);
    }
}

std::size_t Scanner::readFlowWord(std::size_t place)
{
    const Word word = wordAt(place, signs);
    const std::size_t colon = skipBlanks(word.end);
    const bool isKey = at(colon) == ':' && (word.quote != '\0' || isColonAt(colon, signs));
    Wait& wait = m_waits.back();
    if (!top().isList && isKey) { // also where a comma is missing
        const std::string_view key = m_text.substr(word.content.begin, word.content.size());
        addMember(key, word.content);
        wait = Wait::value;
        if (note(Role::key, word))
            m_caret.hasColon = true;
        // With nothing behind it yet, a blank is missing after the colon.
        const std::size_t value = skipBlanks(colon + 1);
        if ((value >= m_end || signs.find(at(value)) != std::string_view::npos)
            && noteEmpty(Role::value, { colon + 1, colon + 1 }, key))
            m_caret.isBehindMark = true;
        return colon + 1;
    }
    if (!top().isList && wait == Wait::item) {
        note(Role::key, word);
    } else if (wait != Wait::comma) {
        if (at(place) != '*')
            note(Role::value, word, top().isList ? std::string() : top().members.back().key);
        setValue(word.content);
    }
    wait = Wait::comma;
    return std::max(isKey ? colon + 1 : word.end, place + 1);
}

/// The caret between two signs.
void Scanner::noteGap(std::size_t begin, std::size_t end)
{
    const Wait wait = m_waits.back();
    // Before a word the caret belongs to the word.
    const bool isBeforeWord = end < m_end && signs.find(at(end)) == std::string_view::npos;
    if (wait == Wait::comma || (isBeforeWord && m_offset == end))
        return;
    if (wait == Wait::item)
        noteEmpty(top().isList ? Role::value : Role::key, { begin, end });
    else if (end > begin)
        noteEmpty(Role::value, { begin + 1, end }, top().members.back().key);
}

/// A key or an entry of the block around the brackets: whoever types has yet to close them.
bool Scanner::isBlockLine(std::size_t lineStart) const
{
    const std::size_t column = blockColumn();
    const std::size_t content = m_text.find_first_not_of(' ', lineStart);
    if (column == noLevel || content == std::string_view::npos || content - lineStart > column)
        return false;
    const std::size_t end = lineEnd(content);
    if (at(content) == '-' && isBlankAt(content + 1))
        return true;
    const std::size_t colon = m_text.find_first_of(":{}[],", content);
    return colon < end && isColonAt(colon, {});
}

} // namespace poolscope::config::completion
