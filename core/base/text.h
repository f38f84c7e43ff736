// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::base {

/// Half-open range of bytes in a text.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
    bool contains(std::size_t offset) const { return offset >= begin && offset < end; }
    bool operator==(const TextRange&) const = default;
};

/// Place in a text as people count: both from 1, columns in code points.
struct TextPosition {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const TextPosition&) const = default;
};

/// A splice: the bytes of `range` give way to `replacement`.
struct TextEdit {
    TextRange range;
    std::string replacement;

    bool operator==(const TextEdit&) const = default;
};

/// The text after the edit. The edit's range must lie inside the text.
std::string apply(std::string_view text, const TextEdit& edit);

/// The edit that undoes `edit` on the text that `edit` made from `text`.
TextEdit invert(std::string_view text, const TextEdit& edit);

/// The smallest single splice that turns `before` into `after`, at code point borders.
TextEdit difference(std::string_view before, std::string_view after);

/// Where lines start, for turning offsets into positions in logarithmic time. Lines end with LF;
/// a CR before it belongs to the line. Keeps no reference to the text.
class LineIndex {
public:
    explicit LineIndex(std::string_view text);

    /// Offsets beyond the end give the end's position. `text` is the text given to the constructor.
    TextPosition position(std::string_view text, std::size_t offset) const;
    /// Offset of the first byte of a line (from 1); the text's size for lines beyond the last.
    std::size_t lineStart(std::size_t line) const;
    std::size_t lineCount() const { return m_starts.size(); }

private:
    std::vector<std::size_t> m_starts;
    std::size_t m_size = 0;
};

/// True when every byte belongs to a well-formed UTF-8 sequence (no surrogates, no overlong forms).
/// On failure `badOffset`, when given, is set to the first byte that does not.
bool isUtf8(std::string_view text, std::size_t* badOffset = nullptr);

/// ASCII letters in lower case; other bytes as they are.
std::string lowerCase(std::string_view text);

/// Where "user:password@" stands in a URL; empty, at the host, where there is none.
TextRange userInfo(std::string_view url);

} // namespace poolscope::base
