// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <optional>

namespace poolscope::gui {

/// The pages of the form, in the order of the list on the left.
enum class PageId {
    text,
    image,
    video,
    audio,
    sharedPrefix,
    otelReplay,
    wekaReplay,
    conversationReplay,
    visionArena,
    syntheticAgentic,
    trace,
    load,
    circuitBreakers,
    server,
    api,
    tokenizer,
    reports,
    metrics,
    storage,
};

/// The modality of a page that is about one.
std::optional<base::Modality> modalityOf(PageId page);
/// The block that a page made from the table is about; empty for the others.
config::Path blockOf(PageId page);

/// The workload as a list: sections and their parts, each with its setting in a few words.
class WorkloadModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { pageRole = Qt::UserRole, valueRole, isSectionRole, isIdleRole };

    explicit WorkloadModel(QObject* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    QModelIndex placeOf(PageId page) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& place) const override;

private:
    struct Row {
        QString title;
        std::optional<PageId> page; ///< nothing: a section
    };

    QString valueOf(PageId page) const;
    /// Other data that the workload does not use.
    bool isIdle(PageId page) const;
    QString mediaText(base::Modality modality) const;

    QList<Row> m_rows;
    snapshot::SnapshotPtr m_snapshot;
};

/// Paints a row: title on the left, with the modality's mark, setting on the right.
class WorkloadDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& place) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& place) const override;
};

} // namespace poolscope::gui
