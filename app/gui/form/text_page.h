// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

namespace poolscope::gui {

class DistributionEditor;

/// The text of requests and the length of answers.
class TextPage : public FormPage {
    Q_OBJECT

public:
    explicit TextPage(QWidget* parent = nullptr);

protected:
    bool owns(const config::Path& path) const override;
    void show(const snapshot::SnapshotPtr& snapshot) override;

private:
    DistributionEditor* m_input;
    DistributionEditor* m_output;
};

} // namespace poolscope::gui
