// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

class QCheckBox;
class QComboBox;

namespace poolscope::gui {

class FlagEditor : public SettingEditor {
    Q_OBJECT

public:
    explicit FlagEditor(const Setting& setting, QWidget* parent = nullptr);

protected:
    void showSetting() override;

private:
    QCheckBox* m_box;
};

class ChoiceEditor : public SettingEditor {
    Q_OBJECT

public:
    explicit ChoiceEditor(const Setting& setting, QWidget* parent = nullptr);

protected:
    void showSetting() override;

private:
    QComboBox* m_names;
};

} // namespace poolscope::gui
