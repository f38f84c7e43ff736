// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace poolscope::gui {

/// When requests are sent: type, stages, seed.
class LoadPage : public FormPage {
    Q_OBJECT

public:
    explicit LoadPage(QWidget* parent = nullptr);

protected:
    void show(const snapshot::SnapshotPtr& snapshot) override;
    void reset(const FormRow& row) override;

private:
    struct StageLine {
        QWidget* widget = nullptr;
        QDoubleSpinBox* first = nullptr; ///< rate, or requests
        QDoubleSpinBox* second = nullptr; ///< duration, or concurrency
        QWidget* remove = nullptr;
    };

    StageLine makeLine(std::size_t index);
    /// Nothing: the type that holds when the text names none.
    void chooseType(const std::optional<QString>& type);
    static config::Value stageValue(bool isConcurrent, const config::Stage& like);
    static config::Stage starter(bool isConcurrent);

    config::Load m_load;
    QComboBox* m_type;
    QVBoxLayout* m_stages;
    FormRow* m_stagesRow = nullptr;
    std::vector<StageLine> m_lines;
    QDoubleSpinBox* m_interval;
    QLineEdit* m_seed;
    QLabel* m_total;
};

} // namespace poolscope::gui
