// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/settings/setting_editor.h"

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;

namespace poolscope::gui {

/// One setting: its key, its control and its marks; below, when it is opened, what does not fit the
/// line.
class SettingRow : public SettingEditor {
    Q_OBJECT

public:
    /// `depth` says how far the row stands to the right.
    SettingRow(const Setting& setting, int depth, QWidget* parent = nullptr);

    QWidget* open(const config::Path& path) override;
    /// Rows never make the page wider than its window: what does not fit goes below its label.
    QSize minimumSizeHint() const override;
    SettingEditor* editor() const { return m_editor; }

protected:
    void showSetting() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isEntry() const { return setting().field == nullptr; }
    QString title() const;
    bool isOpen() const;
    void setOpen(bool isOpen);
    void showBody();
    void showErrors();
    void layOut();
    void fitWidth();

    int m_depth;
    SettingEditor* m_editor;
    SettingEditor* m_body = nullptr;
    QLabel* m_label;
    QGridLayout* m_grid;
    RowMarks* m_marks;
    QPushButton* m_fold = nullptr;
    std::optional<bool> m_wish; ///< the user has opened or closed it
    bool m_isNarrow = false;
};

/// How many rows are around `widget`: how far to the right a row in it stands.
int depthIn(const QWidget* widget);

} // namespace poolscope::gui
