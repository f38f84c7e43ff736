// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/item_art.h"

#include "app/gui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

QColor colorOf(const media::ItemSpec& item)
{
    const QColor hue = theme().hue(item.modality);
    // Golden-ratio steps around the hue, and in lightness, never leave it.
    const double turn
        = std::fmod(static_cast<double>(item.item % 100000) * 0.618033988749895, 1.0) - 0.5;
    const float h = hue.hslHueF() + static_cast<float>(0.12 * turn);
    const float lightness = std::clamp(
        hue.lightnessF() + static_cast<float>(0.22 * std::sin(turn * 17)), 0.32F, 0.72F);
    return QColor::fromHslF(h - std::floor(h), hue.hslSaturationF(), lightness);
}

QSizeF pictureSize(const media::ItemSpec& item, double height)
{
    double ratio = 16.0 / 9;
    if (item.width > 0 && item.height > 0)
        ratio = std::clamp(static_cast<double>(item.width) / item.height, 0.6, 1.9);
    return { std::round(height * ratio), height };
}

void paintItem(
    QPainter& painter, const QRectF& place, const media::ItemSpec& item, const QPixmap& picture)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath shape;
    shape.addRoundedRect(place, 3, 3);
    painter.setClipPath(shape);
    const QColor color = colorOf(item);
    const QSizeF size = picture.isNull() ? QSizeF() : picture.deviceIndependentSize();
    if (size.width() > 1) {
        const double scale = std::max(place.width() / size.width(), place.height() / size.height());
        const QSizeF scaled = size * scale;
        painter.drawPixmap(
            QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled),
            picture, QRectF(picture.rect()));
    } else {
        painter.fillRect(place, color);
        painter.setPen(color.lightnessF() > 0.6F ? QColor(Qt::black) : QColor(Qt::white));
        painter.setFont(fontOf(TextSize::caption, QFont::DemiBold));
        painter.drawText(place, Qt::AlignCenter, itemName(item));
    }
    painter.setClipping(false);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.restore();
}

QString itemName(const media::ItemSpec& item)
{
    return item.side == media::Side::fresh ? QCoreApplication::translate("ItemArt", "fresh")
                                           : QString::number(item.item);
}

} // namespace poolscope::gui
