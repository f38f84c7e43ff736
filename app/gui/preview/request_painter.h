// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/requests_model.h"

#include <QRect>
#include <QStyledItemDelegate>

class QPainter;

namespace poolscope::gui {

class Thumbnails;

/// Paints a request as a strip: its number, text as chips, items as pictures at their places, and
/// its size. Serves the short list and the long one.
class RequestPainter : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int rowHeight = 40;

    RequestPainter(Thumbnails& thumbnails, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& place) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& place) const override;
    void paintStrip(QPainter& painter, const QRect& place, const RequestView& view) const;

private:
    Thumbnails& m_thumbnails;
};

} // namespace poolscope::gui
