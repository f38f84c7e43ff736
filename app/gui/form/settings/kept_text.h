// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

class QLabel;

namespace poolscope::gui {

/// What has no control of its own: its text, and a way to the place where it is edited.
class KeptText : public SettingEditor {
    Q_OBJECT

public:
    explicit KeptText(const Setting& setting, QWidget* parent = nullptr);

protected:
    void showSetting() override;

private:
    QLabel* m_text;
};

} // namespace poolscope::gui
