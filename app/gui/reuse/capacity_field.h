// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/widgets/quantity.h"
#include "core/reuse/cache_spec.h"

#include <QDoubleSpinBox>
#include <QWidget>

class QSlider;

namespace poolscope::gui {

Quantity quantityOf(reuse::CacheUnit unit);

/// A capacity with its unit: "4 GiB" (or 4096MiB, 4.3GB), "50 items", "8 192 tokens".
class CapacityBox : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit CapacityBox(QWidget* parent = nullptr);

    void setUnit(reuse::CacheUnit unit);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;

private:
    std::optional<double> read(const QString& text) const;

    reuse::CacheUnit m_unit = reuse::CacheUnit::bytes;
};

/// A slider on a log scale over the sizes that make a difference for the pool, and a field for any
/// capacity.
class CapacityField : public QWidget {
    Q_OBJECT

public:
    explicit CapacityField(QWidget* parent = nullptr);

    /// Shows a capacity without telling anybody.
    void setCapacity(reuse::CacheUnit unit, std::uint64_t capacity);
    std::uint64_t capacity() const;
    /// The ends of the slider, in the unit.
    void setStretch(double low, double high);
    QSlider* slider() const { return m_slider; }
    CapacityBox* field() const { return m_field; }

signals:
    void edited(quint64 capacity);

private:
    double valueAt(int position) const;
    void placeSlider();

    double m_low = 1;
    double m_high = 100;
    QSlider* m_slider;
    CapacityBox* m_field;
};

} // namespace poolscope::gui
