// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/session.h"

#include <QAbstractTableModel>
#include <QWidget>

#include <vector>

class QTableView;

namespace poolscope::gui {

/// The explicit weights of a pool: index, weight, share. Editing emits; the model shows what comes
/// back with the next Snapshot.
class WeightsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { indexColumn, weightColumn, shareColumn };

    using QAbstractTableModel::QAbstractTableModel;

    void setEntries(const std::vector<config::IndexWeight>& entries);
    const std::vector<config::IndexWeight>& entries() const { return m_entries; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& place, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& place) const override;
    bool setData(const QModelIndex& place, const QVariant& value, int role) override;

signals:
    void indexEdited(int row, qint64 value);
    void weightEdited(int row, double value);

private:
    std::vector<config::IndexWeight> m_entries;
    double m_total = 0;
};

/// The table with its buttons. `root` is the place of the list.
class WeightsTable : public QWidget {
    Q_OBJECT

public:
    explicit WeightsTable(config::Path root, QWidget* parent = nullptr);

    void setPool(const config::Pool& pool);
    WeightsModel* model() { return &m_model; }

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const QString& mergeKey);

private:
    void add();
    void removeSelected();

    config::Path m_root;
    std::int64_t m_poolSize = 1;
    WeightsModel m_model;
    QTableView* m_view;
};

} // namespace poolscope::gui
