// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/path.h"
#include "core/snapshot/snapshot.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace poolscope::gui {

/// The places of the config that a query finds, the best first: those of the table, and what the
/// text has beside them.
class SettingSearch : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { helpRole = Qt::UserRole, isKnownRole };

    explicit SettingSearch(QObject* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Words that all must occur in the path or the help. An empty query finds nothing.
    void setQuery(const QString& query);
    const config::Path& pathAt(const QModelIndex& place) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;

private:
    struct Candidate {
        config::Path path;
        QString text; ///< the path
        QString help;
        bool isKnown = true; ///< by the table
    };

    void find();
    static int rank(const Candidate& candidate, const QStringList& words);

    std::vector<Candidate> m_known;
    std::vector<Candidate> m_unknown;
    std::vector<const Candidate*> m_found;
    QString m_query;
};

/// Paints a find: the path, its key standing out, and below it the help.
class SettingSearchDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& place) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& place) const override;
};

} // namespace poolscope::gui
