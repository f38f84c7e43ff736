// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace poolscope::gui {

/// One setting: a dot when the text sets it, its key, its control, a button that takes it out of
/// the text; below, when it is opened, what does not fit the line.
class SettingRow : public SettingEditor {
    Q_OBJECT

public:
    /// `depth` says how far the row stands to the right.
    SettingRow(const Setting& setting, int depth, QWidget* parent = nullptr);
    ~SettingRow() override;

    QWidget* open(const config::Path& path) override;
    /// Rows never make the page wider than its window: what does not fit goes below its label.
    QSize minimumSizeHint() const override;
    SettingEditor* editor() const { return m_editor; }

protected:
    void showSetting() override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isEntry() const { return setting().field == nullptr; }
    QString title() const;
    bool isOpen() const;
    void setOpen(bool isOpen);
    void showBody();
    void showButton();
    void showDot();
    void showErrors();
    void layOut();
    void fitWidth();

    int m_depth;
    SettingEditor* m_editor;
    SettingEditor* m_body = nullptr;
    QGridLayout* m_grid;
    QLabel* m_label;
    QWidget* m_dot = nullptr;
    QPushButton* m_fold = nullptr;
    QToolButton* m_button = nullptr; ///< resets, or removes an entry
    std::optional<bool> m_wish; ///< the user has opened or closed it
    bool m_isActive = false; ///< has the pointer or the focus
    bool m_isNarrow = false;
};

/// How many rows are around `widget`: how far to the right a row in it stands.
int depthIn(const QWidget* widget);

/// Gives the controls of the page around `widget` the tab order in which they stand; those that
/// are made late would come last.
void orderTabsSoon(QWidget* widget);

} // namespace poolscope::gui
