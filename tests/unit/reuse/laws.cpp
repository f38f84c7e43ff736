// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/reuse/laws.h"

#include <QRegularExpression>

namespace poolscope::testing {

std::vector<std::vector<double>> tableRows(const std::string& heading)
{
    static const std::string all = readAll(shared() / "reference" / "reuse-math.md");
    const std::size_t start = all.find("\n" + heading);
    const std::size_t end = all.find("\n### ", start + 1);
    static const QRegularExpression number(
        QStringLiteral(R"((?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"));
    std::vector<std::vector<double>> rows;
    const QString section = QString::fromStdString(all.substr(start, end - start));
    const QStringList lines = section.split(u'\n');
    for (const QString& line : lines) {
        if (!line.startsWith(u"| ") || !line.at(2).isDigit())
            continue;
        std::vector<double> row;
        auto match = number.globalMatch(line);
        while (match.hasNext())
            row.push_back(match.next().captured(0).toDouble());
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace poolscope::testing
