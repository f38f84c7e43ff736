// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/media/store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace poolscope::media {

namespace {

using base::Result;
using Clock = std::chrono::steady_clock;
using Progress = std::function<void(const RenderProgress&)>;

constexpr auto progressInterval = std::chrono::milliseconds(50);

/// One call of PoolStore::render: threads that take the next item until none is left, one fails or
/// the caller stops them.
class Rendering {
public:
    Rendering(PoolStore& store, std::span<const ItemSpec> specs, const Progress& progress,
        const std::stop_token& stop)
        : m_store(store)
        , m_specs(specs)
        , m_progress(progress)
        , m_onStop(stop, [this] { m_stop.request_stop(); })
    {
        m_state.total = specs.size();
    }

    Result<> run(unsigned jobs)
    {
        {
            std::vector<std::jthread> helpers;
            try {
                while (helpers.size() + 1 < std::min<std::size_t>(jobs, m_specs.size()))
                    helpers.emplace_back([this] { work(); });
            } catch (const std::system_error&) {
                // No more threads to be had: those that are do the work.
            }
            work();
        }
        if (m_error)
            return tl::make_unexpected(*m_error);
        if (m_stop.stop_requested())
            return base::cancelled();
        if (m_progress)
            m_progress(m_state);
        return {};
    }

private:
    void work()
    {
        for (;;) {
            const std::size_t i = m_next.fetch_add(1);
            if (i >= m_specs.size() || m_stop.stop_requested())
                return;
            // A fresh item would be thrown away.
            if (m_specs[i].side == Side::fresh)
                count(0);
            else if (const auto asset = m_store.get(m_specs[i], m_stop.get_token()))
                count((*asset)->bytes());
            else
                fail(asset.error());
        }
    }

    void count(std::uint64_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        ++m_state.done;
        m_state.bytes += bytes;
        const auto now = Clock::now();
        // The last word is run's.
        if (!m_progress || m_state.done == m_state.total || now < m_reported + progressInterval)
            return;
        m_reported = now;
        m_progress(m_state);
    }

    void fail(const base::Error& error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_error)
            m_error = error;
        m_stop.request_stop();
    }

    PoolStore& m_store;
    std::span<const ItemSpec> m_specs;
    const Progress& m_progress;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_onStop;
    std::atomic<std::size_t> m_next = 0;

    std::mutex m_mutex; ///< guards what follows, and that progress is told one at a time
    RenderProgress m_state;
    Clock::time_point m_reported = Clock::now();
    std::optional<base::Error> m_error;
};

} // namespace

Result<> PoolStore::render(std::span<const ItemSpec> specs, unsigned jobs,
    const std::function<void(const RenderProgress&)>& progress, std::stop_token stop)
{
    if (jobs == 0)
        jobs = std::max(1U, std::thread::hardware_concurrency());
    return Rendering(*this, specs, progress, stop).run(jobs);
}

} // namespace poolscope::media
