// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace poolscope::gui {

/// The numbers behind a chart, for spreadsheets and scripts.
struct ChartTable {
    QStringList columns; ///< with their units: "time to first token (ms)"
    std::vector<std::vector<double>> rows; ///< what is not a number is an empty cell
};

/// Comma-separated with a header (RFC 4180); numbers in full precision, the same in every locale.
QByteArray csvOf(const ChartTable& table);

} // namespace poolscope::gui
