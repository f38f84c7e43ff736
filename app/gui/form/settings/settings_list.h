// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace poolscope::gui {

class SettingRow;

/// The settings of a block, one below the other, in the order of the table; after them what the
/// text has beside them.
class SettingsList : public SettingEditor {
    Q_OBJECT

public:
    /// `keys`: only these of the block; empty: all.
    SettingsList(const config::Path& place, const config::Block& block, int depth,
        std::vector<std::string> keys = {}, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;
    bool has(std::string_view key) const;

protected:
    void showSetting() override;
    QVBoxLayout* column() const { return m_column; }

private:
    SettingRow* makeRow(const config::Field& field, std::string_view key);
    /// Long blocks are made bit by bit, each bit well within a frame.
    void makeSomeRows();
    void makeAllRows();
    void followAliases();
    void showUnknown();

    const config::Block& m_block;
    int m_depth;
    bool m_isWhole; ///< all keys of the block are here
    QVBoxLayout* m_column;
    std::vector<const config::Field*> m_fields;
    std::vector<SettingRow*> m_rows; ///< of the first fields; of all when they are made
    std::vector<SettingRow*> m_unknown;
};

/// The rest of a block below a page of its own making: folded, and made when it is opened.
class SettingsSection : public SettingEditor {
    Q_OBJECT

public:
    SettingsSection(const QString& title, const config::Path& place, const config::Block& block,
        std::vector<std::string> keys, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;
    bool has(const config::Path& path) const;

protected:
    void showSetting() override;

private:
    void setOpen(bool isOpen);
    void showTitle();

    QString m_title;
    const config::Block& m_block;
    std::vector<std::string> m_keys;
    bool m_isOpen = false;
    QPushButton* m_fold;
    QVBoxLayout* m_column;
    SettingsList* m_list = nullptr;
};

} // namespace poolscope::gui
