// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/capacity_field.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>
#include <optional>

namespace poolscope::gui {

namespace {

using reuse::CacheUnit;

constexpr int positions = 1000;
constexpr double most = 1152921504606846976.0; // 2^60, as parseCacheSpec has it

/// Three digits, so that a drag gives numbers that one can read out.
double rounded(double value)
{
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(value)) - 2));
    return std::max(1.0, std::round(value / unit) * unit);
}

/// The same in the power of 1024 that bytes are shown in.
double roundedBytes(double value)
{
    const double power = std::exp2(10 * std::floor(std::log2(std::max(1.0, value)) / 10));
    const double shown = value / power;
    const double unit = shown >= 100 ? 1 : shown >= 10 ? 0.1 : 0.01;
    return std::round(std::round(shown / unit) * unit * power);
}

} // namespace

Quantity quantityOf(CacheUnit unit)
{
    switch (unit) {
    case CacheUnit::items:
        return Quantity::items;
    case CacheUnit::bytes:
        return Quantity::bytes;
    case CacheUnit::tokens:
        return Quantity::tokens;
    }
    return Quantity::count;
}

CapacityBox::CapacityBox(QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setRange(1, most);
    setDecimals(0);
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
}

void CapacityBox::setUnit(CacheUnit unit)
{
    m_unit = unit;
}

QString CapacityBox::textFromValue(double value) const
{
    return quantitySentence(quantityOf(m_unit), value);
}

/// A bare number is in the unit that is shown.
std::optional<double> CapacityBox::read(const QString& text) const
{
    QString bare = text.simplified().remove(QLatin1Char(' ')).remove(QChar::Nbsp);
    bare.remove(QChar(0x202f));
    if (m_unit == CacheUnit::items)
        bare.remove(QStringLiteral("items")).remove(QStringLiteral("item"));
    bool isNumber = false;
    bare.toDouble(&isNumber);
    if (isNumber && m_unit == CacheUnit::tokens)
        bare += QStringLiteral("tok");
    if (isNumber && m_unit == CacheUnit::bytes)
        bare += textFromValue(value()).section(QLatin1Char(' '), -1);
    const auto spec = reuse::parseCacheSpec("lru:" + toStd(bare));
    if (!spec || spec->unit != m_unit)
        return std::nullopt;
    return static_cast<double>(spec->capacity);
}

double CapacityBox::valueFromText(const QString& text) const
{
    // What is shown is rounded; as long as nobody has changed it, it means the exact capacity.
    if (text == textFromValue(value()))
        return value();
    return read(text).value_or(value());
}

QValidator::State CapacityBox::validate(QString& text, int&) const
{
    return text == textFromValue(value()) || read(text) ? QValidator::Acceptable
                                                        : QValidator::Intermediate;
}

void CapacityBox::stepBy(int steps)
{
    double step = 1;
    if (m_unit == CacheUnit::tokens)
        step = 1024;
    if (m_unit == CacheUnit::bytes)
        step = std::exp2(10 * std::floor(std::log2(std::max(1.0, value() - 1)) / 10));
    setValue(std::max(1.0, value() + steps * step));
    selectAll();
}

CapacityField::CapacityField(QWidget* parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_field(new CapacityBox(this))
{
    m_slider->setRange(0, positions);
    m_slider->setPageStep(positions / 20);
    m_slider->setMinimumWidth(60);
    m_slider->setObjectName(QStringLiteral("capacitySlider"));
    m_slider->setAccessibleName(tr("Capacity of the cache"));
    m_field->setFixedWidth(118);
    m_field->setObjectName(QStringLiteral("capacity"));
    m_field->setAccessibleName(tr("Capacity of the cache"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_field);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const QSignalBlocker quiet(m_field);
        m_field->setValue(valueAt(position));
        emit edited(capacity());
    });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this] {
        placeSlider();
        emit edited(capacity());
    });
}

void CapacityField::setCapacity(CacheUnit unit, std::uint64_t capacity)
{
    const QSignalBlocker quiet(m_field);
    m_field->setUnit(unit);
    const auto value = static_cast<double>(capacity);
    if (m_field->value() == value)
        m_field->setValue(value == 1 ? 2 : 1); // the text follows the unit, too
    m_field->setValue(value);
    if (!m_slider->isSliderDown())
        placeSlider();
}

std::uint64_t CapacityField::capacity() const
{
    return static_cast<std::uint64_t>(m_field->value());
}

void CapacityField::setStretch(double low, double high)
{
    m_low = std::max(1.0, low);
    m_high = std::max(m_low * 2, high);
    if (!m_slider->isSliderDown())
        placeSlider();
}

double CapacityField::valueAt(int position) const
{
    const double share = static_cast<double>(position) / positions;
    const double value = m_low * std::pow(m_high / m_low, share);
    return m_low >= 1024 ? roundedBytes(value) : rounded(value);
}

void CapacityField::placeSlider()
{
    const QSignalBlocker quiet(m_slider);
    const double value = std::clamp(m_field->value(), m_low, m_high);
    m_slider->setValue(static_cast<int>(
        std::lround(std::log(value / m_low) / std::log(m_high / m_low) * positions)));
}

} // namespace poolscope::gui
