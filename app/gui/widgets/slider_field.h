// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace poolscope::gui {

/// A slider and a field for one number. The slider covers a comfortable stretch, linear or by
/// powers; the field takes any value in the whole range.
class SliderField : public QWidget {
    Q_OBJECT

public:
    enum class Scale { linear, logarithmic };

    struct Range {
        double min = 0;
        double max = 1;
        double sliderMin = 0;
        double sliderMax = 1;
        Scale scale = Scale::linear;
        int decimals = 0;
        double step = 1; ///< of the field's arrows and of the slider
    };

    SliderField(const Range& range, const QString& unit, QWidget* parent = nullptr);

    /// Shows a value without telling anybody. Does not disturb what the user is typing.
    void setValue(double value);
    double value() const;
    QSlider* slider() const { return m_slider; }
    QDoubleSpinBox* field() const { return m_field; }

signals:
    void edited(double value);

private:
    double valueAt(int position) const;
    int positionOf(double value) const;

    Range m_range;
    QSlider* m_slider;
    QDoubleSpinBox* m_field;
};

} // namespace poolscope::gui
