// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/pool_painter.h"

#include "app/gui/preview/item_art.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QPainter>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int margin = 5;

int lineHeight()
{
    return QFontMetrics(fontOf(TextSize::caption)).height();
}

} // namespace

PoolPainter::PoolPainter(Thumbnails& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_thumbnails(thumbnails)
{
}

void PoolPainter::setRowWidth(int width)
{
    const int columns = std::max(1, width / (leastPictureWidth + 2 * margin));
    m_pictureWidth = std::max(leastPictureWidth, width / columns - 2 * margin);
}

QSize PoolPainter::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int pictureHeight = m_pictureWidth * 9 / 16;
    return { m_pictureWidth + 2 * margin, pictureHeight + 2 * lineHeight() + 3 * margin };
}

void PoolPainter::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& place) const
{
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme().wash);
    if (const auto* model = qobject_cast<const PoolModel*>(place.model()))
        paintCell(
            *painter, option.rect.adjusted(margin, margin, -margin, -margin), *model, place.row());
}

void PoolPainter::paintCell(
    QPainter& painter, const QRect& cell, const PoolModel& model, int row) const
{
    const snapshot::HotItem* hot = model.hot(row);
    if (!hot)
        return;
    const media::ItemSpec item = model.item(row);
    const int captions = 2 * lineHeight();
    const QRectF room(cell.left(), cell.top(), cell.width(), cell.height() - captions - 2);
    // Portrait pages stand in the middle of the cell, everything else fills it.
    const QSizeF size = pictureSize(item, room.height());
    QRectF picture = room;
    if (size.width() < room.width() * 0.8)
        picture
            = QRectF(room.center().x() - size.width() / 2, room.top(), size.width(), room.height());
    paintItem(painter, picture, item,
        m_thumbnails.find(item, picture.size().toSize(), painter.device()->devicePixelRatioF()));
    painter.setFont(fontOf(TextSize::caption));
    const QRect text(cell.left(), cell.bottom() - captions + 1, cell.width(), captions);
    painter.setPen(theme().ink);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, toQt(base::formatShare(hot->probability)));
    painter.setPen(theme().dim);
    const QString uses = model.figures()->isCounted
        ? tr("%1 uses").arg(toQt(base::formatCount(hot->plannedUses)))
        : tr("\u2248 %1 uses").arg(toQt(base::formatNumber(hot->expectedUses)));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom, uses);
}

} // namespace poolscope::gui
