// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QAbstractTableModel>

namespace poolscope::gui {

/// What a Diagnostic is shown in; `note` where it is only one.
QColor colorOf(config::Severity severity, const QColor& note);

/// The Diagnostics of a Snapshot, in the order of the text.
class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { messageColumn, pathColumn, lineColumn };

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    const config::Diagnostic* diagnostic(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    snapshot::SnapshotPtr m_snapshot;
};

} // namespace poolscope::gui
