// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/log/inflater.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace poolscope::reuse {

/// Rows of a text in one pass; memory is bounded by the longest row allowed.
class LineReader {
public:
    /// Bytes that may be read, but mean nothing, after every row: JSON parsers want them.
    static constexpr std::size_t padding = 64;

    LineReader(Inflater& text, std::size_t limit);

    struct Row {
        std::string_view text; ///< valid until the next call; without its line end
        std::uint64_t line = 0; ///< of its first byte, from 1
        bool isTooLong = false; ///< the text is a part of it
        bool isEnd = false; ///< there is no row any more
    };

    base::Result<Row> next();
    /// From the next row on, line ends inside quoted cells belong to the row.
    void honourQuotes(char delimiter) { m_delimiter = delimiter; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    enum class State { cellStart, plain, quoted, quoteInQuoted };

    base::Result<bool> readMore();
    bool findEnd();

    Inflater& m_text;
    std::size_t m_limit;
    char m_delimiter = 0;
    std::string m_buffer;
    std::size_t m_begin = 0; ///< of the row
    std::size_t m_scanned = 0; ///< no line end between m_begin and here
    std::size_t m_end = 0; ///< of what was read
    State m_state = State::cellStart;
    std::uint64_t m_line = 1;
    std::uint64_t m_bytes = 0;
};

} // namespace poolscope::reuse
