// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/pool_renderer.h"

#include <QThread>

namespace poolscope::gui {

namespace {

constexpr int pauseMs = 350;
constexpr int reportMs = 100;
constexpr double budgetBytes = 256e6;
constexpr std::size_t maxItems = 4096; ///< listed anew for every step of a drag

/// The pool items of the payload, as many as fit into the budget.
std::vector<media::ItemSpec> itemsOf(const plan::Plan& plan)
{
    std::vector<media::ItemSpec> items;
    double bytes = 0;
    for (const base::Modality modality : base::allModalities) {
        const plan::MediaPlan* media = plan.media(modality);
        if (!media || !media->hasPool())
            continue;
        for (std::int64_t i = 0;
             i < media->poolSize() && bytes < budgetBytes && items.size() < maxItems; ++i) {
            items.push_back(media->item(static_cast<std::uint64_t>(i)));
            bytes += static_cast<double>(media::estimatedBytes(items.back()));
        }
    }
    return items;
}

} // namespace

PoolRenderer::PoolRenderer(
    QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_job(threads)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    m_report.setInterval(reportMs);
    connect(&m_pause, &QTimer::timeout, this, &PoolRenderer::start);
    connect(&m_report, &QTimer::timeout, this, &PoolRenderer::report);
}

void PoolRenderer::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    auto items = snapshot->plan ? itemsOf(*snapshot->plan) : std::vector<media::ItemSpec>();
    if (items == m_items)
        return;
    m_items = std::move(items);
    m_job.cancel();
    m_pause.start();
}

void PoolRenderer::setPaused(bool isPaused)
{
    if (isPaused == m_isPaused)
        return;
    m_isPaused = isPaused;
    if (isPaused)
        m_job.cancel();
    else
        m_pause.start();
}

void PoolRenderer::start()
{
    if (m_isPaused)
        return;
    m_progress = std::make_shared<Progress>();
    m_report.start();
    const unsigned threads = static_cast<unsigned>(std::max(1, QThread::idealThreadCount() - 1));
    m_job.start(
        [items = m_items, store = m_store, progress = m_progress, threads](
            const std::stop_token& stop) {
            const auto note = [&](const media::RenderProgress& state) {
                progress->done = state.done;
                progress->bytes = state.bytes;
            };
            // An item that cannot be rendered shows its error where it is looked at.
            return store->render(items, threads, note, stop).has_value();
        },
        [this](bool) {
            report();
            m_report.stop();
        });
}

void PoolRenderer::report()
{
    if (m_progress)
        emit progressed(m_progress->done, m_items.size(), m_progress->bytes);
}

} // namespace poolscope::gui
