// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/requests_model.h"

#include "app/gui/preview/item_art.h"
#include "app/gui/qt.h"

#include <algorithm>

namespace poolscope::gui {

namespace {

double bodyBytesOf(const RequestView& view)
{
    constexpr double frame = 240;
    double bytes = frame;
    for (const auto& block : view.blocks)
        bytes += block.isText() ? static_cast<double>(block.text.size())
                                : static_cast<double>(media::estimatedBytes(*block.item)) * 4 / 3
                / std::max(1.0,
                    block.item->format == media::Format::pngFrames
                            || block.item->format == media::Format::jpegFrames
                        ? static_cast<double>(block.item->frames)
                        : 1.0);
    return bytes;
}

} // namespace

void RequestsModel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    const bool isSameShape = m_snapshot && snapshot && total() > 0
        && m_snapshot->requests == snapshot->requests && m_snapshot->plan && snapshot->plan;
    if (!isSameShape)
        beginResetModel();
    m_snapshot = snapshot;
    m_views.clear();
    if (!isSameShape) {
        m_first = 0;
        endResetModel();
    } else if (rowCount() > 0) {
        emit dataChanged(index(0), index(rowCount() - 1));
    }
}

void RequestsModel::setFirst(quint64 first)
{
    beginResetModel();
    m_first = std::min(first, total() > 0 ? total() - 1 : 0);
    endResetModel();
}

quint64 RequestsModel::total() const
{
    return m_snapshot && m_snapshot->plan ? m_snapshot->requests : 0;
}

int RequestsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid()
        ? 0
        : static_cast<int>(std::min<quint64>(total() - std::min(m_first, total()), maxRows));
}

const RequestView* RequestsModel::view(int row) const
{
    if (!m_snapshot || !m_snapshot->plan)
        return nullptr;
    const quint64 request = m_first + static_cast<quint64>(row);
    if (RequestView* known = m_views.object(request))
        return known;
    auto* made = new RequestView;
    made->request = m_snapshot->plan->request(request);
    if (made->request.isMultimodal())
        made->blocks = wire::contentOf(made->request);
    else
        made->blocks = { { wire::promptOf(made->request), {}, 0 } };
    made->bodyBytes = bodyBytesOf(*made);
    m_views.insert(request, made);
    return made;
}

QVariant RequestsModel::data(const QModelIndex& place, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const RequestView* request = view(place.row());
    if (!request)
        return {};
    QStringList parts;
    for (const auto& block : request->blocks)
        parts << (block.isText()
                ? tr("text")
                : tr("%1 %2").arg(toQt(base::name(block.item->modality)), itemName(*block.item)));
    return tr("Request %1: %2").arg(request->request.index).arg(parts.join(QStringLiteral(", ")));
}

} // namespace poolscope::gui
