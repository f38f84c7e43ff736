// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/run_controller.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace poolscope::gui {

/// The choice of endpoint and whether it answers.
class EndpointBar : public QWidget {
    Q_OBJECT

public:
    explicit EndpointBar(RunController& runs, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(int index);
    void showState();
    void fill();

    RunController& m_runs;
    QString m_configUrl;
    QComboBox* m_choice;
    QLabel* m_dot;
    QLabel* m_state;
};

} // namespace poolscope::gui
