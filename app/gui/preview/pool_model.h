// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QAbstractListModel>

namespace poolscope::gui {

/// The hottest items of one modality's pool, hottest first.
class PoolModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;

    const snapshot::HotItem* hot(int row) const;
    media::ItemSpec item(int row) const;
    const snapshot::PoolFigures* figures() const;
    const snapshot::SnapshotPtr& snapshot() const { return m_snapshot; }
    base::Modality modality() const { return m_modality; }

private:
    snapshot::SnapshotPtr m_snapshot;
    base::Modality m_modality = base::Modality::image;
};

/// "640 x 360" or "2.5 s" or "640 x 360, 20 frames".
QString shapeText(const media::ItemSpec& item);

} // namespace poolscope::gui
