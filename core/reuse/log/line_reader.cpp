// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/line_reader.h"

#include <algorithm>
#include <cstring>

namespace poolscope::reuse {

using base::Result;

namespace {

constexpr std::size_t chunk = 256U << 10U;

} // namespace

LineReader::LineReader(Inflater& text, std::size_t limit)
    : m_text(text)
    , m_limit(limit)
    , m_buffer(2 * chunk + padding, '\0')
{
}

Result<bool> LineReader::readMore()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_scanned -= m_begin;
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() < m_end + chunk + padding)
        m_buffer.resize(std::max(2 * m_buffer.size(), m_end + chunk + padding));
    const auto count = m_text.read({ m_buffer.data() + m_end, chunk });
    if (!count)
        return tl::make_unexpected(count.error());
    if (m_bytes == 0 && *count >= 3 && m_buffer.starts_with("\xEF\xBB\xBF"))
        m_begin = m_scanned = 3; // a byte order mark is no part of the first id
    m_end += *count;
    m_bytes += *count;
    return *count > 0;
}

/// Moves m_scanned to the end of the row; false when that was not read yet.
bool LineReader::findEnd()
{
    if (m_delimiter == 0) {
        const void* end = m_scanned < m_end
            ? std::memchr(m_buffer.data() + m_scanned, '\n', m_end - m_scanned)
            : nullptr;
        m_scanned = end == nullptr
            ? m_end
            : static_cast<std::size_t>(static_cast<const char*>(end) - m_buffer.data());
        return end != nullptr;
    }
    for (; m_scanned < m_end; ++m_scanned) {
        const char byte = m_buffer[m_scanned];
        if (m_state == State::quoted) {
            if (byte == '"')
                m_state = State::quoteInQuoted;
            else if (byte == '\n')
                ++m_line;
        } else if (byte == '\n') {
            m_state = State::cellStart;
            return true;
        } else if (byte == '"' && m_state != State::plain) {
            m_state = State::quoted; // opened, or doubled inside
        } else {
            m_state = byte == m_delimiter ? State::cellStart : State::plain;
        }
    }
    return false;
}

Result<LineReader::Row> LineReader::next()
{
    Row row;
    row.line = m_line;
    for (;;) {
        const bool isComplete = findEnd();
        if (!isComplete && m_scanned - m_begin > m_limit) {
            // Forget it, but look for its end; inside quotes that never closed any line end will
            // do.
            row.isTooLong = true;
            m_begin = m_scanned;
            m_state = State::plain;
        }
        if (!isComplete) {
            const auto more = readMore();
            if (!more)
                return tl::make_unexpected(more.error());
            if (*more)
                continue;
            if (m_begin == m_end && !row.isTooLong) {
                row.isEnd = true;
                return row;
            }
        }
        row.text = { m_buffer.data() + m_begin, m_scanned - m_begin };
        row.isTooLong = row.isTooLong || row.text.size() > m_limit;
        if (row.text.ends_with('\r'))
            row.text.remove_suffix(1);
        m_begin = m_scanned = std::min(m_end, m_scanned + 1);
        m_state = State::cellStart;
        ++m_line;
        return row;
    }
}

} // namespace poolscope::reuse
