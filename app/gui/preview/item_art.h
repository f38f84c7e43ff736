// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/media/spec.h"

#include <QColor>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace poolscope::gui {

/// The colour of an item: its modality's hue, varied so that the same item is the same colour
/// wherever it recurs and neighbours differ.
QColor colorOf(const media::ItemSpec& item);

/// Size of an item's picture in a row of the given height: its shape, within reason.
QSizeF pictureSize(const media::ItemSpec& item, double height);

/// Paints an item: its picture, or while that is on its way its colour and number, with a thin edge
/// in its colour.
void paintItem(
    QPainter& painter, const QRectF& place, const media::ItemSpec& item, const QPixmap& picture);

/// "3", or "fresh" for bytes made for one request.
QString itemName(const media::ItemSpec& item);

} // namespace poolscope::gui
