// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "core/reuse/access_log.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>

namespace poolscope::gui {

/// What a log is like, without its accesses.
struct LogSummary {
    reuse::LogForm form = reuse::LogForm::plain;
    std::string field;
    std::uint64_t rows = 0;
    std::uint64_t requests = 0;
    std::uint64_t badLines = 0;
    std::vector<reuse::BadLine> firstBadLines;
    bool isCompressed = false;
};

struct FittedLog {
    LogSummary log;
    reuse::Fit fit;
};

/// Reads an access log and fits it in the background; a newer start stops an older one.
class FitReader : public QObject {
    Q_OBJECT

public:
    explicit FitReader(QObject* parent = nullptr);

    void start(const QString& path, const reuse::LogFormat& format);
    void cancel();
    bool isRunning() const { return m_job.isRunning(); }

signals:
    /// `share` of the file is read; 1: all of it, and the fit is under way.
    void progressed(double share);
    void finished(const std::shared_ptr<const poolscope::gui::FittedLog>& fitted);
    void failed(const poolscope::base::Error& error);

private:
    QThreadPool m_thread;
    QTimer m_report;
    std::shared_ptr<std::atomic<double>> m_share;
    Job<base::Result<std::shared_ptr<const FittedLog>>> m_job;
};

} // namespace poolscope::gui
