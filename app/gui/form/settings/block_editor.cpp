// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/block_editor.h"

#include "app/gui/form/distribution_editor.h"
#include "app/gui/form/settings/setting_row.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/widgets/theme.h"
#include "core/config/bind/bind.h"
#include "core/config/schema/tables.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

const config::Block& blockOf(const Setting& setting)
{
    return *setting.forms.front().block;
}

} // namespace

BlockEditor::BlockEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_summary(new ElidedLabel(this))
    , m_switch(new QPushButton(this))
{
    m_switch->setProperty("role", "link");
    m_switch->setObjectName(QStringLiteral("switch"));
    connect(m_switch, &QPushButton::clicked, this, [this] {
        if (isSet())
            requestRemoval();
        else
            emit editRequested(
                { { this->setting().place, starterOf(this->setting().forms.front()) } },
                tr("Add %1").arg(this->setting().key()), {});
    });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_summary, 1);
    m_switch->setFixedHeight(lineHeight);
    layout->addWidget(m_switch);
    m_switch->setVisible(setting.field);
    if (setting.field)
        setFocusProxy(m_switch);
}

SettingEditor* BlockEditor::makeBody(QWidget* parent)
{
    const int depth = depthIn(parent);
    if (isDistribution(setting().forms.front()))
        return new DistributionSettings(setting(), depth, parent);
    return new SettingsList(setting().place, blockOf(setting()), depth, {}, parent);
}

QString BlockEditor::summary() const
{
    const config::Tree& tree = snapshot()->config.tree;
    if (!isSet() || isNull(tree, node()))
        return tr("not set");
    if (tree.node(node()).kind != config::NodeKind::mapping)
        return sourceOf(*snapshot(), node());
    const config::Block& block = blockOf(setting());
    constexpr std::size_t shortBlock = 8;
    QStringList parts;
    int count = 0;
    for (const config::Entry* entry : tree.visibleEntries(node())) {
        const config::NodeId value = tree.resolve(entry->value);
        const config::Field* field = block.find(entry->key);
        count += field ? 1 : 0;
        if (value == config::noNode || tree.node(value).kind != config::NodeKind::scalar)
            parts << toQt(entry->key) + QStringLiteral(" \u2026");
        else if (!field || !field->isSecret)
            parts << (entry->key == "type" ? QString() : toQt(entry->key) + QLatin1Char(' '))
                    + toQt(tree.node(value).text);
    }
    return block.fields.size() <= shortBlock && !parts.isEmpty()
        ? parts.join(QStringLiteral(", "))
        : tr("%1 of %2 set").arg(count).arg(block.fields.size());
}

void BlockEditor::showSetting()
{
    m_summary->setText(summary());
    m_summary->setToolTip(m_summary->text());
    if (!setting().field)
        return;
    const config::Block& block = blockOf(setting());
    const bool needsSwitch = setting().field->isNullable || setting().field->isRequired
        || std::any_of(block.fields.begin(), block.fields.end(),
            [](const config::Field& field) { return field.isRequired; });
    m_switch->setVisible(isSet() || needsSwitch);
    m_switch->setText(isSet() ? tr("Remove") : tr("Add"));
    m_switch->setAccessibleName((isSet() ? tr("Remove %1") : tr("Add %1")).arg(setting().key()));
}

DistributionSettings::DistributionSettings(const Setting& setting, int depth, QWidget* parent)
    : SettingsList(
        setting.place, blockOf(setting), depth, { "variance", "skew", "total_count" }, parent)
    , m_editor(new DistributionEditor(setting.place, setting.unit(), this))
{
    connect(m_editor, &DistributionEditor::editRequested, this, &SettingEditor::editRequested);
    m_editor->setProperty("place", toQt(config::toString(setting.place)));
    m_editor->setAccessibleName(setting.key());
    column()->insertWidget(0, m_editor);
}

void DistributionSettings::showSetting()
{
    SettingsList::showSetting();
    const config::Tree& tree = snapshot()->config.tree;
    config::Distribution distribution;
    const bool isMapping = isSet() && tree.node(node()).kind == config::NodeKind::mapping;
    if (isMapping)
        distribution = config::bind::bindDistribution(
            config::bind::BlockReader(tree, node(), config::schema::distribution));
    m_editor->setDistribution(distribution, isMapping, tree);
}

QWidget* DistributionSettings::open(const config::Path& path)
{
    if (path.size() > setting().place.size() && has(path[setting().place.size()]))
        return SettingsList::open(path);
    return m_editor->focusProxy();
}

} // namespace poolscope::gui
