// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/tree.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace poolscope::config::edit {

/// The lines of a text and the habits of its author.
class Layout {
public:
    Layout(std::string_view text, const Tree& tree);

    std::size_t lineStart(std::size_t offset) const;
    /// Offset of the line's break, or of the end of the text.
    std::size_t lineEnd(std::size_t offset) const;
    /// Offset behind the line's break.
    std::size_t nextLine(std::size_t offset) const;
    /// Bytes before `offset` on its line; a byte order mark is not counted.
    std::size_t column(std::size_t offset) const { return offset - lineStart(offset); }
    /// Nothing but blanks before it on its line.
    bool startsLine(std::size_t offset) const;
    std::string_view slice(std::size_t begin, std::size_t end) const;
    /// The rest of the line: its blanks and comment.
    std::string_view restOfLine(std::size_t offset) const { return slice(offset, lineEnd(offset)); }

    /// "\n" or "\r\n", as the first line has it.
    const std::string& lineBreak() const { return m_lineBreak; }
    /// Columns by which a block is indented below its key.
    std::size_t step() const { return m_step; }
    /// The line break and the indentation.
    std::string newLine(std::size_t column) const { return m_lineBreak + std::string(column, ' '); }

private:
    std::string_view m_text;
    std::size_t m_textStart = 0; ///< behind a byte order mark
    std::string m_lineBreak = "\n";
    std::size_t m_step = 2;
};

} // namespace poolscope::config::edit
