// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace poolscope::gui {

/// Work on another thread, latest start wins: a newer start stops the older one, and only the
/// newest result is handed over, on the GUI thread, while the Job lives. Belongs to the GUI thread.
/// What the work captures must not depend on the owner's life.
template <class T> class Job {
public:
    using Work = std::function<T(const std::stop_token&)>;
    using Done = std::function<void(T)>;

    explicit Job(QThreadPool& pool)
        : m_pool(pool)
        , m_control(std::make_shared<Control>())
    {
    }
    ~Job()
    {
        cancel();
        m_control->isAlive = false;
    }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void start(Work work, Done done)
    {
        cancel();
        m_control->stop = std::stop_source();
        m_control->isRunning = true;
        const std::uint64_t generation = ++m_control->generation;
        m_pool.start([control = m_control, work = std::move(work), done = std::move(done),
                         stop = m_control->stop.get_token(), generation]() mutable {
            auto result = std::make_shared<T>(work(stop));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [control, result, done = std::move(done), generation] {
                    if (!control->isAlive || control->generation != generation)
                        return;
                    control->isRunning = false;
                    if (!control->stop.stop_requested())
                        done(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

    void cancel()
    {
        m_control->stop.request_stop();
        m_control->isRunning = false;
    }

    bool isRunning() const { return m_control->isRunning; }

private:
    /// Shared with the work, so that a result finds out whether anybody still wants it. Everything
    /// but the stop token is touched on the GUI thread only.
    struct Control {
        std::stop_source stop;
        std::uint64_t generation = 0;
        bool isAlive = true;
        bool isRunning = false;
    };

    QThreadPool& m_pool;
    std::shared_ptr<Control> m_control;
};

} // namespace poolscope::gui
