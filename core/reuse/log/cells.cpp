// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/row_ids.h"

#include <fmt/format.h>

namespace poolscope::reuse {

namespace {

/// Takes the first cell off `row` into `cell`; false when there was none left.
class CellWalk {
public:
    CellWalk(std::string_view row, char delimiter)
        : m_row(row)
        , m_delimiter(delimiter)
    {
    }

    bool next(std::string& cell)
    {
        if (m_isEnd)
            return false;
        cell.clear();
        bool isQuoted = false;
        bool isStart = true;
        while (m_at < m_row.size()) {
            const char byte = m_row[m_at++];
            if (byte == '"' && isQuoted && m_at < m_row.size() && m_row[m_at] == '"') {
                cell += '"';
                ++m_at;
            } else if (byte == '"' && (isQuoted || isStart)) {
                isQuoted = !isQuoted;
            } else if (byte == m_delimiter && !isQuoted) {
                return true;
            } else {
                cell += byte;
            }
            isStart = false;
        }
        m_isEnd = true;
        return true;
    }

private:
    std::string_view m_row;
    char m_delimiter;
    std::size_t m_at = 0;
    bool m_isEnd = false;
};

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r";
    const std::size_t first = text.find_first_not_of(space);
    return first == std::string_view::npos
        ? std::string_view()
        : text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<std::string> cellsOf(std::string_view row, char delimiter)
{
    std::vector<std::string> cells;
    CellWalk walk(row, delimiter);
    for (std::string cell; walk.next(cell);)
        cells.emplace_back(trimmed(cell));
    return cells;
}

std::string readCell(std::string_view row, char delimiter, std::size_t column, RowIds& ids)
{
    CellWalk walk(row, delimiter);
    std::string cell;
    for (std::size_t i = 0; i <= column; ++i)
        if (!walk.next(cell))
            return fmt::format(
                "{} column{} instead of {} or more", i, i == 1 ? "" : "s", column + 1);
    if (const std::string_view id = trimmed(cell); !id.empty())
        ids.add(id);
    return {};
}

} // namespace poolscope::reuse
