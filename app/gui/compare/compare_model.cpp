// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/compare/compare_model.h"

#include "app/gui/qt.h"

#include <algorithm>
#include <utility>

namespace poolscope::gui {

using Kind = base::LineRun::Kind;

Comparison compared(std::string before, std::string after)
{
    Comparison comparison{ std::move(before), std::move(after), {} };
    comparison.runs = base::compareLines(comparison.before, comparison.after);
    return comparison;
}

void CompareModel::setComparison(Comparison comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_before = base::linesOf(m_comparison.before);
    m_after = base::linesOf(m_comparison.after);
    m_lineCount = static_cast<int>(std::max(m_before.size(), m_after.size()));
    m_rows.clear();
    m_differences.clear();
    m_longestRow = 0;
    std::size_t longest = 0;
    bool wasSame = true;
    for (std::size_t run = 0; run < m_comparison.runs.size(); ++run) {
        const base::LineRun& lines = m_comparison.runs[run];
        if (wasSame && lines.kind != Kind::same)
            m_differences.push_back(static_cast<int>(m_rows.size()));
        wasSame = lines.kind == Kind::same;
        for (std::size_t line = 0; line < lines.count; ++line) {
            const std::size_t size = lines.kind == Kind::added
                ? m_after[lines.after + line].size()
                : m_before[lines.before + line].size();
            if (size > longest) {
                longest = size;
                m_longestRow = static_cast<int>(m_rows.size());
            }
            m_rows.push_back({ run, line });
        }
    }
    endResetModel();
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

/// Line ends that differ are seen: a CR has a sign, a last line without an end says so.
QString CompareModel::textOf(const Row& row) const
{
    const base::LineRun& run = m_comparison.runs[row.run];
    const std::string_view line
        = run.kind == Kind::added ? m_after[run.after + row.line] : m_before[run.before + row.line];
    const bool hasEnd = line.ends_with('\n');
    QString text = toQt(line.substr(0, line.size() - (hasEnd ? 1 : 0)));
    text.replace(QLatin1Char('\t'), QStringLiteral("    "));
    if (run.kind == Kind::same)
        text.remove(QLatin1Char('\r'));
    else if (!hasEnd)
        text += tr("  (no line end)");
    text.replace(QLatin1Char('\r'), QChar(0x240d));
    return text;
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const base::LineRun& run = m_comparison.runs[row.run];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row);
    case Qt::AccessibleTextRole:
        return run.kind == Kind::removed ? tr("removed: %1").arg(textOf(row))
            : run.kind == Kind::added    ? tr("added: %1").arg(textOf(row))
                                         : textOf(row);
    case kindRole:
        return static_cast<int>(run.kind);
    case beforeRole:
        return run.kind == Kind::added ? QVariant()
                                       : QVariant::fromValue(run.before + row.line + 1);
    case afterRole:
        return run.kind == Kind::removed ? QVariant()
                                         : QVariant::fromValue(run.after + row.line + 1);
    default:
        return {};
    }
}

} // namespace poolscope::gui
