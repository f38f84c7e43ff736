// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/map_editor.h"

#include "app/gui/form/settings/setting_row.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

std::vector<std::string> keysAt(const snapshot::Snapshot& snapshot, config::NodeId node)
{
    std::vector<std::string> keys;
    if (node != config::noNode)
        for (const config::Entry* entry : snapshot.config.tree.visibleEntries(node))
            keys.push_back(entry->key);
    return keys;
}

} // namespace

MapEditor::MapEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_count(new ElidedLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_count, 1);
}

SettingEditor* MapEditor::makeBody(QWidget* parent)
{
    return new MapBody(setting(), parent);
}

void MapEditor::showSetting()
{
    const std::size_t count = keysAt(*snapshot(), node()).size();
    m_count->setText(!isSet() ? tr("not set")
            : count == 1      ? tr("1 entry")
                              : tr("%1 entries").arg(count));
}

MapBody::MapBody(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_column(new QVBoxLayout(this))
    , m_newKey(new QLineEdit(this))
{
    m_newKey->setPlaceholderText(tr("new key"));
    m_newKey->setAccessibleName(tr("New key of %1").arg(setting.key()));
    m_newKey->setObjectName(QStringLiteral("newKey"));
    m_newKey->setMinimumWidth(64);
    m_newKey->setMaximumWidth(grid * 22);
    auto* add = new QPushButton(tr("+ Add"), this);
    add->setProperty("role", "link");
    add->setAccessibleName(tr("Add to %1").arg(setting.key()));
    connect(add, &QPushButton::clicked, this, &MapBody::add);
    connect(m_newKey, &QLineEdit::returnPressed, this, &MapBody::add);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(grid * 2, 0, 0, 0);
    line->setSpacing(grid);
    line->addWidget(m_newKey);
    line->addWidget(add);
    line->addStretch(1);
    m_column->setContentsMargins(0, 0, 0, grid / 2);
    m_column->setSpacing(grid / 2);
    m_column->addLayout(line);
    setFocusProxy(m_newKey);
}

void MapBody::add()
{
    const std::string key = toStd(m_newKey->text().trimmed());
    const auto keys = keysAt(*snapshot(), node());
    if (key.empty())
        return;
    m_newKey->clear();
    m_added = key;
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
        emit editRequested({ { config::child(setting().place, key),
                               starterOf(setting().forms.front().items.front()) } },
            tr("Add to %1").arg(setting().key()), {});
}

void MapBody::showSetting()
{
    const auto keys = keysAt(*snapshot(), node());
    const bool isSame = keys.size() == m_rows.size()
        && std::equal(
            keys.begin(), keys.end(), m_rows.begin(), [](const std::string& key, SettingRow* row) {
                return row->setting().place.back() == key;
            });
    if (!isSame) {
        for (SettingRow* row : m_rows)
            row->deleteLater();
        m_rows.clear();
        for (const std::string& key : keys) {
            auto* row = new SettingRow(
                entryOf(config::child(setting().place, key), setting().forms.front().items),
                depthIn(this), this);
            adopt(row);
            m_column->insertWidget(static_cast<int>(m_rows.size()), row);
            m_rows.push_back(row);
        }
        orderTabsSoon(this);
    }
    for (SettingRow* row : m_rows)
        row->setSnapshot(snapshot());
    if (!m_added.empty()) {
        QWidget* control = open(config::child(setting().place, m_added));
        m_added.clear();
        control->setFocus(Qt::OtherFocusReason);
    }
}

QWidget* MapBody::open(const config::Path& path)
{
    const std::size_t depth = setting().place.size();
    for (SettingRow* row : m_rows)
        if (path.size() > depth && row->setting().place.back() == path[depth])
            return row->open(path);
    return m_newKey;
}

} // namespace poolscope::gui
