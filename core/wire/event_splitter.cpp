// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/event_splitter.h"

namespace poolscope::wire {

std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool EventSplitter::feed(std::string_view bytes, const Handler& onEvent)
{
    while (!bytes.empty() && !m_isTooLarge) {
        if (m_skipLineFeed && bytes.front() == '\n')
            bytes.remove_prefix(1);
        m_skipLineFeed = false;
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view part = bytes.substr(0, end);
        if (m_data.size() + m_line.size() + part.size() > maxEventBytes) {
            m_isTooLarge = true;
            break;
        }
        m_line += part;
        if (end == std::string_view::npos)
            break;
        m_skipLineFeed = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        endLine(onEvent);
    }
    return !m_isTooLarge;
}

void EventSplitter::finish(const Handler& onEvent)
{
    if (m_isTooLarge)
        return;
    endLine(onEvent);
    endEvent(onEvent);
}

void EventSplitter::endLine(const Handler& onEvent)
{
    std::string_view line = m_line;
    if (m_isFirstLine)
        line = withoutByteOrderMark(line);
    m_isFirstLine = false;
    constexpr std::string_view field = "data";
    if (line.empty()) {
        endEvent(onEvent);
    } else if (line == field || line.starts_with("data:")) {
        line.remove_prefix(line == field ? field.size() : field.size() + 1);
        if (line.starts_with(' '))
            line.remove_prefix(1);
        if (m_hasData)
            m_data += '\n';
        m_data += line;
        m_hasData = true;
    }
    m_line.clear();
}

void EventSplitter::endEvent(const Handler& onEvent)
{
    if (m_hasData)
        onEvent(m_data);
    m_data.clear();
    m_hasData = false;
}

} // namespace poolscope::wire
