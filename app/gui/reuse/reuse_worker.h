// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "core/snapshot/reuse_figures.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace poolscope::gui {

/// Whose reuse is looked at, and by which cache.
struct ReuseSubject {
    snapshot::SnapshotPtr snapshot;
    base::Modality modality = base::Modality::image;
    reuse::CacheSpec cache;
    std::shared_ptr<snapshot::SizeTables> sizes; ///< of the pool, kept while the cache changes

    bool operator==(const ReuseSubject&) const = default;
};

/// Works out a subject's figures in three steps, each shown when it is there: what the formulas
/// predict, what this plan does exactly, how far other seeds stray. A newer subject stops the plan
/// and the seeds of an older one; predictions are finished, so that a drag is followed.
class ReuseWorker : public QObject {
    Q_OBJECT

public:
    explicit ReuseWorker(QObject* parent = nullptr);

    void ask(const ReuseSubject& subject);
    /// Forgets everything: there is nothing to look at.
    void clear();

    const std::optional<ReuseSubject>& subject() const { return m_subject; }
    /// By formula, without what depends on the seed.
    const std::optional<snapshot::ReuseFigures>& predicted() const { return m_predicted; }
    /// With the exact simulation and the curves. Of a moment ago while isPlanStale().
    const std::optional<snapshot::ReuseFigures>& planned() const { return m_planned; }
    /// Of the cache; none while it is being worked out.
    const std::optional<snapshot::CacheFigures>& spread() const { return m_spread; }
    /// The hit rate to expect before the seed is known: by formula, or what other seeds gave where
    /// that is the better answer.
    std::optional<double> expected() const;
    const std::optional<base::Error>& error() const { return m_error; }
    bool isPlanStale() const { return m_planJob.isRunning() || m_predictJob.isRunning(); }
    bool isBusy() const { return isPlanStale() || m_spreadJob.isRunning(); }
    /// Two threads of its own, which no rendering can hold up.
    QThreadPool& threads() { return m_threads; }

signals:
    void changed();

private:
    using Answer = base::Result<snapshot::ReuseFigures>;

    void predict();
    void simulate();
    void tryOtherSeeds();
    bool isSequence() const;

    QThreadPool m_threads;
    std::optional<ReuseSubject> m_subject;
    std::optional<snapshot::ReuseFigures> m_predicted;
    std::optional<snapshot::ReuseFigures> m_planned;
    std::optional<snapshot::CacheFigures> m_spread;
    std::optional<base::Error> m_error;
    Job<Answer> m_predictJob;
    Job<Answer> m_planJob;
    Job<Answer> m_spreadJob;
};

} // namespace poolscope::gui
