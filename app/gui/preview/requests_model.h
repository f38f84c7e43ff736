// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"
#include "core/wire/content.h"

#include <QAbstractListModel>
#include <QCache>

#include <vector>

namespace poolscope::gui {

/// A request as the preview shows it.
struct RequestView {
    plan::RequestSpec request;
    std::vector<wire::Block> blocks;
    double bodyBytes = 0; ///< estimated
};

/// The plan's requests, computed when they come into view.
class RequestsModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// More rows than this cannot be scrolled through sensibly; the step field reaches the others.
    static constexpr int maxRows = 100'000;

    using QAbstractListModel::QAbstractListModel;

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Rows start at this request.
    void setFirst(quint64 first);
    quint64 first() const { return m_first; }

    int rowCount(const QModelIndex& parent = {}) const override;
    /// The display role is a line of text, for those who do not see the picture.
    QVariant data(const QModelIndex& place, int role) const override;
    const RequestView* view(int row) const;
    quint64 total() const;

private:
    snapshot::SnapshotPtr m_snapshot;
    quint64 m_first = 0;
    mutable QCache<quint64, RequestView> m_views{ 512 };
};

} // namespace poolscope::gui
