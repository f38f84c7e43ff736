// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/text.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace poolscope::config::yaml {

/// A token that the scanner went over.
struct Span {
    base::TextRange range;
    bool isClosed = true; ///< false for a quote without an end
};

/// Goes over the text from token to token and finds where each ends, which the YAML library does
/// not tell. Follows the library's rules (yaml-cpp 0.7.0), so that both agree. The text must
/// outlive the scanner.
class Scanner {
public:
    /// A place to come back to.
    struct Place {
        std::size_t offset = 0;
        std::size_t lineStart = 0;
    };

    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    const Place& place() const { return m_place; }
    std::size_t offset() const { return m_place.offset; }
    void goTo(const Place& place) { m_place = place; }
    /// Forward to an offset; lines in between are counted.
    void advanceTo(std::size_t offset);
    /// Over `count` bytes without a line break among them.
    void eat(std::size_t count) { m_place.offset += count; }

    bool atEnd() const { return m_place.offset >= m_text.size(); }
    /// The byte `ahead` of the current one; NUL behind the end.
    char peek(std::size_t ahead = 0) const;
    /// Bytes since the start of the line.
    int column() const { return static_cast<int>(m_place.offset - m_place.lineStart); }
    /// A blank, a line break or the end, `ahead` bytes from here.
    bool isBreakOrBlank(std::size_t ahead) const;
    /// "---" or "..." at the start of a line.
    bool atDocumentMarker() const;

    /// Over blanks, comments and line breaks.
    void skipSpace();

    // Each expects to stand at the first byte of its token and goes behind the last.
    Span quoted();
    /// `indent` is the least column of a further line; in flow context any column will do.
    Span plain(int indent, bool inFlow);
    /// `parentIndent` is the column of the block collection around, -1 without one.
    Span block(int parentIndent);
    /// *name, &name.
    Span name();
    Span tag(bool inFlow);

    /// Where tabs stand outside quotes, comments and block scalars: PyYAML refuses each of them.
    const std::vector<std::size_t>& tabs() const { return m_tabs; }

private:
    bool atLineBreak() const;
    void eatLineBreak();
    void noteTab(std::size_t offset);
    bool plainEndsAt(std::size_t at, bool inFlow) const;
    std::size_t plainLine(bool inFlow, std::size_t end);
    bool plainGoesOn(int indent, bool inFlow);
    int blockIndent(int parentIndent, int indicator);

    std::string_view m_text;
    Place m_place;
    std::vector<std::size_t> m_tabs;
};

} // namespace poolscope::config::yaml
