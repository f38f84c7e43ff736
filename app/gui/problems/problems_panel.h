// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/problems/problems_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace poolscope::gui {

/// What is wrong or doubtful, with a jump to the place and a fix where there is one.
class ProblemsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    int count() const { return m_model.rowCount(); }
    /// Selects the next or previous problem, round the ends, and asks for it to be shown.
    void step(int direction);

signals:
    void shown(const poolscope::config::Diagnostic& diagnostic);
    void fixRequested(const poolscope::config::Fix& fix);
    /// The config is to be judged as this reader would.
    void readingChosen(poolscope::config::Reading reading);

private:
    void updateFix();
    void showReading(config::Reading reading);

    ProblemsModel m_model;
    QTableView* m_view;
    QLabel* m_hint;
    QPushButton* m_fix;
    QLabel* m_empty;
    QComboBox* m_reading;
};

} // namespace poolscope::gui
