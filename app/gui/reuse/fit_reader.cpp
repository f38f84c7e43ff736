// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/fit_reader.h"

#include "app/gui/qt.h"

namespace poolscope::gui {

namespace {

constexpr int reportEveryMs = 100;

using Result = base::Result<std::shared_ptr<const FittedLog>>;

Result fitted(const std::filesystem::path& path, const reuse::LogFormat& format,
    const reuse::LogProgress& progress, const std::stop_token& stop)
{
    auto log = reuse::importAccessLog(path, format, progress, stop);
    if (!log)
        return tl::make_unexpected(log.error());
    progress(1);
    auto found = std::make_shared<FittedLog>();
    found->log = { log->form, log->field, log->rows, log->requests(), log->badLines,
        log->firstBadLines, log->isCompressed };
    found->fit = reuse::fit(reuse::fitRequestOf(*log), stop);
    return found;
}

} // namespace

FitReader::FitReader(QObject* parent)
    : QObject(parent)
    , m_job(m_thread)
{
    m_thread.setMaxThreadCount(1);
    m_report.setInterval(reportEveryMs);
    connect(&m_report, &QTimer::timeout, this, [this] { emit progressed(m_share->load()); });
}

void FitReader::start(const QString& path, const reuse::LogFormat& format)
{
    m_share = std::make_shared<std::atomic<double>>(0);
    m_report.start();
    m_job.start(
        [path = std::filesystem::path(toStd(path)), format, share = m_share](
            const std::stop_token& stop) {
            return fitted(
                path, format, [share](double done) { *share = done; }, stop);
        },
        [this](const Result& result) {
            m_report.stop();
            if (result)
                emit finished(*result);
            else
                emit failed(result.error());
        });
}

void FitReader::cancel()
{
    m_report.stop();
    m_job.cancel();
}

} // namespace poolscope::gui
