// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace poolscope::gui {

class ElidedLabel;
class SettingRow;

/// A list of blocks: how many there are, and a button for one more; the entries below.
class EntriesEditor : public SettingEditor {
    Q_OBJECT

public:
    explicit EntriesEditor(const Setting& setting, QWidget* parent = nullptr);

    bool hasBody() const override { return true; }
    SettingEditor* makeBody(QWidget* parent) override;

protected:
    void showSetting() override;

private:
    void add();
    std::size_t count() const;

    ElidedLabel* m_count;
    QPushButton* m_add;
};

/// The entries of a list, each with its settings and a button that removes it.
class EntriesBody : public SettingEditor {
    Q_OBJECT

public:
    explicit EntriesBody(const Setting& setting, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;

protected:
    void showSetting() override;

private:
    std::size_t firstWith(std::string_view key) const;

    QVBoxLayout* m_column;
    QLabel* m_more;
    std::vector<SettingRow*> m_rows;
    const config::Form* m_items = nullptr; ///< what the rows were made for
};

} // namespace poolscope::gui
