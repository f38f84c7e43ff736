// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/charts/histogram_data.h"
#include "app/gui/job.h"
#include "app/gui/session/session.h"
#include "core/run/run_snapshot.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace poolscope::gui {

class HistogramChart;

/// The law of a pool as a chart, with the switches of what the chart shows; they are remembered.
class DistributionView : public QWidget {
    Q_OBJECT

public:
    explicit DistributionView(QThreadPool& threads, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);
    /// Lays what a run has sent over the law; null takes it away.
    void setRun(const run::RunSnapshotPtr& run);
    HistogramChart* chart() const { return m_chart; }

signals:
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const poolscope::gui::MergeKey& merge);
    /// The drag with this key was given up.
    void takeBackRequested(const poolscope::gui::MergeKey& merge);

private:
    /// In which 95 % of runs have all their bars.
    struct Bands {
        std::vector<snapshot::Bin> bins;
        std::vector<reuse::CountBand> bands;
        double draws = 0;
    };

    QHBoxLayout* makeHeading();
    QToolButton* addSwitch(QHBoxLayout* row, const QString& name, const QString& text,
        const QString& toolTip, bool HistogramView::*part);
    void showView();
    void show();
    void showObserved(HistogramData& shown);
    void findBands(const HistogramData& shown);
    void writeWeight(int entry, double weight, int drag);
    void writeOut();
    MergeKey keyOf(int drag, int entry) const;
    config::Path samplingPath() const;

    snapshot::SnapshotPtr m_snapshot;
    run::RunSnapshotPtr m_run;
    base::Modality m_modality = base::Modality::image;
    HistogramView m_view;
    Bands m_bands;
    Job<Bands> m_bandJob;
    HistogramChart* m_chart;
    QAction* m_writeOut;
    QToolButton* m_logarithmic = nullptr;
    QToolButton* m_sampled = nullptr;
    QToolButton* m_observed = nullptr;
};

} // namespace poolscope::gui
