// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/charts/chart_table.h"

#include <QLocale>

#include <cmath>

namespace poolscope::gui {

namespace {

QByteArray cellOf(double value)
{
    if (!std::isfinite(value))
        return {};
    constexpr double exact = 1e15;
    if (value == std::floor(value) && std::fabs(value) < exact)
        return QByteArray::number(static_cast<qlonglong>(value));
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray quoted(const QString& text)
{
    QByteArray utf8 = text.toUtf8();
    if (!utf8.contains(',') && !utf8.contains('"') && !utf8.contains('\n'))
        return utf8;
    return '"' + utf8.replace("\"", "\"\"") + '"';
}

} // namespace

QByteArray csvOf(const ChartTable& table)
{
    QByteArrayList cells;
    for (const QString& column : table.columns)
        cells << quoted(column);
    QByteArray csv = cells.join(',') + "\r\n";
    for (const auto& row : table.rows) {
        cells.clear();
        for (const double value : row)
            cells << cellOf(value);
        csv += cells.join(',') + "\r\n";
    }
    return csv;
}

} // namespace poolscope::gui
