// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/settings_list.h"

#include "app/gui/form/settings/setting_row.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace poolscope::gui {

namespace {

/// Keys of others' forks: they stay in the text as they are.
std::span<const config::Form> keptForm()
{
    static constexpr std::array<config::Form, 1> kept{ config::Form{} };
    return kept;
}

} // namespace

SettingsList::SettingsList(const config::Path& place, const config::Block& block, int depth,
    std::vector<std::string> keys, QWidget* parent)
    : SettingEditor(entryOf(place, {}), parent)
    , m_block(block)
    , m_depth(depth)
    , m_isWhole(keys.empty())
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, depth > 0 ? grid / 2 : 0);
    m_column->setSpacing(grid / 2);
    for (const config::Field& field : block.fields) {
        const bool isWanted
            = m_isWhole || std::find(keys.begin(), keys.end(), field.key) != keys.end();
        if (isWanted)
            m_fields.push_back(&field);
    }
    makeSomeRows();
}

void SettingsList::makeSomeRows()
{
    constexpr std::size_t atOnce = 14;
    const std::size_t until = std::min(m_fields.size(), m_rows.size() + atOnce);
    while (m_rows.size() < until) {
        const config::Field& field = *m_fields[m_rows.size()];
        SettingRow* row = makeRow(field, field.key);
        m_column->insertWidget(m_column->count() - static_cast<int>(m_unknown.size()), row);
        m_rows.push_back(row);
        if (snapshot())
            row->setSnapshot(snapshot());
    }
    if (snapshot())
        orderTabsSoon(this);
    if (m_rows.size() < m_fields.size())
        QTimer::singleShot(0, this, &SettingsList::makeSomeRows);
}

void SettingsList::makeAllRows()
{
    while (m_rows.size() < m_fields.size())
        makeSomeRows();
}

SettingRow* SettingsList::makeRow(const config::Field& field, std::string_view key)
{
    auto* row
        = new SettingRow(settingOf(config::child(setting().place, key), field), m_depth, this);
    adopt(row);
    return row;
}

/// A key under its other name is edited where it stands.
void SettingsList::followAliases()
{
    for (SettingRow*& row : m_rows) {
        const config::Field& field = *row->setting().field;
        if (field.alias.empty())
            continue;
        const std::string key
            = placeNow(*snapshot(), config::child(setting().place, field.key)).back();
        if (row->setting().place.back() == key)
            continue;
        SettingRow* next = makeRow(field, key);
        delete m_column->replaceWidget(row, next);
        row->deleteLater();
        row = next;
        orderTabsSoon(this);
    }
}

void SettingsList::showSetting()
{
    followAliases();
    for (SettingRow* row : m_rows)
        row->setSnapshot(snapshot());
    if (m_isWhole)
        showUnknown();
}

void SettingsList::showUnknown()
{
    std::vector<config::Path> unknown;
    const config::Tree& tree = snapshot()->config.tree;
    if (isSet())
        for (const config::Entry* entry : tree.visibleEntries(node()))
            if (!m_block.find(entry->key))
                unknown.push_back(config::child(setting().place, entry->key));
    const bool isSame = unknown.size() == m_unknown.size()
        && std::equal(unknown.begin(), unknown.end(), m_unknown.begin(),
            [](const config::Path& path, SettingRow* row) { return row->setting().place == path; });
    if (!isSame) {
        for (SettingRow* row : m_unknown)
            row->deleteLater();
        m_unknown.clear();
        for (const config::Path& path : unknown) {
            m_unknown.push_back(new SettingRow(entryOf(path, keptForm()), m_depth, this));
            adopt(m_unknown.back());
            m_column->addWidget(m_unknown.back());
        }
        orderTabsSoon(this);
    }
    for (SettingRow* row : m_unknown)
        row->setSnapshot(snapshot());
}

bool SettingsList::has(std::string_view key) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
        [&](const config::Field* field) { return field->key == key; });
}

QWidget* SettingsList::open(const config::Path& path)
{
    makeAllRows();
    const std::size_t depth = setting().place.size();
    if (path.size() <= depth)
        return m_rows.empty() ? nullptr : m_rows.front()->open(path);
    for (const auto* rows : { &m_rows, &m_unknown })
        for (SettingRow* row : *rows)
            if (row->setting().place.back() == path[depth]
                || (row->setting().field && m_block.find(path[depth]) == row->setting().field))
                return row->open(path);
    return nullptr;
}

SettingsSection::SettingsSection(const QString& title, const config::Path& place,
    const config::Block& block, std::vector<std::string> keys, QWidget* parent)
    : SettingEditor(entryOf(place, {}), parent)
    , m_title(title)
    , m_block(block)
    , m_keys(std::move(keys))
    , m_fold(new QPushButton(this))
    , m_column(new QVBoxLayout(this))
{
    m_fold->setProperty("role", "fold");
    m_fold->setObjectName(QStringLiteral("allSettings"));
    m_fold->setAccessibleName(title);
    connect(m_fold, &QPushButton::clicked, this, [this] { setOpen(!m_isOpen); });
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid / 2);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(dotWidth, 0, 0, 0);
    line->addWidget(m_fold, 0, Qt::AlignLeft);
    m_column->addLayout(line);
}

void SettingsSection::showSetting()
{
    showTitle();
    if (m_list && m_isOpen)
        m_list->setSnapshot(snapshot());
}

void SettingsSection::showTitle()
{
    const auto count = std::count_if(m_keys.begin(), m_keys.end(), [&](const std::string& key) {
        return snapshot()
            && nodeAt(*snapshot(), config::child(setting().place, key)) != config::noNode;
    });
    const QString arrow = m_isOpen ? QStringLiteral("\u25be ") : QStringLiteral("\u25b8 ");
    m_fold->setText(arrow + (count > 0 ? tr("%1 (%2 set)").arg(m_title).arg(count) : m_title));
    m_fold->setAccessibleDescription(m_isOpen ? tr("unfolded") : tr("folded"));
}

void SettingsSection::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    showTitle();
    if (m_isOpen && !m_list) {
        m_list = new SettingsList(setting().place, m_block, 0, m_keys, this);
        adopt(m_list);
        m_column->addWidget(m_list);
        orderTabsSoon(this);
    }
    if (!m_list)
        return;
    m_list->setVisible(m_isOpen);
    if (m_isOpen && snapshot())
        m_list->setSnapshot(snapshot());
}

bool SettingsSection::has(const config::Path& path) const
{
    const std::size_t depth = setting().place.size();
    if (path.size() <= depth
        || !std::equal(setting().place.begin(), setting().place.end(), path.begin()))
        return false;
    const config::Field* field = m_block.find(path[depth]);
    return field && std::find(m_keys.begin(), m_keys.end(), field->key) != m_keys.end();
}

QWidget* SettingsSection::open(const config::Path& path)
{
    if (!m_isOpen)
        setOpen(true);
    return m_list->open(path);
}

} // namespace poolscope::gui
