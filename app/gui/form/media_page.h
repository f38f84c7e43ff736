// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/form/form_page.h"
#include "core/base/modality.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace poolscope::gui {

class DistributionEditor;
class SegmentedControl;
class SliderField;
class WeightedList;
class WeightsTable;

/// One modality of the payload: how many items a request carries, what they are like, and the pool
/// they come from.
class MediaPage : public FormPage {
    Q_OBJECT

public:
    MediaPage(base::Modality modality, QWidget* parent = nullptr);

    base::Modality modality() const { return m_modality; }

protected:
    void show(const snapshot::SnapshotPtr& snapshot) override;

private:
    enum Form { uniform, zipf, weights, sequence, fixed, normal, lognormal, poisson, skewNormal };

    void addItemRows();
    void addPoolRows();
    void addLawRows();
    void addPositionRow();
    void addBlock();
    void togglePool(bool isOn);
    void resizePool(double size);
    void chooseForm(int form);
    void editRange(bool isMax, int value);
    void choosePosition(int index);
    void showPool(const config::MediaSettings& media);
    void showPosition(const config::MediaSettings& media);
    void showSizes(const snapshot::Snapshot& snapshot);
    bool hasKey(std::initializer_list<std::string_view> parts) const;
    static Form formOf(const config::Sampling& sampling);
    static config::Value samplingValue(Form form, const config::Pool& pool);

    base::Modality m_modality;
    snapshot::SnapshotPtr m_shown;
    config::Pool m_pool; ///< as shown; what an edit starts from

    DistributionEditor* m_count = nullptr;
    WeightedList* m_shapes = nullptr;
    QComboBox* m_format = nullptr;
    QLabel* m_sizes = nullptr;
    QCheckBox* m_hasPool = nullptr;
    SliderField* m_size = nullptr;
    SegmentedControl* m_form = nullptr;
    SliderField* m_skew = nullptr;
    QDoubleSpinBox* m_mean = nullptr;
    QDoubleSpinBox* m_stdDev = nullptr;
    QDoubleSpinBox* m_shape = nullptr;
    QSpinBox* m_min = nullptr;
    QSpinBox* m_max = nullptr;
    WeightsTable* m_weights = nullptr;
    QLabel* m_sequence = nullptr;
    QComboBox* m_position = nullptr;
    QDoubleSpinBox* m_positionAt = nullptr;

    FormRow* m_countRow = nullptr;
    FormRow* m_sizeRow = nullptr;
    FormRow* m_formRow = nullptr;
    FormRow* m_skewRow = nullptr;
    FormRow* m_meanRow = nullptr;
    FormRow* m_stdDevRow = nullptr;
    FormRow* m_shapeRow = nullptr;
    FormRow* m_rangeRow = nullptr;
    FormRow* m_weightsRow = nullptr;
    FormRow* m_sequenceRow = nullptr;
};

} // namespace poolscope::gui
