// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/sim/answer.h"
#include "core/sim/engine.h"
#include "core/sim/log.h"
#include "core/sim/options.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace poolscope::sim {

class Service;

/// The events of one streamed answer, for one thread. Must not outlive its service.
class Stream {
public:
    Stream(Service& service, Answer answer, const Schedule& schedule);
    /// Tells the engine how far the answer got.
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    enum class State { more, ended, cut };
    /// Waits until the next events are due and puts them into `events`; cut when the service stops.
    State next(std::string& events);

private:
    Service& m_service;
    Answer m_answer;
    Schedule m_schedule;
    std::int64_t m_sent = 0; // tokens
    bool m_hasEnded = false;
};

/// What goes back to a client.
struct Reply {
    unsigned status = 200;
    std::string body;
    std::string contentType = "application/json";
    std::string allowedMethod; ///< with status 405
    std::unique_ptr<Stream> stream; ///< instead of the body
};

/// A reply with an error object.
Reply failure(unsigned status, std::string_view message);

/// The endpoint without its sockets: routes, clock, and the order in which requests reach the
/// engine. All functions may be called from any thread.
class Service {
public:
    /// Fails when the log cannot be opened.
    static base::Result<std::unique_ptr<Service>> create(const Options& options);
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Answers one HTTP request; returns when a whole answer is due or a stream may begin. `path`
    /// is without the query.
    Reply reply(std::string_view method, std::string_view path, std::string body);

    /// Ends all waiting, now and later.
    void stop();
    Counters counters() const;

private:
    friend class Stream;
    struct Endpoint;
    struct Admitted {
        Request request;
        Schedule schedule;
    };

    explicit Service(const Options& options);
    Reply models() const;
    Reply metrics() const;
    Reply resetMedia();
    Reply resetPrefix();
    Reply generate(Route route, std::string&& body);
    base::Result<Admitted> admit(Route route, const std::string& body);

    double now() const; // seconds since the start
    bool sleepUntil(double seconds);
    void countFirstToken(const Schedule& schedule);
    void finish(const Schedule& schedule, std::int64_t tokens);

    const Options m_options;
    const std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();

    mutable std::mutex m_mutex; // guards the next three
    Engine m_engine;
    std::ofstream m_log;
    std::uint64_t m_received = 0;

    std::mutex m_stopMutex; // guards the next one
    bool m_isStopping = false;
    std::condition_variable m_stopped;
};

} // namespace poolscope::sim
