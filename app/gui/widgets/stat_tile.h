// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace poolscope::gui {

/// A figure with its caption. The tool tip says what it means and what it assumes; a click copies
/// it.
class StatTile : public QWidget {
    Q_OBJECT

public:
    /// `shortCaption` stands in where the caption does not fit.
    StatTile(const QString& caption, const QString& shortCaption, QWidget* parent = nullptr);

    /// `detail` stands behind the figure in small type.
    void setFigure(const QString& figure, const QString& detail = {});
    QString figure() const { return m_figure; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void copied(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void copy();

    QString m_caption;
    QString m_shortCaption;
    QString m_figure;
    QString m_detail;
};

} // namespace poolscope::gui
