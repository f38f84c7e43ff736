// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/request_painter.h"

#include "app/gui/preview/item_art.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace poolscope::gui {

namespace {

constexpr int numberWidth = 40;
constexpr int sizeWidth = 72;
constexpr int gap = 4;
constexpr int pictureHeight = 30;
constexpr double minChip = 26;

qsizetype wordsIn(const std::string& text)
{
    if (text.find_first_not_of(' ') == std::string::npos)
        return 0;
    return 1 + std::count(text.begin() + 1, text.end() - 1, ' ');
}

/// Widths of the blocks: pictures as they are, text in proportion to its words in what is left.
std::vector<double> widthsOf(const RequestView& view, double available)
{
    std::vector<double> widths;
    double fixed = 0;
    double words = 0;
    for (const auto& block : view.blocks) {
        widths.push_back(block.isText() ? 0 : pictureSize(*block.item, pictureHeight).width());
        fixed += widths.back() + gap;
        if (block.isText())
            words += static_cast<double>(std::max<qsizetype>(1, wordsIn(block.text)));
    }
    const double room = std::max(0.0, available - fixed);
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (view.blocks[i].isText())
            widths[i] = std::max(minChip,
                room * static_cast<double>(std::max<qsizetype>(1, wordsIn(view.blocks[i].text)))
                    / std::max(1.0, words));
    return widths;
}

} // namespace

RequestPainter::RequestPainter(Thumbnails& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_thumbnails(thumbnails)
{
}

QSize RequestPainter::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return { 240, rowHeight };
}

void RequestPainter::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& place) const
{
    painter->fillRect(
        option.rect, option.state & QStyle::State_Selected ? theme().wash : theme().panel);
    const auto* model = qobject_cast<const RequestsModel*>(place.model());
    if (const RequestView* view = model ? model->view(place.row()) : nullptr)
        paintStrip(*painter, option.rect.adjusted(0, 0, -grid, 0), *view);
}

void RequestPainter::paintStrip(
    QPainter& painter, const QRect& place, const RequestView& view) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontOf(TextSize::caption));
    painter.setPen(theme().dim);
    painter.drawText(QRect(place.left(), place.top(), numberWidth - grid, place.height()),
        Qt::AlignRight | Qt::AlignVCenter, QString::number(view.request.index));
    painter.drawText(
        place, Qt::AlignRight | Qt::AlignVCenter, toQt(base::formatBytes(view.bodyBytes)));

    const QRectF room(place.left() + numberWidth, place.top(),
        place.width() - numberWidth - sizeWidth, place.height());
    painter.setClipRect(room);
    const double top = room.center().y() - pictureHeight / 2.0;
    const auto widths = widthsOf(view, room.width());
    double x = room.left();
    for (std::size_t i = 0; i < widths.size() && x < room.right(); ++i) {
        const auto& block = view.blocks[i];
        const QRectF box(x, top, widths[i], pictureHeight);
        x += widths[i] + gap;
        if (!block.isText()) {
            const QSize size = box.size().toSize();
            paintItem(painter, box, *block.item,
                m_thumbnails.find(*block.item, size, painter.device()->devicePixelRatioF()));
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().isDark ? theme().line : theme().window);
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(theme().dim);
        const QString words = tr("%1 tok").arg(wordsIn(block.text));
        const QFontMetrics metrics(painter.font());
        if (metrics.horizontalAdvance(words) + grid <= box.width())
            painter.drawText(box.adjusted(grid, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
        else
            painter.drawText(box, Qt::AlignCenter, QString::number(wordsIn(block.text)));
    }
    painter.restore();
}

} // namespace poolscope::gui
