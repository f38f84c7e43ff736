// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/run.h"

#include "core/run/preparer.h"
#include "core/run/transfer.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fmt/format.h>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace poolscope::run {

using namespace std::chrono_literals;

namespace {

constexpr double publishInterval = 0.1; // seconds
constexpr auto probeTimeout = 5s;
constexpr auto stoppedTimeout = 500ms;
/// More requests than this are never on the wire at once; those due later wait and show as delayed.
constexpr std::size_t maxInFlight = 4096;
/// ... nor more bytes of bodies, unless one alone has more: fresh media are held until answered.
constexpr std::uint64_t maxBytesInFlight = 2ULL << 30U;
constexpr double defaultTimeout = 300; // inference-perf's, by way of its HTTP client

std::int64_t shareOf(std::int64_t concurrency, const Shard& shard)
{
    const auto count = static_cast<std::int64_t>(shard.count);
    const bool takesRest = static_cast<std::int64_t>(shard.index) < concurrency % count;
    return std::max<std::int64_t>(1, concurrency / count + (takesRest ? 1 : 0));
}

} // namespace

class Run::Engine {
public:
    Engine(plan::PlanPtr plan, std::shared_ptr<media::PoolStore> store, Options options)
        : m_plan(std::move(plan))
        , m_store(std::move(store))
        , m_options(std::move(options))
        , m_settings(m_plan->settings())
        , m_range(m_options.shard.range(m_plan->schedule().requestCount()))
        , m_tally(*m_plan)
        , m_multi(curl_multi_init())
    {
        m_state.planned = m_range.count;
        m_state.plannedSeconds = m_plan->schedule().seconds();
        publish();
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    void stop()
    {
        m_thread.request_stop();
        curl_multi_wakeup(m_multi.get());
    }

    RunSnapshotPtr snapshot() const
    {
        const std::lock_guard lock(m_mutex);
        return m_published;
    }

    bool waitFor(std::chrono::milliseconds time) const
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(
            lock, time, [this] { return m_published->phase == Phase::finished; });
    }

    const Tally& tally() const { return m_tally; }
    const plan::RequestSettings& settings() const { return m_settings; }

private:
    void run(const std::stop_token& stop)
    {
        if (prepare(stop))
            send(stop);
        m_preparer.reset();
        m_state.wasStopped = stop.stop_requested();
        m_state.phase = Phase::finished;
        publish();
    }

    // What comes before the first request.

    bool prepare(const std::stop_token& stop)
    {
        const auto fail = [this](const base::Error& error) {
            if (error.code != base::Code::cancelled)
                m_state.problem
                    = error.hint.empty() ? error.message : error.message + ". " + error.hint;
            m_state.isUnreachable = error.code == base::Code::network;
            return false;
        };
        const auto found = models(m_options.endpoint, probeTimeout, stop);
        if (!found && found.error().code == base::Code::network)
            return fail(found.error());
        if (m_settings.model.empty()) {
            if (!found)
                return fail(found.error());
            m_settings.model = found->front();
        }
        if (auto enough = checkFolders(*m_plan, stop); !enough)
            return fail(enough.error());
        const auto items = firstItems(*m_plan, m_range, m_options.renderAheadBytes, stop);
        const auto progress = [this](const media::RenderProgress& rendering) {
            m_state.rendering = rendering;
            publish();
        };
        if (auto rendered = m_store->render(items, m_options.renderThreads, progress, stop);
            !rendered)
            return fail(rendered.error());
        m_state.serverBefore = cacheCounters(m_options.endpoint, probeTimeout, stop);
        return !stop.stop_requested();
    }

    // Sending.

    void send(const std::stop_token& stop)
    {
        m_transferSettings.url
            = m_options.endpoint.baseUrl + std::string(wire::path(m_settings.route));
        m_transferSettings.headers = detail::headerList(m_options.endpoint, true);
        m_transferSettings.isStreaming = m_settings.streaming;
        m_transferSettings.timeout = m_options.requestTimeout.value_or(defaultTimeout);
        m_transferSettings.clock = &m_clock;
        curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(maxInFlight));
        const unsigned threads = m_options.renderThreads > 0
            ? m_options.renderThreads
            : std::max(1U, std::thread::hardware_concurrency());
        m_preparer.emplace(*m_plan, *m_store, m_settings, m_range, threads,
            [multi = m_multi.get()] { curl_multi_wakeup(multi); });

        m_clock.restart();
        m_state.phase = Phase::running;
        const auto& stages = m_plan->schedule().stages();
        for (std::size_t i = 0; i < stages.size() && !isOver(stop); ++i) {
            rest(stop, stages[i].start);
            sendStage(stop, i);
        }
        for (auto& [handle, transfer] : m_inFlight) {
            curl_multi_remove_handle(m_multi.get(), handle);
            m_tally.finish(transfer->abandon());
        }
        m_inFlight.clear();
        m_bytesInFlight = 0;
        if (m_state.serverBefore)
            m_state.serverAfter = settledCounters(stop.stop_requested());
    }

    /// vLLM's counters move with the engine's next step: read until two readings agree.
    /// Who has stopped a run does not wait for that: one quick reading.
    std::optional<CacheCounters> settledCounters(bool isStopped) const
    {
        constexpr int readings = 10;
        if (isStopped)
            return cacheCounters(m_options.endpoint, stoppedTimeout);
        auto last = cacheCounters(m_options.endpoint, probeTimeout);
        for (int i = 0; i < readings && last; ++i) {
            std::this_thread::sleep_for(100ms);
            const auto next = cacheCounters(m_options.endpoint, probeTimeout);
            if (next == last)
                break;
            last = next;
        }
        return last;
    }

    bool isOver(const std::stop_token& stop) const
    {
        return stop.stop_requested()
            || (m_options.duration && m_clock.now() >= *m_options.duration);
    }

    /// Waits between stages: the next one starts no earlier than planned, and no earlier than the
    /// configured rest after the one before has been answered.
    void rest(const std::stop_token& stop, double planned)
    {
        const double interval = m_stageEnd > 0 ? planned - m_plannedEnd : 0;
        const double until = std::max(planned, m_stageEnd + interval);
        while (!isOver(stop) && m_clock.now() < until)
            step(until - m_clock.now());
    }

    void sendStage(const std::stop_token& stop, std::size_t index)
    {
        const plan::StageSchedule& stage = m_plan->schedule().stages()[index];
        plan::DueTimes times(m_plan->schedule(), index);
        const double start = m_clock.now();
        const auto places = stage.concurrency > 0
            ? std::min(
                maxInFlight, static_cast<std::size_t>(shareOf(stage.concurrency, m_options.shard)))
            : maxInFlight;
        for (std::uint64_t r = stage.first; r < stage.first + stage.count; ++r) {
            std::optional<double> due = times.next();
            if (r % m_options.shard.count != m_options.shard.index)
                continue;
            if (due)
                *due += start;
            std::optional<Prepared> prepared = awaitTurn(stop, due, places);
            if (!prepared)
                break;
            begin(std::move(*prepared), static_cast<std::uint32_t>(index), due);
        }
        while (!m_inFlight.empty() && !stop.stop_requested())
            step(publishInterval);
        m_stageEnd = m_clock.now();
        m_plannedEnd = stage.start + stage.duration;
    }

    /// The next request, taken as soon as it is made, given when it is due and a place is free;
    /// nothing when sending is over.
    std::optional<Prepared> awaitTurn(
        const std::stop_token& stop, std::optional<double> due, std::size_t places)
    {
        std::optional<Prepared> prepared;
        while (!isOver(stop)) {
            if (!prepared)
                prepared = m_preparer->take();
            const double wait = due ? *due - m_clock.now() : 0;
            if (prepared && wait <= 0 && m_inFlight.size() < places
                && (m_inFlight.empty()
                    || m_bytesInFlight + prepared->body.size() <= maxBytesInFlight))
                return prepared;
            step(wait > 0 ? wait : publishInterval);
        }
        return {};
    }

    void begin(Prepared prepared, std::uint32_t stage, std::optional<double> due)
    {
        Record record;
        record.index = prepared.index;
        record.stage = stage;
        record.bytes = prepared.body.size();
        const double now = m_clock.now();
        record.due = due.value_or(now);
        if (prepared.error) {
            record.start = record.end = now;
            record.error = ErrorKind::media;
            record.message = prepared.error->message;
            m_tally.finish(std::move(record));
            return;
        }
        record.isFirstSeen = m_tally.send(prepared.items, prepared.assets, record.bytes, now);
        record.items = std::move(prepared.items);
        std::unique_ptr<detail::Transfer> transfer;
        if (m_idle.empty()) {
            transfer = std::make_unique<detail::Transfer>(m_transferSettings);
        } else {
            transfer = std::move(m_idle.back());
            m_idle.pop_back();
        }
        m_bytesInFlight += record.bytes;
        transfer->begin(std::move(prepared.body), std::move(record));
        CURL* handle = transfer->handle();
        m_inFlight.emplace(handle, std::move(transfer));
        curl_multi_add_handle(m_multi.get(), handle);
        drive();
    }

    /// Lets curl work and waits up to `seconds` for it, for a body or for a stop.
    void step(double seconds)
    {
        drive();
        const double now = m_clock.now();
        if (now >= m_nextPublish) {
            m_nextPublish = now + publishInterval;
            publish();
        }
        seconds = std::min(seconds, publishInterval);
        const auto whole = static_cast<int>(seconds * 1000);
        if (whole > 0) {
            curl_multi_poll(m_multi.get(), nullptr, 0, whole, nullptr);
            return;
        }
        // curl waits in milliseconds; the rest is slept off in slices too short to delay an answer.
        curl_multi_poll(m_multi.get(), nullptr, 0, 0, nullptr);
        std::this_thread::sleep_for(
            std::min(std::chrono::duration<double>(seconds), std::chrono::duration<double>(100us)));
    }

    void drive()
    {
        int running = 0;
        curl_multi_perform(m_multi.get(), &running);
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            CURL* handle = message->easy_handle;
            const CURLcode code = message->data.result;
            curl_multi_remove_handle(m_multi.get(), handle);
            const auto place = m_inFlight.find(handle);
            Record record = place->second->end(code);
            m_bytesInFlight -= record.bytes;
            m_tally.finish(std::move(record));
            m_idle.push_back(std::move(place->second));
            m_inFlight.erase(place);
        }
    }

    void publish()
    {
        auto next = std::make_shared<RunSnapshot>(m_state);
        m_tally.describe(*next, m_state.phase == Phase::preparing ? 0 : m_clock.now());
        const std::lock_guard lock(m_mutex);
        m_published = std::move(next);
        m_changed.notify_all();
    }

    const plan::PlanPtr m_plan;
    const std::shared_ptr<media::PoolStore> m_store;
    const Options m_options;

    // Of the run thread.
    plan::RequestSettings m_settings;
    plan::RequestRange m_range;
    Tally m_tally;
    RunSnapshot m_state;
    detail::RunClock m_clock;
    detail::TransferSettings m_transferSettings;
    detail::MultiPtr m_multi;
    std::vector<std::unique_ptr<detail::Transfer>> m_idle;
    std::unordered_map<CURL*, std::unique_ptr<detail::Transfer>> m_inFlight;
    std::uint64_t m_bytesInFlight = 0; ///< of their bodies
    std::optional<Preparer> m_preparer;
    double m_nextPublish = 0;
    double m_stageEnd = 0;
    double m_plannedEnd = 0;

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    RunSnapshotPtr m_published;
    std::jthread m_thread; ///< last: it ends before anything it uses goes
};

std::unique_ptr<Run> Run::start(
    plan::PlanPtr plan, std::shared_ptr<media::PoolStore> store, Options options)
{
    return std::unique_ptr<Run>(
        new Run(std::make_unique<Engine>(std::move(plan), std::move(store), std::move(options))));
}

Run::Run(std::unique_ptr<Engine> engine)
    : m_engine(std::move(engine))
{
}

Run::~Run()
{
    stop();
}

void Run::stop()
{
    m_engine->stop();
}

RunSnapshotPtr Run::snapshot() const
{
    return m_engine->snapshot();
}

bool Run::waitFor(std::chrono::milliseconds time) const
{
    return m_engine->waitFor(time);
}

const Tally& Run::tally() const
{
    return m_engine->tally();
}

const plan::RequestSettings& Run::settings() const
{
    return m_engine->settings();
}

} // namespace poolscope::run
