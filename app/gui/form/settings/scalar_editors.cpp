// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/scalar_editors.h"

#include "app/gui/qt.h"
#include "core/config/schema/coerce.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace poolscope::gui {

FlagEditor::FlagEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_box(new QCheckBox(this))
{
    m_box->setAccessibleName(setting.key());
    m_box->setMinimumHeight(lineHeight);
    connect(m_box, &QCheckBox::clicked, this, [this] { request(m_box->isChecked()); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    layout->addStretch(1);
    setFocusProxy(m_box);
}

void FlagEditor::showSetting()
{
    const config::Tree& tree = snapshot()->config.tree;
    std::optional<bool> value;
    if (isSet() && tree.node(node()).kind == config::NodeKind::scalar)
        value = config::schema::toBool(config::scalarOf(tree.node(node())));
    const bool isDefault = !value.has_value();
    if (isDefault && setting().field)
        value = config::schema::toBool(config::schema::standardOf(*setting().field));
    const QSignalBlocker quiet(m_box);
    m_box->setTristate(!value.has_value()); // neither: what holds is not for the file to say
    m_box->setCheckState(!value ? Qt::PartiallyChecked : *value ? Qt::Checked : Qt::Unchecked);
    m_box->setText(!value ? tr("not set") : *value ? tr("on") : tr("off"));
    setUnset(m_box, isDefault);
}

ChoiceEditor::ChoiceEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_names(new QComboBox(this))
{
    for (const std::string_view name : setting.forms.front().names)
        m_names->addItem(toQt(name));
    m_names->setAccessibleName(setting.key());
    m_names->setPlaceholderText(tr("not set"));
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_names->setMinimumContentsLength(6);
    connect(m_names, &QComboBox::textActivated, this,
        [this](const QString& name) { request(toStd(name)); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_names);
    layout->addStretch(1);
    setFocusProxy(m_names);
}

void ChoiceEditor::showSetting()
{
    const config::Tree& tree = snapshot()->config.tree;
    QString name;
    if (isSet() && tree.node(node()).kind == config::NodeKind::scalar && !isNull(tree, node()))
        name = toQt(tree.node(node()).text);
    setUnset(m_names, name.isEmpty());
    if (name.isEmpty() && setting().field)
        name = defaultOf(*setting().field);
    const QSignalBlocker quiet(m_names);
    const auto known = static_cast<int>(setting().forms.front().names.size());
    while (m_names->count() > known)
        m_names->removeItem(m_names->count() - 1);
    if (!name.isEmpty() && m_names->findText(name) < 0)
        m_names->addItem(name); // what the table does not know is shown as it stands
    m_names->setCurrentIndex(name.isEmpty() ? -1 : m_names->findText(name));
}

} // namespace poolscope::gui
