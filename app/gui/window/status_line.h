// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/session/run_controller.h"
#include "core/snapshot/snapshot.h"

#include <QStatusBar>

class QLabel;
class QPushButton;

namespace poolscope::gui {

/// The foot of the window: last message on the left; place in the text, seed, sizes, problems and
/// run state on the right.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void setPosition(int line, int column);
    void setRendered(std::size_t done, std::size_t total, std::size_t bytes);
    void setRunState(const QString& text);
    void say(const QString& text, bool isError);

signals:
    void problemsRequested();

private:
    QLabel* m_position;
    QLabel* m_seed;
    QLabel* m_body;
    QLabel* m_pool;
    QLabel* m_run;
    QPushButton* m_problems;
};

} // namespace poolscope::gui
