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

    void setCaption(const QString& caption, const QString& shortCaption);
    /// `detail` stands behind the figure in small type, `foot` below it.
    void setFigure(const QString& figure, const QString& detail = {}, const QString& foot = {});
    /// The foot is of a moment ago; what belongs there is being worked out.
    void setFootStale(bool isStale);
    /// Without its foot, where height is scarce.
    void setCompact(bool isCompact);
    QString caption() const { return m_caption; }
    QString figure() const { return m_figure; }
    QString detail() const { return m_detail; }
    QString foot() const { return m_foot; }
    /// All of it in a line: "98.9 ± 1.01, in this plan 97".
    QString text() const;
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
    QString m_foot;
    bool m_isCompact = false;
    bool m_isFootStale = false;
};

} // namespace poolscope::gui
