// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/problems/problems_model.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

namespace poolscope::gui {

namespace {

QString word(config::Severity severity)
{
    switch (severity) {
    case config::Severity::error:
        return ProblemsModel::tr("Error");
    case config::Severity::warning:
        return ProblemsModel::tr("Warning");
    case config::Severity::info:
        return ProblemsModel::tr("Note");
    }
    return {};
}

} // namespace

QColor colorOf(config::Severity severity, const QColor& note)
{
    switch (severity) {
    case config::Severity::error:
        return theme().bad;
    case config::Severity::warning:
        return theme().warning;
    case config::Severity::info:
        break;
    }
    return note;
}

void ProblemsModel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    const bool isSame = m_snapshot && m_snapshot->diagnostics() == snapshot->diagnostics();
    if (!isSame)
        beginResetModel();
    m_snapshot = snapshot;
    if (!isSame)
        endResetModel();
}

const config::Diagnostic* ProblemsModel::diagnostic(int row) const
{
    return row >= 0 && row < rowCount() ? &m_snapshot->diagnostics()[static_cast<std::size_t>(row)]
                                        : nullptr;
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : static_cast<int>(m_snapshot->diagnostics().size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant ProblemsModel::data(const QModelIndex& place, int role) const
{
    const config::Diagnostic* entry = diagnostic(place.row());
    if (!entry)
        return {};
    if (role == Qt::ForegroundRole)
        return place.column() == messageColumn ? colorOf(entry->severity, theme().ink)
                                               : theme().dim;
    if (role == Qt::ToolTipRole)
        return toQt(entry->hint.empty() ? entry->message : entry->hint);
    if (role != Qt::DisplayRole)
        return {};
    switch (place.column()) {
    case messageColumn:
        return QStringLiteral("%1: %2").arg(word(entry->severity), toQt(entry->message));
    case pathColumn:
        return toQt(entry->path);
    case lineColumn: {
        const base::LineIndex lines(m_snapshot->text);
        return QString::number(lines.position(m_snapshot->text, entry->range.begin).line);
    }
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case messageColumn:
        return tr("Problem");
    case pathColumn:
        return tr("Setting");
    default:
        return tr("Line");
    }
}

} // namespace poolscope::gui
