// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QButtonGroup>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace poolscope::gui {

/// A row of buttons of which one is chosen.
class SegmentedControl : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget* parent = nullptr);

    /// Ids need not be in order.
    QToolButton* addSegment(int id, const QString& text, const QString& toolTip = {});
    /// Lower buttons, for rows of tabs.
    void setCompact();
    /// Shows a choice without telling anybody; an unknown id shows none.
    void setCurrent(int id);
    int current() const { return m_group.checkedId(); }

signals:
    /// The user has chosen.
    void chosen(int id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QHBoxLayout* m_layout;
    QButtonGroup m_group;
};

} // namespace poolscope::gui
