// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace poolscope::gui {

class ElidedLabel;
class SettingRow;

/// A mapping with keys of the author's own: how many there are; the entries below.
class MapEditor : public SettingEditor {
    Q_OBJECT

public:
    explicit MapEditor(const Setting& setting, QWidget* parent = nullptr);

    bool hasBody() const override { return true; }
    SettingEditor* makeBody(QWidget* parent) override;

protected:
    void showSetting() override;

private:
    ElidedLabel* m_count;
};

/// The entries of a mapping, each with a button that removes it, and a line for a new key.
class MapBody : public SettingEditor {
    Q_OBJECT

public:
    explicit MapBody(const Setting& setting, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;

protected:
    void showSetting() override;

private:
    void add();

    QVBoxLayout* m_column;
    std::vector<SettingRow*> m_rows;
    QLineEdit* m_newKey;
    std::string m_added; ///< the key whose value is typed next
};

} // namespace poolscope::gui
