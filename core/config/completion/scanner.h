// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/completion/caret.h"

namespace poolscope::config::completion {

/// A scalar on one line.
struct Word {
    base::TextRange content; ///< without its quotes
    std::size_t end = 0; ///< behind the closing quote
    char quote = '\0';
    bool isQuoteOpen = false;
};

/// Reads lines into levels and remembers where the caret was met. A line that makes no sense is
/// passed over; brackets and quotes that are never closed end where a line of the block around them
/// begins.
class Scanner {
public:
    Scanner(std::string_view text, std::size_t offset);

    Caret run();

private:
    enum class Wait : std::uint8_t { item, value, comma };

    // Lines (scanner_lines.cpp).
    void readLine();
    void readContent(std::size_t at);
    bool readDash(std::size_t& at);
    void readEntry(std::size_t at);
    void readValue(std::size_t at, std::size_t mark);
    void readBlank(std::size_t content);
    bool isMarker(std::string_view marker) const;
    bool skipBlockScalar();
    void beginBlockScalar();
    void endLineAt(std::size_t at);

    // Brackets (scanner_flow.cpp).
    void readFlow(std::size_t at);
    std::size_t readFlowToken(std::size_t at);
    std::size_t readFlowWord(std::size_t at);
    void noteGap(std::size_t begin, std::size_t end);
    bool isBlockLine(std::size_t lineStart) const;

    // Levels.
    Level& top() { return m_caret.levels[m_open.back()]; }
    void push(Level level);
    void popBelow(std::size_t column, bool isDash);
    void openMapping(std::size_t column);
    void openList(std::size_t column);
    void addMember(std::string_view key, base::TextRange range);
    void setValue(base::TextRange value);
    std::size_t blockColumn() const;

    // Bytes.
    char at(std::size_t place) const { return place < m_text.size() ? m_text[place] : '\0'; }
    bool isBlankAt(std::size_t place) const;
    bool isCommentAt(std::size_t place) const;
    std::size_t skipBlanks(std::size_t place) const;
    std::size_t skipProperties(std::size_t place) const;
    std::size_t lineEnd(std::size_t place) const;
    std::size_t plainEnd(std::size_t begin, std::string_view stops) const;
    bool isColonAt(std::size_t place, std::string_view stops) const;
    Word wordAt(std::size_t begin, std::string_view stops) const;
    std::size_t multiLineEnd(std::size_t begin) const;

    // The caret is in the word, or in the gap: that is the place. False when it is elsewhere.
    bool note(Role role, const Word& word, std::string_view key = {});
    bool noteEmpty(Role role, base::TextRange gap, std::string_view key = {});
    void finish(Role role, base::TextRange word, std::string_view key);

    std::string_view m_text;
    std::size_t m_offset;
    std::size_t m_begin = 0; ///< of the line
    std::size_t m_end = 0; ///< of the line, without its break
    std::size_t m_next = 0; ///< of the next line
    std::size_t m_scalarColumn = 0;
    bool m_isInScalar = false;
    bool m_isOver = false; ///< the document has ended
    std::vector<std::size_t> m_open;
    std::vector<Wait> m_waits; ///< of the open flow levels
    Caret m_caret;
};

} // namespace poolscope::config::completion
