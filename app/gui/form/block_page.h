// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

class QPushButton;

namespace poolscope::gui {

class ElidedLabel;

/// A block as the table describes it: a row for each setting.
class BlockPage : public FormPage {
    Q_OBJECT

public:
    BlockPage(const QString& title, const QString& sentence, const config::Path& root,
        QWidget* parent = nullptr);

protected:
    void show(const snapshot::SnapshotPtr& snapshot) override;
    QWidget* controlFor(const config::Path& path) override;

private:
    ElidedLabel* m_presence;
    QPushButton* m_reveal;
    QPushButton* m_remove;
    SettingEditor* m_settings;
};

} // namespace poolscope::gui
