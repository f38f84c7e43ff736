// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/report/findings.h"
#include "core/reuse/check/run_length.h"
#include "core/run/run_snapshot.h"
#include "core/snapshot/snapshot.h"

#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QGridLayout;
class QLabel;
class QProgressBar;

namespace poolscope::gui {

class ObservedChart;
class TimeChart;
struct SaidLine;

/// A run as the panel shows it.
struct ShownRun {
    run::RunSnapshotPtr state; ///< null: nothing has run yet
    snapshot::SnapshotPtr planned; ///< what it was made from, or what would be sent
    std::shared_ptr<const report::DrawChecks> checks; ///< its draws so far
    std::shared_ptr<const report::Findings> findings; ///< null until it has ended and was tested
    std::optional<reuse::LengthAdvice> advice; ///< is it long enough?
};

/// A live run, or the last one: progress and rates, time to first token of first-seen and repeat,
/// what was sent over what the law expects, predicted beside measured, and verdicts in words.
class RunPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    void setRun(const ShownRun& shown);
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
    void showVerdicts();
    void setPrediction(
        int row, const QString& label, const QString& predicted, const QString& measured);
    base::Modality shownModality() const;

    ShownRun m_shown;
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
    QLabel* m_effect = nullptr; ///< is it long enough; at the end, first-seen against repeat
    QLabel* m_verdict = nullptr; ///< do the draws follow their law
};

} // namespace poolscope::gui
