// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/slider_field.h"

#include "app/gui/widgets/theme.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int positions = 1000;

} // namespace

SliderField::SliderField(const Range& range, const QString& unit, QWidget* parent)
    : QWidget(parent)
    , m_range(range)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_field(new QDoubleSpinBox(this))
{
    m_slider->setRange(0, positions);
    m_slider->setPageStep(positions / 20);
    m_slider->setMinimumWidth(80);
    m_field->setRange(range.min, range.max);
    m_field->setDecimals(range.decimals);
    m_field->setSingleStep(range.step);
    m_field->setSuffix(unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setKeyboardTracking(false);
    m_field->setGroupSeparatorShown(range.decimals == 0);
    m_field->setFixedWidth(128);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid * 3 / 2);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_field);
    setFocusProxy(m_slider);

    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const QSignalBlocker quiet(m_field);
        m_field->setValue(valueAt(position));
        emit edited(m_field->value());
    });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(positionOf(value));
        emit edited(value);
    });
}

double SliderField::valueAt(int position) const
{
    const double share = static_cast<double>(position) / positions;
    double value = m_range.sliderMin + (m_range.sliderMax - m_range.sliderMin) * share;
    if (m_range.scale == Scale::logarithmic)
        value = m_range.sliderMin * std::pow(m_range.sliderMax / m_range.sliderMin, share);
    const double unit = std::pow(10.0, -m_range.decimals);
    return std::round(value / unit) * unit;
}

int SliderField::positionOf(double value) const
{
    value = std::clamp(value, m_range.sliderMin, m_range.sliderMax);
    const double share = m_range.scale == Scale::logarithmic
        ? std::log(value / m_range.sliderMin) / std::log(m_range.sliderMax / m_range.sliderMin)
        : (value - m_range.sliderMin) / (m_range.sliderMax - m_range.sliderMin);
    return static_cast<int>(std::lround(share * positions));
}

void SliderField::setValue(double value)
{
    if (value == m_field->value())
        return;
    const QSignalBlocker quietField(m_field);
    const QSignalBlocker quietSlider(m_slider);
    m_field->setValue(value);
    if (!m_slider->isSliderDown())
        m_slider->setValue(positionOf(value));
}

double SliderField::value() const
{
    return m_field->value();
}

} // namespace poolscope::gui
