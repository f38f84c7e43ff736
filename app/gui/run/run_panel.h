// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/run/run_snapshot.h"
#include "core/snapshot/snapshot.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QProgressBar;

namespace poolscope::gui {

class ObservedChart;
class TimeChart;

/// A live run, or the last one: progress and rates, time to first token of first-seen and repeat,
/// what was sent over what the law expects, predicted beside measured.
class RunPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    /// `state` null: nothing has run yet; `planned` is what would be sent.
    void setRun(const run::RunSnapshotPtr& state, const snapshot::SnapshotPtr& planned);
    void setModality(base::Modality modality);

private:
    /// A line of the table on the left: label and figure.
    enum Line { rate, latency, errors, sent, lineCount };

    QWidget* makeProgress();
    QWidget* makeTable();
    QWidget* titled(const QString& title, QWidget* content, QLabel** note = nullptr);
    void showPlanned();
    void showProgress(const run::RunSnapshot& state);
    void showObserved();
    void showPredicted();
    void setPrediction(
        int row, const QString& label, const QString& predicted, const QString& measured);
    base::Modality shownModality() const;

    run::RunSnapshotPtr m_state;
    snapshot::SnapshotPtr m_planned;
    base::Modality m_modality = base::Modality::image;
    QLabel* m_headline;
    QLabel* m_remaining;
    QProgressBar* m_progress;
    std::array<QLabel*, lineCount> m_figures{};
    TimeChart* m_times;
    ObservedChart* m_observed;
    QLabel* m_observedNote = nullptr;
    QGridLayout* m_table = nullptr;
    std::array<std::array<QLabel*, 3>, 3> m_cells{};
    QLabel* m_verdict = nullptr;
};

} // namespace poolscope::gui
