// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/session.h"
#include "core/base/modality.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QVBoxLayout;

namespace poolscope::gui {

/// The weighted resolutions, profiles or durations of a modality, one line each: what, how likely.
/// Reads every form the schema allows and keeps the one that the text has.
class WeightedList : public QWidget {
    Q_OBJECT

public:
    WeightedList(base::Modality modality, config::Path root, QWidget* parent = nullptr);

    void setSettings(const config::Multimodal& settings, const config::Tree& tree);

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const QString& mergeKey);

private:
    /// One alternative, whatever the modality.
    struct Shape {
        config::Resolution resolution;
        std::int64_t frames = 0;
        double seconds = 0;
        double weight = 1;

        bool operator==(const Shape&) const = default;
    };

    struct Line {
        QWidget* widget = nullptr;
        QComboBox* resolution = nullptr;
        QDoubleSpinBox* frames = nullptr;
        QDoubleSpinBox* seconds = nullptr;
        QDoubleSpinBox* weight = nullptr;
        QLabel* share = nullptr;
        QWidget* remove = nullptr;
    };

    static std::vector<Shape> shapesOf(const config::Multimodal& settings, base::Modality modality);
    Line makeLine(std::size_t index);
    void showLine(const Line& line, const Shape& shape, double total) const;
    void replaceShape(std::size_t index, const Shape& shape, const QString& mergeKey);
    void writeAll(const std::vector<Shape>& shapes, const QString& label);
    config::Value valueOf(const Shape& shape) const;
    config::Value entryOf(const Shape& shape) const;

    base::Modality m_modality;
    config::Path m_root;
    std::vector<Shape> m_shapes;
    bool m_isList = false; ///< the text has a list here
    std::vector<Line> m_lines;
    QVBoxLayout* m_layout;
};

} // namespace poolscope::gui
