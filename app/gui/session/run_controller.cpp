// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/session/run_controller.h"

#include "app/gui/qt.h"
#include "core/config/fill/unfilled.h"

#include <chrono>

namespace poolscope::gui {

namespace {

using namespace std::chrono_literals;

constexpr int pullMs = 100;
constexpr auto probeTimeout = 3s;

} // namespace

RunController::RunController(
    QThreadPool& threads, std::shared_ptr<media::PoolStore> store, QObject* parent)
    : QObject(parent)
    , m_threads(threads)
    , m_store(std::move(store))
    , m_probe(threads)
    , m_test(threads)
    , m_adviser(threads)
{
    m_pull.setInterval(pullMs);
    connect(&m_pull, &QTimer::timeout, this, &RunController::pull);
}

RunController::~RunController() = default;

void RunController::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    if (m_choice.kind == EndpointChoice::Kind::config)
        probe();
    if (!m_state)
        advise(snapshot->plan);
    emit stateChanged();
}

void RunController::setEndpoint(const EndpointChoice& choice)
{
    m_choice = choice;
    m_probedUrl.clear();
    probe();
}

bool RunController::canRun() const
{
    return !isRunning() && m_snapshot && m_snapshot->plan
        && m_snapshot->plan->schedule().requestCount() > 0;
}

/// The endpoint of the choice; the simulated one is started when it is first needed.
base::Result<run::Endpoint> RunController::resolve()
{
    if (m_choice.kind == EndpointChoice::Kind::simulated) {
        if (!m_server) {
            auto server = sim::Server::start({});
            if (!server)
                return tl::make_unexpected(server.error());
            m_server = std::move(*server);
        }
        return run::endpointOf(m_server->url(), "", {});
    }
    const config::Workload& workload = m_snapshot->config.workload;
    const auto& server = workload.server;
    const std::string url = m_choice.kind == EndpointChoice::Kind::custom ? toStd(m_choice.url)
        : server && server->baseUrl                                       ? *server->baseUrl
                                                                          : std::string();
    if (url.empty())
        return base::fail(base::Code::invalid, "The config names no server.base_url");
    config::RunNeeds needs;
    needs.baseUrl = m_choice.kind == EndpointChoice::Kind::config;
    needs.hasVariable = run::hasVariable;
    if (auto filled = config::checkFilled(config::unfilledInRun(m_snapshot->config, needs));
        !filled)
        return tl::make_unexpected(filled.error());
    return run::endpointOf(url, server ? server->apiKey.value_or("") : "", workload.api.headers);
}

void RunController::probe()
{
    const auto endpoint = resolve();
    if (!endpoint) {
        m_probe.cancel();
        m_reachability = Reachability::unreachable;
        m_endpointText = toQt(endpoint.error().message);
        emit endpointChanged();
        return;
    }
    const QString url = toQt(endpoint->baseUrl);
    if (url == m_probedUrl)
        return;
    m_probedUrl = url;
    m_reachability = Reachability::checking;
    m_endpointText = tr("checking\u2026");
    emit endpointChanged();
    // Without key and headers: those go out only when the user presses Run.
    m_probe.start(
        [endpoint = run::endpointOf(endpoint->baseUrl, "", {})](
            const std::stop_token& stop) { return run::models(endpoint, probeTimeout, stop); },
        [this](const base::Result<std::vector<std::string>>& models) {
            const bool isUp = models || models.error().code != base::Code::network;
            m_reachability = isUp ? Reachability::reachable : Reachability::unreachable;
            if (m_choice.kind == EndpointChoice::Kind::simulated)
                m_endpointText = tr("ready, 4 GiB media cache");
            else if (models)
                m_endpointText = toQt(models->front());
            else
                m_endpointText = isUp ? tr("reachable") : toQt(models.error().message);
            emit endpointChanged();
        });
}

void RunController::start(std::optional<std::uint64_t> requests)
{
    if (!canRun())
        return;
    const auto endpoint = resolve();
    if (!endpoint) {
        emit messageRequested(toQt(endpoint.error().message), true);
        return;
    }
    const config::Workload& workload = m_snapshot->workload;
    plan::PlanPtr plan = m_snapshot->plan;
    if (requests) {
        plan::LoadOverrides overrides;
        overrides.requests = requests;
        plan = *plan::Plan::create(workload, m_snapshot->seed, overrides);
    }
    run::Options options;
    options.endpoint = *endpoint;
    options.requestTimeout = workload.load.requestTimeout;
    m_test.cancel();
    m_findings.reset();
    m_checks = std::make_shared<report::DrawChecks>(plan);
    advise(plan);
    m_run.reset(); // the run before has finished: nothing to wait for
    m_plan = plan;
    m_run = run::Run::start(std::move(plan), m_store, std::move(options));
    m_plannedBy = m_snapshot;
    m_state = m_run->snapshot();
    m_pull.start();
    emit stateChanged();
}

void RunController::stop()
{
    if (m_run)
        m_run->stop();
}

void RunController::pull()
{
    m_state = m_run->snapshot();
    m_checks->look(*m_state);
    if (m_state->isOver()) {
        m_pull.stop();
        test();
        if (!m_state->problem.empty())
            emit messageRequested(toQt(m_state->problem), true);
    }
    emit stateChanged();
}

/// Tests the run that has ended: its records are many.
void RunController::test()
{
    m_test.start(
        [finished = m_run, plan = m_plan](
            const std::stop_token&) -> std::shared_ptr<const report::Findings> {
            return std::make_shared<report::Findings>(report::findingsOf(plan, finished->tally()));
        },
        [this](std::shared_ptr<const report::Findings> findings) {
            m_findings = std::move(findings);
            emit stateChanged();
        });
}

void RunController::advise(const plan::PlanPtr& plan)
{
    if (!plan) {
        m_adviser.cancel();
        m_advice.reset();
        return;
    }
    m_adviser.start(
        [plan](const std::stop_token&) {
            return snapshot::adviseLength(*plan, plan->schedule().requestCount());
        },
        [this](std::optional<reuse::LengthAdvice> advice) {
            m_advice = std::move(advice);
            emit stateChanged();
        });
}

} // namespace poolscope::gui
