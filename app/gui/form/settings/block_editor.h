// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"
#include "app/gui/form/settings/settings_list.h"

class QPushButton;

namespace poolscope::gui {

class DistributionEditor;
class ElidedLabel;

/// A block inside a block: whether it is there, in a few words, and a switch; its settings below.
class BlockEditor : public SettingEditor {
    Q_OBJECT

public:
    explicit BlockEditor(const Setting& setting, QWidget* parent = nullptr);

    bool hasBody() const override { return true; }
    SettingEditor* makeBody(QWidget* parent) override;

protected:
    void showSetting() override;

private:
    QString summary() const;

    ElidedLabel* m_summary;
    QPushButton* m_switch;
};

/// A distribution: its editor, and below the settings that the editor leaves alone.
class DistributionSettings : public SettingsList {
    Q_OBJECT

public:
    DistributionSettings(const Setting& setting, int depth, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;

protected:
    void showSetting() override;

private:
    DistributionEditor* m_editor;
};

} // namespace poolscope::gui
