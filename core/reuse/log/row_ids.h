// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::reuse {

/// The ids of one row, copied: the memory is used again for the next row.
class RowIds {
public:
    void clear()
    {
        m_bytes.clear();
        m_ends.clear();
    }
    void add(std::string_view id)
    {
        m_bytes += id;
        m_ends.push_back(m_bytes.size());
    }
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t i) const
    {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
    }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

/// Field names that say of themselves that they hold ids of items, the surest first.
const std::vector<std::string_view>& idFieldNames();

/// The ids under a path of JSON objects; see `LogFormat::field`.
class JsonIds {
public:
    explicit JsonIds(std::string_view path);
    ~JsonIds();
    JsonIds(JsonIds&&) noexcept;
    JsonIds& operator=(JsonIds&&) noexcept;

    /// A reason when the row makes no sense, otherwise empty. `row` is followed by
    /// `LineReader::padding` readable bytes.
    std::string read(std::string_view row, RowIds& ids);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
    std::vector<std::string> m_steps;
};

/// The names in a JSON object, none when it is no object.
std::vector<std::string> jsonKeys(std::string_view row);

/// Without the spaces, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// The cells of a row of CSV or TSV: quotes removed, doubled quotes single.
std::vector<std::string> cellsOf(std::string_view row, char delimiter);
/// One cell, from 0, appended to `ids` unless it is empty. A reason when the row has no such cell.
std::string readCell(std::string_view row, char delimiter, std::size_t column, RowIds& ids);

} // namespace poolscope::reuse
