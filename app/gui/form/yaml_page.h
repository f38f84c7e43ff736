// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

class QLabel;

namespace poolscope::gui {

/// A block that is edited in YAML: says what it is, shows what the text has, leads there.
class YamlPage : public FormPage {
    Q_OBJECT

public:
    YamlPage(const QString& title, const QString& sentence, config::Path root,
        QWidget* parent = nullptr);

protected:
    void show(const snapshot::SnapshotPtr& snapshot) override;

private:
    QLabel* m_text;
};

} // namespace poolscope::gui
