// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/pool_model.h"

#include "app/gui/qt.h"
#include "core/base/format.h"

namespace poolscope::gui {

void PoolModel::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    const auto* before = figures();
    const auto rowsOf
        = [](const snapshot::PoolFigures* pool) { return pool ? pool->hottest.size() : 0; };
    const std::size_t rows = rowsOf(before);
    const bool isSameShape = modality == m_modality && snapshot && rows > 0
        && rows == rowsOf(snapshot->pool(modality));
    if (!isSameShape)
        beginResetModel();
    m_snapshot = snapshot;
    m_modality = modality;
    if (!isSameShape)
        endResetModel();
    else
        emit dataChanged(index(0), index(static_cast<int>(rows) - 1));
}

const snapshot::PoolFigures* PoolModel::figures() const
{
    return m_snapshot && m_snapshot->plan ? m_snapshot->pool(m_modality) : nullptr;
}

int PoolModel::rowCount(const QModelIndex& parent) const
{
    const auto* pool = figures();
    return parent.isValid() || !pool ? 0 : static_cast<int>(pool->hottest.size());
}

const snapshot::HotItem* PoolModel::hot(int row) const
{
    const auto* pool = figures();
    return pool && row >= 0 && row < rowCount() ? &pool->hottest[static_cast<std::size_t>(row)]
                                                : nullptr;
}

media::ItemSpec PoolModel::item(int row) const
{
    const auto* entry = hot(row);
    return entry
        ? m_snapshot->plan->media(m_modality)->item(static_cast<std::uint64_t>(entry->item))
        : media::ItemSpec();
}

QVariant PoolModel::data(const QModelIndex& place, int role) const
{
    const auto* entry = hot(place.row());
    if (!entry)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return tr("Item %1, %2").arg(entry->item).arg(toQt(base::formatShare(entry->probability)));
    if (role == Qt::ToolTipRole)
        return tr(
            "Item %1, rank %2\n%3\ndrawn with probability %4\nexpected uses %5, in this plan %6")
            .arg(entry->item)
            .arg(place.row() + 1)
            .arg(shapeText(item(place.row())), toQt(base::formatShare(entry->probability)),
                toQt(base::formatNumber(entry->expectedUses)),
                figures()->isCounted ? toQt(base::formatCount(entry->plannedUses))
                                     : tr("not counted"));
    return {};
}

QString shapeText(const media::ItemSpec& item)
{
    if (item.format == media::Format::file)
        return PoolModel::tr("from a file");
    if (item.modality == base::Modality::audio)
        return toQt(base::formatSeconds(item.seconds));
    const QString size = QStringLiteral("%1 \u00d7 %2").arg(item.width).arg(item.height);
    return item.modality == base::Modality::video
        ? PoolModel::tr("%1, %2 frames").arg(size).arg(item.frames)
        : size;
}

} // namespace poolscope::gui
