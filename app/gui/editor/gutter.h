// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <optional>

namespace poolscope::gui {

class YamlEditor;

/// Line numbers beside the text, and triangles that fold blocks.
class Gutter : public QWidget {
    Q_OBJECT

public:
    explicit Gutter(YamlEditor* editor);

    int neededWidth() const;
    QSize sizeHint() const override { return { neededWidth(), 0 }; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    /// The first line of a block whose triangle is there.
    std::optional<int> headAt(const QPoint& place) const;
    void setHovered(std::optional<int> line);

    YamlEditor* m_editor;
    std::optional<int> m_hovered;
};

} // namespace poolscope::gui
