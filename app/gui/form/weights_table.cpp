// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/weights_table.h"

#include "app/gui/form/values.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace poolscope::gui {

namespace {

constexpr int columns = 3;
constexpr int visibleRows = 7;

} // namespace

void WeightsModel::setEntries(const std::vector<config::IndexWeight>& entries)
{
    if (entries == m_entries)
        return;
    const bool isSameShape = entries.size() == m_entries.size();
    if (!isSameShape)
        beginResetModel();
    m_entries = entries;
    m_total = 0;
    for (const auto& entry : m_entries)
        m_total += entry.weight;
    if (!isSameShape)
        endResetModel();
    else if (!m_entries.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int WeightsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int WeightsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant WeightsModel::data(const QModelIndex& place, int role) const
{
    if (!place.isValid())
        return {};
    const auto& entry = m_entries[static_cast<std::size_t>(place.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (place.column()) {
    case indexColumn:
        return QVariant::fromValue<qlonglong>(entry.index);
    case weightColumn:
        return role == Qt::EditRole ? QVariant(entry.weight)
                                    : QVariant(QString::number(entry.weight, 'g', 6));
    case shareColumn:
        return m_total > 0 ? toQt(base::formatShare(entry.weight / m_total)) : QString();
    default:
        return {};
    }
}

QVariant WeightsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case indexColumn:
        return tr("Item");
    case weightColumn:
        return tr("Weight");
    default:
        return tr("Share");
    }
}

Qt::ItemFlags WeightsModel::flags(const QModelIndex& place) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(place);
    if (!place.isValid())
        return flags;
    return place.column() == shareColumn ? flags : flags | Qt::ItemIsEditable;
}

bool WeightsModel::setData(const QModelIndex& place, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !place.isValid())
        return false;
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!isNumber || number < 0)
        return false;
    if (place.column() == indexColumn)
        emit indexEdited(place.row(), static_cast<qint64>(number));
    else
        emit weightEdited(place.row(), number);
    return true;
}

WeightsTable::WeightsTable(config::Path root, QWidget* parent)
    : QWidget(parent)
    , m_root(std::move(root))
    , m_view(new QTableView(this))
{
    m_view->setModel(&m_model);
    m_view->setObjectName(QStringLiteral("weights"));
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(24);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setShowGrid(false);
    m_view->setFixedHeight(24 * (visibleRows + 1) + 8);
    m_view->setMaximumWidth(360);
    setFocusProxy(m_view);
    setProperty("parts", QStringList{ "index", "weight" });
    auto* addButton = new QPushButton(tr("+ Add"), this);
    addButton->setProperty("role", "link");
    auto* removeButton = new QPushButton(tr("Remove"), this);
    removeButton->setProperty("role", "link");
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(addButton);
    buttons->addWidget(removeButton);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_view);
    layout->addLayout(buttons);
    connect(addButton, &QPushButton::clicked, this, &WeightsTable::add);
    connect(removeButton, &QPushButton::clicked, this, &WeightsTable::removeSelected);
    connect(&m_model, &WeightsModel::indexEdited, this, [this](int row, qint64 value) {
        emit editRequested({ { config::child(config::child(m_root, std::to_string(row)), "index"),
                               std::int64_t{ value } } },
            tr("Change Item"), {});
    });
    connect(&m_model, &WeightsModel::weightEdited, this, [this](int row, double value) {
        emit editRequested({ { config::child(config::child(m_root, std::to_string(row)), "weight"),
                               numberValue(value) } },
            tr("Change Weight"), QStringLiteral("weight%1").arg(row));
    });
}

void WeightsTable::setPool(const config::Pool& pool)
{
    m_poolSize = pool.size;
    const auto* weights = std::get_if<config::WeightsSampling>(&pool.sampling.law);
    m_model.setEntries(weights ? weights->entries : std::vector<config::IndexWeight>());
}

/// The first item that has no weight yet.
void WeightsTable::add()
{
    std::set<std::int64_t> used;
    for (const auto& entry : m_model.entries())
        used.insert(entry.index);
    std::int64_t next = 0;
    while (used.contains(next))
        ++next;
    if (next >= m_poolSize)
        return;
    const config::Value entry = config::Value::Map{ { "index", next }, { "weight", 1 } };
    emit editRequested({ { config::child(m_root, std::to_string(m_model.rowCount())), entry } },
        tr("Add Weight"), {});
}

void WeightsTable::removeSelected()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (rows.isEmpty() || rows.size() == m_model.rowCount())
        return;
    std::sort(rows.begin(), rows.end(),
        [](const QModelIndex& a, const QModelIndex& b) { return a.row() > b.row(); });
    std::vector<FieldEdit> edits;
    for (const QModelIndex& row : rows)
        edits.push_back({ config::child(m_root, std::to_string(row.row())), {} });
    emit editRequested(edits, tr("Remove Weight"), {});
}

} // namespace poolscope::gui
