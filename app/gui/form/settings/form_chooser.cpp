// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/form_chooser.h"

#include "app/gui/form/settings/kept_text.h"
#include "app/gui/form/settings/setting_row.h"
#include "app/gui/form/values.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema/coerce.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace poolscope::gui {

namespace {

/// What was meant goes along: 5 becomes the law that always gives 5, and back.
config::Value convertedValue(
    const snapshot::Snapshot& snapshot, config::NodeId node, const config::Form& target)
{
    const config::Tree& tree = snapshot.config.tree;
    const auto numberAt = [&](config::NodeId id) -> std::optional<double> {
        if (id == config::noNode || tree.node(id).kind != config::NodeKind::scalar)
            return {};
        return config::schema::toNumber(config::scalarOf(tree.node(id)));
    };
    if (node == config::noNode)
        return starterOf(target);
    if (const auto number = numberAt(node); number && isDistribution(target))
        return config::Value::Map{ { "type", "fixed" }, { "min", numberValue(*number) },
            { "max", numberValue(*number) }, { "mean", numberValue(*number) } };
    const bool isNumber
        = target.kind == config::FormKind::integer || target.kind == config::FormKind::number;
    if (isNumber && tree.node(node).kind == config::NodeKind::mapping)
        for (const char* key : { "mean", "weight" })
            if (const auto number = numberAt(tree.find(node, key)))
                return numberValue(*number);
    return starterOf(target);
}

} // namespace

FormChooser::FormChooser(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_forms(new QComboBox(this))
    , m_layout(new QHBoxLayout(this))
{
    for (const config::Form& form : setting.forms)
        m_forms->addItem(nameOf(form));
    m_forms->setObjectName(QStringLiteral("forms"));
    m_forms->setAccessibleName(tr("Kind of %1").arg(setting.key()));
    m_forms->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_forms, &QComboBox::activated, this, &FormChooser::choose);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(grid);
    m_layout->addWidget(m_forms);
    setFocusProxy(m_forms);
}

void FormChooser::choose(int index)
{
    if (index != m_index || !isSet())
        request(
            convertedValue(*snapshot(), node(), setting().forms[static_cast<std::size_t>(index)]));
}

void FormChooser::showSetting()
{
    const int index = formIndex(snapshot()->config.tree, node(), setting().forms);
    if (index != m_index) {
        if (m_editor)
            m_editor->deleteLater();
        if (index < 0) {
            m_editor = new KeptText(setting(), this);
        } else {
            Setting one = setting();
            one.forms = one.forms.subspan(static_cast<std::size_t>(index), 1);
            m_editor = makeEditor(one, this);
        }
        adopt(m_editor);
        m_layout->addWidget(m_editor, 1);
        m_editor->show();
        m_index = index;
        orderTabsSoon(this);
        emit bodyChanged();
    }
    setUnset(m_forms, !isSet());
    m_forms->setCurrentIndex(index);
    m_editor->setSnapshot(snapshot());
}

SettingEditor* FormChooser::makeBody(QWidget* parent)
{
    return m_editor->makeBody(parent);
}

QWidget* FormChooser::open(const config::Path& path)
{
    QWidget* control = m_editor ? m_editor->open(path) : nullptr;
    return control && control->focusPolicy() != Qt::NoFocus ? control : m_forms;
}

} // namespace poolscope::gui
