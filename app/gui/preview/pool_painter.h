// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/pool_model.h"

#include <QStyledItemDelegate>

namespace poolscope::gui {

class Thumbnails;

/// Paints an item of a pool: its picture, and below it the probability and the uses.
class PoolPainter : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int leastPictureWidth = 104;

    PoolPainter(Thumbnails& thumbnails, QObject* parent = nullptr);

    /// Cells of which as many as possible fill a row of this width.
    void setRowWidth(int width);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& place) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& place) const override;
    /// One item in a cell of this size; the captions take what they need at its foot.
    void paintCell(QPainter& painter, const QRect& cell, const PoolModel& model, int row) const;

private:
    Thumbnails& m_thumbnails;
    int m_pictureWidth = leastPictureWidth;
};

} // namespace poolscope::gui
