// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "core/sim/server.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <ostream>
#include <thread>

namespace poolscope::cli {

namespace {

Exit sim(Context& context, const sim::Options& options)
{
    heedStops();
    const auto server = sim::Server::start(options);
    if (!server) {
        report(context.console, server.error());
        return Exit::failed;
    }
    context.console.out << (*server)->url() << std::endl; // scripts wait for this line
    while (!context.stop.stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return Exit::interrupted;
}

} // namespace

void addSim(CLI::App& app, Action& action)
{
    auto options = std::make_shared<sim::Options>();
    CLI::App* command
        = app.add_subcommand("sim", "Serve the simulated endpoint on loopback until Ctrl-C");
    command->add_option("--port", options->port, "Port; 0 takes any free one (the URL is printed)")
        ->check(CLI::Range(0, 65535));
    command
        ->add_option("--media-cache", options->mediaCacheBytes,
            "Capacity of the media cache in processed bytes, as in 4GiB; 0 turns it off")
        ->transform(CLI::AsSizeValue(false))
        ->type_name("SIZE");
    command
        ->add_option("--encode-ms-per-mtoken", options->encodeMsPerMediaToken,
            "Milliseconds of encoding per media token of an item that misses the cache")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option(
            "--decode-ms-per-token", options->decodeMsPerToken, "Milliseconds per output token")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--model", options->model, "Name of the model it serves");
    command->add_option("--log", options->log, "File for one JSON line per request received")
        ->type_name("FILE");
    command->footer(
        "Example: poolscope-cli sim --port 8000 --media-cache 512MiB --log requests.jsonl");
    command->callback([options, &action] {
        action = [options](Context& context) { return sim(context, *options); };
    });
}

} // namespace poolscope::cli
