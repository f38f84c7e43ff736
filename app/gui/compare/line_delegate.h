// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace poolscope::gui {

class CompareModel;

/// A line of a comparison: both line numbers, the sign, the text. Removed and added lines have a
/// ground of their colour as well.
class LineDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    LineDelegate(const CompareModel& model, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int numberWidth(const QFontMetrics& metrics) const;

    const CompareModel& m_model;
};

} // namespace poolscope::gui
