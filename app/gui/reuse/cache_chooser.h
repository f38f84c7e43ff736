// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/reuse/cache_choice.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QSpinBox;
class QVBoxLayout;

namespace poolscope::gui {

class CapacityField;

/// Which cache: a server's as it comes or a bare policy, its capacity, how many replicas have one
/// each, and how requests find theirs.
class CacheChooser : public QWidget {
    Q_OBJECT

public:
    explicit CacheChooser(QWidget* parent = nullptr);

    /// Shows a choice without telling anybody.
    void setChoice(const CacheChoice& choice);
    const CacheChoice& choice() const { return m_choice; }
    void setNarrow(bool isNarrow);
    CapacityField* capacity() const { return m_capacity; }
    /// Another capacity, as if it were typed.
    void chooseCapacity(double capacity);

signals:
    void chosen();

private:
    void choose(const CacheChoice& choice);
    void addEntries();

    CacheChoice m_choice;
    QComboBox* m_entry;
    QComboBox* m_unit;
    CapacityField* m_capacity;
    QSpinBox* m_replicas;
    QComboBox* m_routing;
    QVBoxLayout* m_rows;
    QHBoxLayout* m_first;
    QHBoxLayout* m_third; ///< behind the first, or below where that is too narrow
    bool m_isNarrow = false;
};

} // namespace poolscope::gui
