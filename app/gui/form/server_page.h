// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace poolscope::gui {

/// The endpoint as the config names it, and how answers come.
class ServerPage : public FormPage {
    Q_OBJECT

public:
    explicit ServerPage(QWidget* parent = nullptr);

protected:
    bool owns(const config::Path& path) const override;
    void show(const snapshot::SnapshotPtr& snapshot) override;

private:
    void editText(const config::Path& path, const QString& text, const QString& label);

    QComboBox* m_type;
    QLineEdit* m_url;
    QLineEdit* m_model;
    QCheckBox* m_streaming;
    QCheckBox* m_ignoreEos;
};

} // namespace poolscope::gui
