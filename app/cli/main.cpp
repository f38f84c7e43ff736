// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "core/run/endpoint.h"

#include <csignal>
#include <iostream>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace {

/// SIGINT and SIGTERM as a stop request: a thread waits for them, since a handler could not stop a
/// token safely. A second signal ends the program at once, and so does the first one where the
/// command has nothing to finish.
std::jthread watchSignals(std::stop_source& source)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return std::jthread([signals, &source](const std::stop_token& end) {
        const timespec tick{ 0, 100'000'000 };
        while (!end.stop_requested()) {
            if (sigtimedwait(&signals, nullptr, &tick) <= 0)
                continue;
            if (source.stop_requested() || !poolscope::cli::heedsStops())
                std::_Exit(130);
            source.request_stop();
        }
    });
}

} // namespace

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, SIG_IGN);
    std::stop_source source;
    const std::jthread signals = watchSignals(source);
    poolscope::run::initialize();
    poolscope::cli::Console console{ std::cout, std::cerr };
    console.outIsTerminal = isatty(STDOUT_FILENO) == 1;
    console.errIsTerminal = isatty(STDERR_FILENO) == 1;
    return poolscope::cli::execute({ argv + 1, argv + argc }, console, source.get_token());
}
