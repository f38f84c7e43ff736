// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/run.h"

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/run_text.h"
#include "app/cli/validators.h"
#include "core/base/file.h"
#include "core/config/fill/unfilled.h"
#include "core/config/secrets/redact.h"
#include "core/report/report.h"
#include "core/report/statistics.h"
#include "core/sim/server.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using namespace std::chrono_literals;

struct Options {
    InputOptions input;
    std::string endpoint;
    bool sim = false;
    plan::LoadOverrides load;
    std::string shard;
    std::string report;
    bool dryRun = false;
    bool json = false;
};

/// Memory for rendered items; beyond it they are rendered again when their turn comes.
constexpr std::size_t storeBudget = std::size_t{ 4 } << 30U;

/// "1/4": the second of four.
std::optional<run::Shard> parseShard(const std::string& text)
{
    if (text.empty())
        return run::Shard{};
    unsigned long long index = 0;
    unsigned long long count = 0;
    int used = 0;
    // NOLINTNEXTLINE(cert-err34-c): the numbers are checked below
    if (std::sscanf(text.c_str(), "%6llu/%6llu%n", &index, &count, &used) != 2
        || static_cast<std::size_t>(used) != text.size() || count == 0 || index >= count)
        return {};
    return run::Shard{ index, count };
}

/// Where the run goes: --sim, --endpoint, server.base_url, else the simulated endpoint.
struct Target {
    run::Endpoint endpoint;
    std::unique_ptr<sim::Server> server; ///< when it is the simulated one
};

base::Result<Target> targetOf(const Options& options, const config::Workload& workload)
{
    const auto& server = workload.server;
    const std::string key = server ? server->apiKey.value_or("") : "";
    const std::string configured = server ? server->baseUrl.value_or("") : "";
    const std::string url = options.sim ? ""
        : !options.endpoint.empty()     ? options.endpoint
                                        : configured;
    if (!url.empty())
        return Target{ run::endpointOf(url, key, workload.api.headers), nullptr };
    auto simulated = sim::Server::start({});
    if (!simulated)
        return tl::make_unexpected(simulated.error());
    // No key goes to an endpoint that did not ask for one.
    run::Endpoint endpoint = run::endpointOf((*simulated)->url(), "", {});
    return Target{ std::move(endpoint), std::move(*simulated) };
}

/// The simulated endpoint takes any model and wants no key.
base::Result<> checkFilled(const Options& options, const config::Config& config)
{
    const auto& server = config.workload.server;
    if (options.sim || (options.endpoint.empty() && !(server && server->baseUrl)))
        return {};
    config::RunNeeds needs;
    needs.baseUrl = options.endpoint.empty();
    needs.hasVariable = run::hasVariable;
    return config::checkFilled(config::unfilledInRun(config, needs));
}

report::Report reportOf(const run::Run& finished, const Loaded& loaded, const run::Shard& shard)
{
    const plan::Plan& plan = *loaded.snapshot->plan;
    report::Report result{ finished.tally(), finished.snapshot(), {}, report::defaultPercentiles(),
        {}, config::redacted(loaded.input.text),
        report::findingsOf(loaded.snapshot->plan, finished.tally()) };
    for (const auto& stage : plan.schedule().stages()) {
        report::StageFacts facts;
        if (stage.concurrency > 0)
            facts.concurrency = stage.concurrency;
        else
            facts.requestedRate = stage.rate;
        result.stages.push_back(facts);
    }
    // A run that ended early is compared with the plan as far as it went.
    const std::uint64_t requests
        = std::min(plan.schedule().requestCount(), finished.snapshot()->sent * shard.count);
    for (const base::Modality modality : base::allModalities)
        for (const auto& [item, count] : plan::countItems(plan, modality, shard.range(requests)))
            result.planned.at(static_cast<std::size_t>(modality))[item] = count;
    return result;
}

/// Before anything is sent: a run whose report cannot be written is lost.
base::Result<> makeReportFolder(const Options& options)
{
    namespace fs = std::filesystem;
    std::error_code unlike;
    if (fs::equivalent(fs::path(options.report) / "config.yaml", options.input.file, unlike))
        return base::fail(base::Code::invalid,
            fmt::format("The report's config.yaml would replace \"{}\"", options.input.file),
            "Give --report another folder.");
    if (auto created = base::createFolder(options.report); !created)
        return created;
    const fs::path probe = fs::path(options.report) / ".poolscope-probe";
    auto written = base::writeFile(probe, "");
    fs::remove(probe, unlike);
    return written;
}

Exit exitOf(const run::RunSnapshot& state)
{
    if (state.wasStopped)
        return Exit::interrupted;
    if (state.isUnreachable)
        return Exit::unreachable;
    if (!state.problem.empty())
        return Exit::failed;
    return state.failed > 0 ? Exit::requestsFailed : Exit::fine;
}

void follow(Context& context, run::Run& live)
{
    ProgressLine progress(context.console);
    while (!live.waitFor(100ms)) {
        if (context.stop.stop_requested())
            live.stop();
        const auto state = live.snapshot();
        progress.show(shareDone(*state), progressText(*state));
    }
}

Exit execute(Context& context, const Options& options)
{
    heedStops();
    const auto shard = parseShard(options.shard);
    if (!shard) {
        report(context.console,
            { base::Code::invalid, fmt::format("\"{}\" is not a shard", options.shard),
                "Write it as i/n with 0 <= i < n, as in 0/4." });
        return Exit::usage;
    }
    snapshot::Options derivation;
    derivation.load = options.load;
    derivation.firstRequests = 0;
    const auto loaded = load(context, options.input, derivation);
    if (!loaded)
        return Exit::failed;
    const plan::Plan& plan = *loaded->snapshot->plan;
    if (plan.schedule().requestCount() == 0) {
        report(context.console,
            { base::Code::invalid, "There is nothing to send: the load has no requests",
                "Add a stage to load.stages, or give --requests with --rate or --concurrency." });
        return Exit::failed;
    }
    if (options.dryRun) {
        showDryRun(context.console, *loaded->snapshot, *shard, options.json);
        return Exit::fine;
    }
    if (auto filled = checkFilled(options, loaded->snapshot->config); !filled) {
        report(context.console, filled.error());
        return Exit::failed;
    }
    if (!options.report.empty())
        if (auto made = makeReportFolder(options); !made) {
            report(context.console, made.error());
            return Exit::failed;
        }
    auto target = targetOf(options, loaded->snapshot->config.workload);
    if (!target) {
        report(context.console, target.error());
        return Exit::failed;
    }
    if (target->server)
        context.console.err << "Running against the simulated endpoint\n";

    run::Options runOptions;
    runOptions.endpoint = target->endpoint;
    runOptions.shard = *shard;
    runOptions.duration = options.load.duration;
    runOptions.requestTimeout = loaded->snapshot->config.workload.load.requestTimeout;
    const auto live = run::Run::start(
        loaded->snapshot->plan, std::make_shared<media::PoolStore>(storeBudget), runOptions);
    follow(context, *live);

    const auto state = live->snapshot();
    if (!state->problem.empty())
        report(context.console, { base::Code::network, state->problem, "" });
    const report::Report result = reportOf(*live, *loaded, *shard);
    if (!options.report.empty())
        if (auto written = report::write(result, options.report); !written) {
            report(context.console, written.error());
            return Exit::failed;
        }
    if (options.json)
        context.console.out << report::summaryJson(result, report::PoolPart::include);
    else
        showRun(context.console, *loaded->snapshot, *state, result.findings);
    return exitOf(*state);
}

} // namespace

void addRun(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("run", "Send the plan's requests to an endpoint");
    addInput(*command, options->input);
    auto* endpoint
        = command
              ->add_option("--endpoint", options->endpoint, "Base URL instead of server.base_url")
              ->type_name("URL")
              ->check(notEmpty());
    command->add_flag("--sim", options->sim, "Use the simulated endpoint")->excludes(endpoint);
    command->add_option("--requests", options->load.requests, "Send exactly the plan's first N")
        ->type_name("N")
        ->check(wholeNumber());
    command->add_option("--duration", options->load.duration, "Stop sending after S seconds")
        ->type_name("S")
        ->check(positiveNumber());
    auto* rate
        = command->add_option("--rate", options->load.rate, "One stage of R requests per second")
              ->type_name("R")
              ->check(positiveNumber());
    command
        ->add_option(
            "--concurrency", options->load.concurrency, "One stage of C requests at a time")
        ->type_name("C")
        ->check(wholeNumber(1'000'000, 1))
        ->excludes(rate);
    command->add_option("--shard", options->shard, "Send every n-th request, from the i-th on")
        ->type_name("i/n");
    command->add_option("--report", options->report, "Folder for the report files")
        ->type_name("DIR")
        ->check(notEmpty());
    command->add_flag("--dry-run", options->dryRun, "Say what would be sent, and send nothing");
    command->add_flag("--json", options->json, "Print the summary as one JSON document");
    command->footer(
        "Example: poolscope-cli run hot-product-images.yaml --sim --requests 200 --report out");
    command->callback([options, &action] {
        action = [options](Context& context) { return execute(context, *options); };
    });
}

} // namespace poolscope::cli
