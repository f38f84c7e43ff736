// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/setting_editor.h"

#include "app/gui/form/settings/block_editor.h"
#include "app/gui/form/settings/entries_editor.h"
#include "app/gui/form/settings/form_chooser.h"
#include "app/gui/form/settings/kept_text.h"
#include "app/gui/form/settings/line_editors.h"
#include "app/gui/form/settings/map_editor.h"
#include "app/gui/form/settings/scalar_editors.h"
#include "app/gui/widgets/theme.h"

namespace poolscope::gui {

using config::FormKind;

SettingEditor::SettingEditor(Setting setting, QWidget* parent)
    : QWidget(parent)
    , m_setting(std::move(setting))
{
}

void SettingEditor::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    showSetting();
}

SettingEditor* SettingEditor::makeBody(QWidget*)
{
    return nullptr;
}

QWidget* SettingEditor::open(const config::Path&)
{
    return focusProxy() ? focusProxy() : this;
}

void SettingEditor::adopt(SettingEditor* editor)
{
    connect(editor, &SettingEditor::editRequested, this, &SettingEditor::editRequested);
    connect(editor, &SettingEditor::revealRequested, this, &SettingEditor::revealRequested);
}

void SettingEditor::request(const config::Value& value, const QString& mergeKey)
{
    emit editRequested(
        { { m_setting.place, value } }, tr("Change %1").arg(m_setting.key()), mergeKey);
}

void SettingEditor::requestRemoval()
{
    emit editRequested({ { m_setting.place, {} } }, tr("Remove %1").arg(m_setting.key()), {});
}

void SettingEditor::setUnset(QWidget* widget, bool isUnset)
{
    setStyled(widget, "unset", isUnset ? QVariant(true) : QVariant());
}

namespace {

SettingEditor* makeListEditor(const Setting& setting, QWidget* parent)
{
    const config::Form& item = setting.forms.front().items.front();
    if (item.kind == FormKind::block)
        return new EntriesEditor(setting, parent);
    const bool isLine = setting.forms.front().items.size() == 1
        && (item.kind == FormKind::text || item.kind == FormKind::number
            || item.kind == FormKind::integer);
    return isLine ? static_cast<SettingEditor*>(new ListLine(setting, parent))
                  : new KeptText(setting, parent);
}

} // namespace

SettingEditor* makeEditor(const Setting& setting, QWidget* parent)
{
    const config::Form& form = setting.forms.front();
    const bool isByType = !form.onlyForTypes.empty();
    if (setting.forms.size() > 1 && !isByType)
        return new FormChooser(setting, parent);
    if (setting.field && setting.field->isSecret)
        return new SecretEditor(setting, parent);
    switch (form.kind) {
    case FormKind::boolean:
        return new FlagEditor(setting, parent);
    case FormKind::integer:
    case FormKind::number:
        return new NumberEditor(setting, parent);
    case FormKind::choice:
        return new ChoiceEditor(setting, parent);
    case FormKind::text:
    case FormKind::url:
        return new TextEditor(setting, parent);
    case FormKind::block:
        return new BlockEditor(setting, parent);
    case FormKind::list:
        return makeListEditor(setting, parent);
    case FormKind::map:
        if (form.items.front().kind == FormKind::anything)
            break;
        return new MapEditor(setting, parent);
    case FormKind::anything:
        break;
    }
    return new KeptText(setting, parent);
}

} // namespace poolscope::gui
