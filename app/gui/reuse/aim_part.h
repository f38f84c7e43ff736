// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/reuse/reuse_worker.h"
#include "core/snapshot/pool_aim.h"

#include <QWidget>

#include <functional>
#include <optional>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace poolscope::gui {

/// The other way round: which skew, pool size or capacity gives the hit rate that one wants.
class AimPart : public QWidget {
    Q_OBJECT

public:
    explicit AimPart(QThreadPool& threads, QWidget* parent = nullptr);

    void setSubject(const ReuseSubject& subject);
    bool isSolving() const { return m_job.isRunning(); }

signals:
    void poolChangeRequested(const poolscope::config::PoolChange& change, const QString& label);
    void capacityChosen(double capacity);

private:
    struct Answers {
        std::optional<snapshot::PoolAim> skew; ///< none: not to be asked for this law or cache
        std::optional<snapshot::PoolAim> size;
        std::optional<reuse::AimAnswer> capacity;
    };
    struct Line {
        QLabel* label = nullptr;
        QLabel* value = nullptr;
        QLabel* text = nullptr; ///< over the whole line where there is no value
        QPushButton* apply = nullptr;
        int row = 0;
    };

    Line addLine(int row, const QString& name, const QString& label);
    QWidget* makeQuestion();
    void solve();
    static Answers solved(
        const ReuseSubject& subject, double hitRate, double requests, const std::stop_token& stop);
    void show();
    void showLine(const Line& line, const std::optional<reuse::AimAnswer>& answer,
        const std::function<QString(double)>& print, const QString& now);

    QThreadPool& m_threads;
    std::optional<ReuseSubject> m_subject;
    bool m_hasOwnRequests = false; ///< else as many as the run has
    Answers m_answers;
    QDoubleSpinBox* m_hitRate;
    QSpinBox* m_requests;
    Line m_skew;
    Line m_size;
    Line m_capacity;
    Job<Answers> m_job;
};

} // namespace poolscope::gui
