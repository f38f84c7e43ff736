// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/service.h"

#include "core/base/hash.h"
#include "core/sim/metrics.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace poolscope::sim {

using base::Code;
using base::fail;
using base::Result;

struct Service::Endpoint {
    std::string_view path;
    std::string_view method;
    Reply (*handler)(Service& service, std::string&& body);
};

namespace {

std::int64_t unixTime()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Reply success(std::string body)
{
    Reply reply;
    reply.body = std::move(body);
    return reply;
}

} // namespace

Reply failure(unsigned status, std::string_view message)
{
    Reply reply;
    reply.status = status;
    reply.body = errorBody(status, message);
    return reply;
}

Stream::Stream(Service& service, Answer answer, const Schedule& schedule)
    : m_service(service)
    , m_answer(std::move(answer))
    , m_schedule(schedule)
{
}

Stream::~Stream()
{
    m_service.finish(m_schedule, m_sent);
}

Stream::State Stream::next(std::string& events)
{
    if (m_hasEnded)
        return State::ended;
    if (m_sent == m_schedule.outputTokens) {
        m_hasEnded = true;
        events = m_answer.lastEvents();
        return State::more;
    }
    if (!m_service.sleepUntil(m_schedule.tokenAt(m_sent)))
        return State::cut;
    events.clear();
    if (m_sent == 0) {
        m_service.countFirstToken(m_schedule);
        events = m_answer.firstEvents();
    }
    events += m_answer.tokenEvent(m_sent++);
    return State::more;
}

Result<std::unique_ptr<Service>> Service::create(const Options& options)
{
    std::unique_ptr<Service> service(new Service(options));
    if (options.log && !service->m_log.is_open())
        return fail(Code::io, fmt::format("Cannot write the log \"{}\"", options.log->string()),
            "Name a file in a folder that exists and may be written to.");
    return service;
}

Service::Service(const Options& options)
    : m_options(options)
    , m_engine(options)
{
    if (options.log)
        m_log.open(*options.log, std::ios::binary | std::ios::trunc);
}

Reply Service::reply(std::string_view method, std::string_view path, std::string body)
{
    static constexpr std::array<Endpoint, 7> endpoints{ {
        { "/v1/models", "GET", [](Service& service, std::string&&) { return service.models(); } },
        { "/health", "GET", [](Service&, std::string&&) { return Reply(); } },
        { "/metrics", "GET", [](Service& service, std::string&&) { return service.metrics(); } },
        { "/v1/chat/completions", "POST",
            [](Service& service, std::string&& text) {
                return service.generate(Route::chat, std::move(text));
            } },
        { "/v1/completions", "POST",
            [](Service& service, std::string&& text) {
                return service.generate(Route::completion, std::move(text));
            } },
        { "/reset_mm_cache", "POST",
            [](Service& service, std::string&&) { return service.resetMedia(); } },
        { "/reset_prefix_cache", "POST",
            [](Service& service, std::string&&) { return service.resetPrefix(); } },
    } };
    const auto* endpoint = std::find_if(endpoints.begin(), endpoints.end(),
        [path](const Endpoint& candidate) { return candidate.path == path; });
    if (endpoint == endpoints.end())
        return failure(404, fmt::format("There is no {}", path));
    const bool fits = method == endpoint->method || (method == "HEAD" && endpoint->method == "GET");
    if (!fits) {
        Reply reply = failure(405, fmt::format("{} takes {} only", path, endpoint->method));
        reply.allowedMethod = endpoint->method;
        return reply;
    }
    return endpoint->handler(*this, std::move(body));
}

void Service::stop()
{
    const std::lock_guard lock(m_stopMutex);
    m_isStopping = true;
    m_stopped.notify_all();
}

Counters Service::counters() const
{
    const std::lock_guard lock(m_mutex);
    Counters counters = m_engine.totals(now()).counters;
    counters.requests = m_received;
    return counters;
}

Reply Service::models() const
{
    return success(modelsBody(m_options.model, unixTime()));
}

Reply Service::metrics() const
{
    const std::lock_guard lock(m_mutex);
    Reply reply = success(metricsText(m_engine.totals(now()), m_options.model));
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    return reply;
}

Reply Service::resetMedia()
{
    const std::lock_guard lock(m_mutex);
    m_engine.clearMediaCache();
    return {};
}

Reply Service::resetPrefix()
{
    const std::lock_guard lock(m_mutex);
    m_engine.clearPrefixCache();
    return {};
}

Reply Service::generate(Route route, std::string&& body)
{
    const auto admitted = admit(route, body);
    body = {}; // megabytes that nobody needs while the answer is slept over
    if (!admitted)
        return failure(admitted.error().code == Code::io ? 500 : 400, admitted.error().message);
    const Request& request = admitted->request;
    const Schedule& schedule = admitted->schedule;
    if (schedule.isRefused)
        return failure(500,
            "Expected a cached item: the media of this request and the media cache's size do not "
            "go together");
    Answer answer(
        request, schedule, request.model.empty() ? m_options.model : request.model, unixTime());
    if (request.isStreaming) {
        Reply reply;
        reply.contentType = "text/event-stream; charset=utf-8";
        reply.stream = std::make_unique<Stream>(*this, std::move(answer), schedule);
        return reply;
    }
    const bool isDue = sleepUntil(schedule.doneAt());
    if (isDue)
        countFirstToken(schedule);
    finish(schedule, isDue ? schedule.outputTokens : 0);
    return isDue ? success(answer.whole()) : failure(503, "The endpoint is stopping");
}

/// Requests reach the engine and the log in the same order.
Result<Service::Admitted> Service::admit(Route route, const std::string& body)
{
    auto read = readRequest(route, body);
    LogEntry entry;
    if (m_options.log) {
        entry.bodyBytes = body.size();
        entry.bodySha256 = base::sha256(body);
    }
    const std::lock_guard lock(m_mutex);
    entry.seconds = now();
    entry.number = m_received++;
    if (m_options.log && !(m_log << logLine(entry, read ? *read : Request{}) << std::flush))
        return fail(Code::io, "The log cannot be written");
    if (!read)
        return tl::make_unexpected(std::move(read.error()));
    const Schedule schedule = m_engine.admit(*read, entry.seconds);
    return Admitted{ std::move(*read), schedule };
}

double Service::now() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_startedAt).count();
}

/// False when the service stops first.
bool Service::sleepUntil(double seconds)
{
    constexpr double forever = 1e9; // keeps the clock's integers from overflowing
    const auto due = m_startedAt
        + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
            std::chrono::duration<double>(std::min(seconds, forever)));
    std::unique_lock lock(m_stopMutex);
    return !m_stopped.wait_until(lock, due, [this] { return m_isStopping; });
}

void Service::countFirstToken(const Schedule& schedule)
{
    const std::lock_guard lock(m_mutex);
    m_engine.countFirstToken(schedule);
}

void Service::finish(const Schedule& schedule, std::int64_t tokens)
{
    const std::lock_guard lock(m_mutex);
    m_engine.finish(schedule, tokens);
}

} // namespace poolscope::sim
