// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/session.h"
#include "core/config/workload.h"

#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;

namespace poolscope::gui {

/// The schema's Distribution on one line: a type and the numbers that matter for it. What the text
/// says beside them stays.
class DistributionEditor : public QWidget {
    Q_OBJECT

public:
    /// `root` is the Distribution's place; `unit` stands in the fields.
    DistributionEditor(config::Path root, const QString& unit, QWidget* parent = nullptr);

    /// `present` false: the config has none; the editor offers one.
    void setDistribution(
        const config::Distribution& distribution, bool isPresent, const config::Tree& tree);

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const QString& mergeKey);

private:
    enum Number { mean, low, high, stdDev, numberCount };

    void chooseType(int index);
    void editNumber(Number number, double value);
    void layOut(config::DistributionType type);
    static config::Value valueOf(const config::Distribution& distribution);

    config::Path m_root;
    config::Distribution m_distribution;
    bool m_isMapping = false; ///< the text has a mapping here, not a bare number
    bool m_hasRange = false; ///< the text names min and max
    QComboBox* m_type;
    std::array<QDoubleSpinBox*, numberCount> m_numbers{};
    QGridLayout* m_layout;
    QLabel* m_to;
    QLabel* m_meanLabel;
    QLabel* m_plusMinus;
};

} // namespace poolscope::gui
