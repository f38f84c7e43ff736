// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/line_diff.h"

#include <QAbstractListModel>
#include <QString>

#include <string>
#include <vector>

namespace poolscope::gui {

/// Two texts compared line by line. Belongs to no thread until it is given to the model.
struct Comparison {
    std::string before;
    std::string after;
    std::vector<base::LineRun> runs;
};

Comparison compared(std::string before, std::string after);

/// The lines of both texts in one list: what is the same once, what differs from both.
class CompareModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        kindRole = Qt::UserRole, ///< base::LineRun::Kind as int
        beforeRole, ///< number of the line in the text before, from 1; none for added lines
        afterRole, ///< the same in the text after
    };

    using QAbstractListModel::QAbstractListModel;

    void setComparison(Comparison comparison);
    /// The first rows of the places where the texts differ.
    const std::vector<int>& differences() const { return m_differences; }
    /// Of the longest line, for the width of the list.
    int longestRow() const { return m_longestRow; }
    int lineCount() const { return m_lineCount; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        std::size_t run = 0;
        std::size_t line = 0; ///< in its run
    };

    QString textOf(const Row& row) const;

    Comparison m_comparison;
    std::vector<std::string_view> m_before;
    std::vector<std::string_view> m_after;
    std::vector<Row> m_rows;
    std::vector<int> m_differences;
    int m_longestRow = 0;
    int m_lineCount = 0; ///< of the longer text
};

} // namespace poolscope::gui
