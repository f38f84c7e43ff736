// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/log/row_rules.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace poolscope::reuse {

using base::Code;
using base::Result;

namespace {

bool isNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// 0 where `text` is no whole number from 1 on.
std::size_t columnNumber(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

bool isIdName(std::string_view name)
{
    const auto& names = idFieldNames();
    const std::string lower = base::lowerCase(name);
    return std::find(names.begin(), names.end(), lower) != names.end();
}

/// The surest id name among `names`; names.size() where there is none.
std::size_t bestName(const std::vector<std::string>& names)
{
    for (const std::string_view known : idFieldNames())
        for (std::size_t i = 0; i < names.size(); ++i)
            if (base::lowerCase(names[i]) == known)
                return i;
    return names.size();
}

char likeliestDelimiter(std::string_view row)
{
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : { '\t', ',', ';' })
        if (const auto count = std::count(row.begin(), row.end(), candidate); count > most) {
            best = candidate;
            most = count;
        }
    return best;
}

/// "a", "b", "c" and 4 more
std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 12;
    std::vector<std::string> quoted;
    for (std::size_t i = 0; i < std::min(shown, names.size()); ++i)
        quoted.push_back(fmt::format("\"{}\"", names[i].substr(0, 40)));
    const std::string all = fmt::format("{}", fmt::join(quoted, ", "));
    return names.size() > shown ? fmt::format("{} and {} more", all, names.size() - shown) : all;
}

} // namespace

RowRules::RowRules(LogFormat format)
    : m_format(std::move(format))
{
}

char RowRules::delimiter() const
{
    return m_format.form == LogForm::delimited ? m_format.delimiter : '\0';
}

Result<> RowRules::begin(std::string_view first)
{
    const std::string_view text = trimmed(first);
    if (m_format.form == LogForm::automatic) {
        if (text.starts_with('{') || text.starts_with('['))
            m_format.form = LogForm::jsonLines;
        else if (!m_format.field.empty() || text.find_first_of("\t,;") != std::string_view::npos)
            m_format.form = LogForm::delimited;
        else
            m_format.form = LogForm::plain;
    }
    if (m_format.form == LogForm::delimited)
        return beginCells(first);
    if (m_format.form == LogForm::jsonLines)
        return beginJson(first);
    return {};
}

Result<> RowRules::beginCells(std::string_view first)
{
    if (m_format.delimiter == 0)
        m_format.delimiter = likeliestDelimiter(first);
    const std::vector<std::string> names = cellsOf(first, m_format.delimiter);
    if (const std::size_t number = columnNumber(m_format.field); number > 0) {
        m_column = number - 1;
        if (m_column >= names.size())
            return base::fail(Code::invalid,
                fmt::format("There is no column {}: the row has {}", number, names.size()));
        return {};
    }
    if (m_format.field.empty()) {
        m_column = names.size() == 1 ? 0 : bestName(names);
        if (m_column == names.size())
            return base::fail(Code::invalid,
                fmt::format("Which of the columns {} holds the ids is not clear", listed(names)),
                "Say its name or number, or that the log has one id per line");
        m_isNamedColumn = isIdName(names[m_column]);
        m_format.field = m_isNamedColumn ? names[m_column] : "1";
        return {};
    }
    const auto found = std::find(names.begin(), names.end(), m_format.field);
    if (found == names.end())
        return base::fail(Code::invalid,
            fmt::format("There is no column \"{}\", only {}", m_format.field, listed(names)));
    m_column = static_cast<std::size_t>(found - names.begin());
    m_isNamedColumn = true;
    return {};
}

Result<> RowRules::beginJson(std::string_view first)
{
    if (m_format.field.empty() && trimmed(first).starts_with('{')) {
        const std::vector<std::string> keys = jsonKeys(first);
        const std::size_t best = bestName(keys);
        if (best == keys.size())
            return base::fail(Code::invalid,
                keys.empty() ? std::string("This is no JSON object")
                             : fmt::format(
                                 "Which of the fields {} holds the ids is not clear", listed(keys)),
                "Say the path to the ids, such as \"images[].id\"");
        m_format.field = keys[best];
    }
    m_json.emplace(m_format.field);
    return {};
}

bool RowRules::isHeader(std::string_view first, std::string_view second) const
{
    if (m_format.form != LogForm::delimited || m_format.header == Header::absent)
        return false;
    if (m_format.header == Header::present || m_isNamedColumn)
        return true;
    const std::vector<std::string> names = cellsOf(first, m_format.delimiter);
    if (m_column < names.size() && isIdName(names[m_column]))
        return true;
    // Words above numbers, in any column.
    const std::vector<std::string> values = cellsOf(second, m_format.delimiter);
    for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i)
        if (!names[i].empty() && !isNumber(names[i]) && isNumber(values[i]))
            return true;
    return false;
}

std::string RowRules::read(std::string_view row, RowIds& ids)
{
    switch (m_format.form) {
    case LogForm::delimited:
        return readCell(row, m_format.delimiter, m_column, ids);
    case LogForm::jsonLines:
        return m_json->read(row, ids);
    case LogForm::automatic:
    case LogForm::plain:
        break;
    }
    ids.add(trimmed(row));
    return {};
}

} // namespace poolscope::reuse
