// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace poolscope::wire {

/// Splits a server-sent event stream (WHATWG HTML, section 9.2) that arrives in pieces of any size
/// into the data of its events. Lines may end with LF, CRLF or CR. Not thread-safe.
class EventSplitter {
public:
    /// Gets the joined data lines of one event; events without any are left out.
    using Handler = std::function<void(std::string_view data)>;

    /// False once an event is larger than `maxEventBytes`; nothing is read from then on.
    bool feed(std::string_view bytes, const Handler& onEvent);
    /// Hands out a last event that no blank line ended.
    void finish(const Handler& onEvent);

    static constexpr std::size_t maxEventBytes = std::size_t{ 8 } << 20U;

private:
    void endLine(const Handler& onEvent);
    void endEvent(const Handler& onEvent);

    std::string m_line;
    std::string m_data;
    bool m_hasData = false;
    bool m_isFirstLine = true;
    bool m_skipLineFeed = false; // the line ended with the CR of what may be a CRLF
    bool m_isTooLarge = false;
};

/// The text without a byte order mark at its start.
std::string_view withoutByteOrderMark(std::string_view text);

} // namespace poolscope::wire
