// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/entries_editor.h"

#include "app/gui/form/settings/setting_row.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/widgets/theme.h"
#include "core/config/path.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr std::size_t maxEntries = 32;

std::size_t entriesAt(const snapshot::Snapshot& snapshot, const config::Path& place)
{
    const config::NodeId node = nodeAt(snapshot, place);
    const bool isList = node != config::noNode
        && snapshot.config.tree.node(node).kind == config::NodeKind::sequence;
    return isList ? snapshot.config.tree.node(node).entries.size() : 0;
}

} // namespace

EntriesEditor::EntriesEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_count(new ElidedLabel(this))
    , m_add(new QPushButton(tr("+ Add"), this))
{
    m_add->setProperty("role", "link");
    m_add->setObjectName(QStringLiteral("add"));
    m_add->setAccessibleName(tr("Add to %1").arg(setting.key()));
    connect(m_add, &QPushButton::clicked, this, &EntriesEditor::add);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_count, 1);
    m_add->setFixedHeight(lineHeight);
    layout->addWidget(m_add);
    setFocusProxy(m_add);
}

std::size_t EntriesEditor::count() const
{
    return entriesAt(*snapshot(), setting().place);
}

void EntriesEditor::add()
{
    const config::Form& item = formsNow(*snapshot(), setting()).front().items.front();
    const QString label = tr("Add to %1").arg(setting().key());
    if (count() == 0)
        emit editRequested(
            { { setting().place, config::Value::List{ starterOf(item) } } }, label, {});
    else
        emit editRequested(
            { { config::child(setting().place, std::to_string(count())), starterOf(item) } }, label,
            {});
}

SettingEditor* EntriesEditor::makeBody(QWidget* parent)
{
    return new EntriesBody(setting(), parent);
}

void EntriesEditor::showSetting()
{
    m_count->setText(!isSet() ? tr("not set")
            : count() == 1    ? tr("1 entry")
                              : tr("%1 entries").arg(count()));
}

EntriesBody::EntriesBody(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_column(new QVBoxLayout(this))
    , m_more(new QLabel(this))
{
    m_more->setProperty("tone", "dim");
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid / 2);
    m_column->addWidget(m_more);
}

void EntriesBody::showSetting()
{
    const auto items = formsNow(*snapshot(), setting()).front().items;
    if (m_items != items.data()) {
        for (SettingRow* row : m_rows)
            row->deleteLater();
        m_rows.clear();
        m_items = items.data();
    }
    const std::size_t all = entriesAt(*snapshot(), setting().place);
    const std::size_t count = std::min(all, maxEntries);
    while (m_rows.size() < count) {
        auto* row = new SettingRow(
            entryOf(config::child(setting().place, std::to_string(m_rows.size())), items),
            depthIn(this), this);
        adopt(row);
        m_column->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setVisible(i < count);
        if (i < count)
            m_rows[i]->setSnapshot(snapshot());
    }
    m_more->setVisible(all > count);
    m_more->setText(tr("and %1 more, in YAML").arg(all - count));
}

/// The first entry that can have a key; entries may be written in several ways.
std::size_t EntriesBody::firstWith(std::string_view key) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Setting& entry = m_rows[i]->setting();
        const int form
            = formIndex(snapshot()->config.tree, nodeAt(*snapshot(), entry.place), entry.forms);
        const config::Block* block
            = form < 0 ? nullptr : entry.forms[static_cast<std::size_t>(form)].block;
        if (block && block->find(key))
            return i;
    }
    return 0;
}

QWidget* EntriesBody::open(const config::Path& path)
{
    config::Path numbered = path;
    const std::size_t depth = setting().place.size();
    std::size_t index = 0;
    if (numbered.size() > depth) {
        const std::string part = numbered[depth];
        const bool isNumber = config::isEntryNumber(part);
        index = isNumber ? std::stoul(part) : firstWith(part);
        if (!isNumber)
            numbered.insert(
                numbered.begin() + static_cast<std::ptrdiff_t>(depth), std::to_string(index));
    }
    const bool isThere = index < m_rows.size() && !m_rows[index]->isHidden();
    return isThere ? m_rows[index]->open(numbered) : nullptr;
}

} // namespace poolscope::gui
