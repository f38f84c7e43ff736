// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/complete.h"

#include <QAbstractListModel>
#include <QFont>
#include <QStyledItemDelegate>

#include <vector>

namespace poolscope::gui {

/// What may be written at the cursor, best first.
class CandidateModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { helpRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    void setCandidates(std::vector<config::Candidate> candidates);
    const config::Candidate* candidate(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;

private:
    std::vector<config::Candidate> m_candidates;
};

/// Paints a candidate on one line.
class CandidateDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTyped(const QString& typed) { m_typed = typed; }
    /// Takes the widths from the candidates; `font` is that of the names.
    void measure(const CandidateModel& model, const QFont& font);
    int neededWidth() const;
    int rowHeight() const { return m_rowHeight; }
    /// Where names begin.
    int nameLeft() const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& place) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& place) const override;

private:
    QString m_typed;
    QFont m_font;
    int m_nameWidth = 0;
    int m_helpWidth = 0;
    int m_rowHeight = 0;
};

} // namespace poolscope::gui
