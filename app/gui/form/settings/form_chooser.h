// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

class QComboBox;
class QHBoxLayout;

namespace poolscope::gui {

/// A value that may be written in several ways: which one, and the control that suits it.
class FormChooser : public SettingEditor {
    Q_OBJECT

public:
    explicit FormChooser(const Setting& setting, QWidget* parent = nullptr);

    bool hasBody() const override { return m_editor && m_editor->hasBody(); }
    SettingEditor* makeBody(QWidget* parent) override;
    QWidget* open(const config::Path& path) override;

protected:
    void showSetting() override;

private:
    void choose(int index);

    QComboBox* m_forms;
    QHBoxLayout* m_layout;
    SettingEditor* m_editor = nullptr; ///< for the form that the text has
    int m_index = -2; ///< of that form; -1 when none fits
};

} // namespace poolscope::gui
