// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

class QLabel;
class QSpinBox;

namespace poolscope::gui {

class DistributionEditor;

/// What all requests of a group begin with.
class PrefixPage : public FormPage {
    Q_OBJECT

public:
    explicit PrefixPage(QWidget* parent = nullptr);

protected:
    void show(const snapshot::SnapshotPtr& snapshot) override;

private:
    QSpinBox* m_groups;
    QSpinBox* m_prompts;
    DistributionEditor* m_systemPrompt;
    DistributionEditor* m_question;
    DistributionEditor* m_output;
    QLabel* m_media;
};

} // namespace poolscope::gui
