// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/cache_chooser.h"

#include "app/gui/qt.h"
#include "app/gui/reuse/capacity_field.h"
#include "app/gui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

using reuse::CacheRouting;
using reuse::CacheUnit;

constexpr int mostReplicas = 1000;

} // namespace

CacheChooser::CacheChooser(QWidget* parent)
    : QWidget(parent)
    , m_entry(new QComboBox(this))
    , m_unit(new QComboBox(this))
    , m_capacity(new CapacityField(this))
    , m_replicas(new QSpinBox(this))
    , m_routing(new QComboBox(this))
    , m_rows(new QVBoxLayout(this))
    , m_first(new QHBoxLayout)
    , m_third(new QHBoxLayout)
{
    setObjectName(QStringLiteral("cacheChooser"));
    m_capacity->setObjectName(QStringLiteral("capacityField"));
    addEntries();
    m_unit->setObjectName(QStringLiteral("capacityUnit"));
    m_unit->setAccessibleName(tr("Unit of the capacity"));
    m_replicas->setObjectName(QStringLiteral("replicas"));
    m_replicas->setAccessibleName(tr("Replicas"));
    m_replicas->setToolTip(tr("Servers with a cache each; the capacity is that of one."));
    m_replicas->setRange(1, mostReplicas);
    m_replicas->setKeyboardTracking(false);
    m_replicas->setFixedWidth(64);
    m_routing->setObjectName(QStringLiteral("routing"));
    m_routing->setAccessibleName(tr("Routing"));
    m_routing->addItem(tr("round robin"));
    m_routing->addItem(tr("by content"));
    m_routing->setItemData(0, tr("Requests go to the replicas in turn."), Qt::ToolTipRole);
    m_routing->setItemData(
        1, tr("A request goes to the replica that its first item hashes to."), Qt::ToolTipRole);

    auto* count = new QLabel(tr("Replicas"), this);
    count->setProperty("tone", "dim");
    count->setBuddy(m_replicas);
    m_third->setSpacing(grid);
    m_third->addWidget(count);
    m_third->addWidget(m_replicas);
    m_third->addWidget(m_routing);
    m_first->setSpacing(grid);
    m_first->addWidget(m_entry, 1);
    m_first->addWidget(m_unit);
    m_first->addLayout(m_third);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(grid / 2);
    m_rows->addLayout(m_first);
    m_rows->addWidget(m_capacity);

    connect(m_entry, &QComboBox::activated, this,
        [this] { choose(withEntry(m_choice, toStd(m_entry->currentData().toString()))); });
    connect(m_unit, &QComboBox::activated, this, [this] {
        const auto unit = static_cast<CacheUnit>(m_unit->currentData().toInt());
        if (unit != m_choice.spec.unit)
            choose(withUnit(m_choice, unit));
    });
    connect(m_capacity, &CapacityField::edited, this, [this](quint64 capacity) {
        m_choice.spec.capacity = capacity;
        emit chosen();
    });
    connect(m_replicas, &QSpinBox::valueChanged, this, [this](int replicas) {
        m_choice.spec.replicas = static_cast<std::uint32_t>(replicas);
        choose(m_choice);
    });
    connect(m_routing, &QComboBox::activated, this, [this](int routing) {
        m_choice.spec.routing = routing == 1 ? CacheRouting::affinity : CacheRouting::roundRobin;
        emit chosen();
    });
}

void CacheChooser::addEntries()
{
    m_entry->setObjectName(QStringLiteral("cache"));
    m_entry->setAccessibleName(tr("Cache"));
    m_entry->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_entry->setMinimumContentsLength(12);
    m_entry->setMaxVisibleItems(static_cast<int>(cacheEntries().size()) + 1);
    bool wasPreset = true;
    for (const CacheEntry& entry : cacheEntries()) {
        if (wasPreset && !entry.isPreset)
            m_entry->insertSeparator(m_entry->count());
        wasPreset = entry.isPreset;
        m_entry->addItem(entry.title, toQt(entry.name));
        m_entry->setItemData(m_entry->count() - 1, entry.toolTip, Qt::ToolTipRole);
    }
}

/// The replicas get a row of their own.
void CacheChooser::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    QBoxLayout* from = isNarrow ? static_cast<QBoxLayout*>(m_first) : m_rows;
    QBoxLayout* to = isNarrow ? static_cast<QBoxLayout*>(m_rows) : m_first;
    from->removeItem(m_third);
    m_third->setParent(nullptr);
    to->addLayout(m_third);
    to->setAlignment(m_third, isNarrow ? Qt::AlignLeft : Qt::Alignment());
}

void CacheChooser::setChoice(const CacheChoice& choice)
{
    m_choice = choice;
    const int row = m_entry->findData(toQt(choice.name));
    m_entry->setCurrentIndex(row);
    m_entry->setToolTip(m_entry->itemData(row, Qt::ToolTipRole).toString());
    const auto units = unitsOf(choice.name);
    m_unit->clear();
    for (const CacheUnit unit : units)
        m_unit->addItem(unit == CacheUnit::bytes ? tr("bytes")
                : unit == CacheUnit::items       ? tr("items")
                                                 : tr("tokens"),
            static_cast<int>(unit));
    if (units.empty())
        m_unit->addItem(tr("no capacity"));
    else
        m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(choice.spec.unit)));
    m_unit->setEnabled(units.size() > 1);
    m_capacity->setEnabled(!units.empty());
    if (!units.empty())
        m_capacity->setCapacity(choice.spec.unit, choice.spec.capacity);
    const QSignalBlocker quiet(m_replicas);
    m_replicas->setValue(static_cast<int>(choice.spec.replicas));
    m_routing->setCurrentIndex(choice.spec.routing == CacheRouting::affinity ? 1 : 0);
    m_routing->setEnabled(choice.spec.replicas > 1);
}

void CacheChooser::choose(const CacheChoice& choice)
{
    setChoice(choice);
    emit chosen();
}

void CacheChooser::chooseCapacity(double capacity)
{
    if (unitsOf(m_choice.name).empty())
        return;
    CacheChoice next = m_choice;
    next.spec.capacity = static_cast<std::uint64_t>(std::max(1.0, std::round(capacity)));
    choose(next);
}

} // namespace poolscope::gui
