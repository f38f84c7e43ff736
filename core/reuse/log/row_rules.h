// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/access_log.h"
#include "core/reuse/log/row_ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace poolscope::reuse {

/// How the rows of one log are read: settles what its format leaves open by looking at the first
/// rows.
class RowRules {
public:
    explicit RowRules(LogFormat format);

    /// Looks at the first row with content. An Error when the ids cannot be found in such a row.
    base::Result<> begin(std::string_view first);
    /// Is the first row a header? `second` is the row after it, empty where there is none.
    bool isHeader(std::string_view first, std::string_view second) const;

    /// The row's ids, or a reason why it makes no sense. `LineReader::padding` bytes after the row
    /// may be read.
    std::string read(std::string_view row, RowIds& ids);

    LogForm form() const { return m_format.form; }
    const std::string& field() const { return m_format.field; }
    /// Of cells; 0 where the form has none.
    char delimiter() const;

private:
    base::Result<> beginCells(std::string_view first);
    base::Result<> beginJson(std::string_view first);

    LogFormat m_format;
    std::size_t m_column = 0;
    bool m_isNamedColumn = false;
    std::optional<JsonIds> m_json;
};

} // namespace poolscope::reuse
