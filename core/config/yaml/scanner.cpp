// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/yaml/scanner.h"

#include <algorithm>

namespace poolscope::config::yaml {

namespace {

constexpr std::string_view flowIndicators = ",[]{}";

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

char Scanner::peek(std::size_t ahead) const
{
    const std::size_t at = m_place.offset + ahead;
    return at < m_text.size() ? m_text[at] : '\0';
}

bool Scanner::isBreakOrBlank(std::size_t ahead) const
{
    const std::size_t at = m_place.offset + ahead;
    return at >= m_text.size() || isBlank(m_text[at]) || m_text[at] == '\n' || m_text[at] == '\r';
}

bool Scanner::atDocumentMarker() const
{
    const std::string_view rest = m_text.substr(std::min(m_place.offset, m_text.size()));
    return column() == 0 && (rest.starts_with("---") || rest.starts_with("..."))
        && isBreakOrBlank(3);
}

void Scanner::advanceTo(std::size_t offset)
{
    while (m_place.offset < offset) {
        if (peek() == '\n')
            m_place.lineStart = m_place.offset + 1;
        ++m_place.offset;
    }
}

bool Scanner::atLineBreak() const
{
    return peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
}

void Scanner::eatLineBreak()
{
    m_place.offset += peek() == '\r' ? 2 : 1;
    m_place.lineStart = m_place.offset;
}

/// Texts are partly read twice, so tabs may be met again.
void Scanner::noteTab(std::size_t offset)
{
    if (m_tabs.empty() || m_tabs.back() < offset)
        m_tabs.push_back(offset);
}

void Scanner::skipSpace()
{
    while (!atEnd()) {
        if (atLineBreak()) {
            eatLineBreak();
        } else if (isBlank(peek())) {
            if (peek() == '\t')
                noteTab(offset());
            eat(1);
        } else if (peek() == '#') {
            while (!atEnd() && !atLineBreak())
                eat(1);
        } else {
            return;
        }
    }
}

Span Scanner::quoted()
{
    const std::size_t begin = offset();
    const char quote = peek();
    eat(1);
    while (!atEnd()) {
        const char c = peek();
        if (c == quote && !(quote == '\'' && peek(1) == '\'')) {
            eat(1);
            return { { begin, offset() } };
        }
        const bool isPair = (c == '\'' && quote == '\'') || (c == '\\' && quote == '"');
        advanceTo(std::min(offset() + (isPair ? 2 : 1), m_text.size()));
    }
    return { { begin, offset() }, false };
}

bool Scanner::plainEndsAt(std::size_t at, bool inFlow) const
{
    const char c = m_text[at];
    const char next = at + 1 < m_text.size() ? m_text[at + 1] : '\n';
    if (c == ':')
        return isBlank(next) || next == '\n' || next == '\r'
            || (inFlow && (next == ',' || next == ']' || next == '}'));
    if (inFlow && (c == '?' || flowIndicators.find(c) != std::string_view::npos))
        return true;
    return isBlank(c) && next == '#';
}

/// Goes to where the scalar, or its line, ends; returns the place behind its last visible byte.
std::size_t Scanner::plainLine(bool inFlow, std::size_t end)
{
    while (!atEnd() && !atLineBreak() && !plainEndsAt(offset(), inFlow)) {
        if (peek() == '\t')
            noteTab(offset());
        eat(1);
        if (!isBlank(m_text[offset() - 1]))
            end = offset();
    }
    return end;
}

/// From a line break to the next visible byte; true when that belongs to the same plain scalar.
bool Scanner::plainGoesOn(int indent, bool inFlow)
{
    while (!atEnd() && (atLineBreak() || isBlank(peek()))) {
        if (peek() == '\t')
            noteTab(offset());
        if (atLineBreak())
            eatLineBreak();
        else
            eat(1);
    }
    return !atEnd() && peek() != '#' && column() >= indent && !atDocumentMarker()
        && !plainEndsAt(offset(), inFlow);
}

Span Scanner::plain(int indent, bool inFlow)
{
    const std::size_t begin = offset();
    std::size_t end = plainLine(inFlow, begin);
    Place after = m_place;
    while (!atEnd() && atLineBreak() && plainGoesOn(inFlow ? 0 : indent, inFlow)) {
        end = plainLine(inFlow, end);
        after = m_place;
    }
    m_place = after;
    m_place.offset = end;
    return { { begin, end } };
}

/// The column of the content, from the first line that has any; blank lines before it that are
/// longer count as well.
int Scanner::blockIndent(int parentIndent, int indicator)
{
    const int around = std::max(parentIndent, 0);
    if (indicator > 0)
        return around + indicator;
    const Place start = m_place;
    int indent = around + 1;
    while (!atEnd() && (peek() == ' ' || atLineBreak())) {
        if (atLineBreak())
            eatLineBreak();
        else
            eat(1);
        indent = std::max(indent, column());
    }
    m_place = start;
    return indent;
}

Span Scanner::block(int parentIndent)
{
    const std::size_t begin = offset();
    eat(1);
    int indicator = 0;
    while (peek() == '+' || peek() == '-' || (peek() >= '1' && peek() <= '9')) {
        if (peek() >= '1')
            indicator = peek() - '0';
        eat(1);
    }
    Place end = m_place;
    while (!atEnd() && !atLineBreak())
        eat(1);
    if (!atEnd())
        eatLineBreak();
    const int indent = blockIndent(parentIndent, indicator);
    while (!atEnd()) {
        while (peek() == ' ' && column() < indent)
            eat(1);
        if (!atLineBreak() && column() < indent)
            break;
        const std::size_t lineBegin = offset();
        while (!atEnd() && !atLineBreak())
            eat(1);
        const std::string_view line = m_text.substr(lineBegin, offset() - lineBegin);
        if (line.find_first_not_of(" \t") != std::string_view::npos)
            end = m_place;
        if (!atEnd())
            eatLineBreak();
    }
    m_place = end;
    return { { begin, end.offset } };
}

Span Scanner::name()
{
    const std::size_t begin = offset();
    eat(1);
    while (!isBreakOrBlank(0) && flowIndicators.find(peek()) == std::string_view::npos)
        eat(1);
    return { { begin, offset() } };
}

Span Scanner::tag(bool inFlow)
{
    const std::size_t begin = offset();
    const bool isVerbatim = peek(1) == '<';
    eat(1);
    while (!isBreakOrBlank(0)) {
        if (!isVerbatim && inFlow && flowIndicators.find(peek()) != std::string_view::npos)
            break;
        eat(1);
        if (isVerbatim && m_text[offset() - 1] == '>')
            break;
    }
    return { { begin, offset() } };
}

} // namespace poolscope::config::yaml
