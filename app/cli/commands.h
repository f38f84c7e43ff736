// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"

#include <CLI/App.hpp>

#include <functional>
#include <string>
#include <vector>

namespace poolscope::cli {

/// What the command line asked for, once it has been read.
using Action = std::function<Exit(Context&)>;

// One file per command. Each adds a subcommand with its options and sets `action` when it is
// chosen.
void addValidate(CLI::App& app, Action& action);
void addShow(CLI::App& app, Action& action);
void addRender(CLI::App& app, Action& action);
void addRun(CLI::App& app, Action& action);
void addSim(CLI::App& app, Action& action);
void addExport(CLI::App& app, Action& action);
void addReuse(CLI::App& app, Action& action);
void addAim(CLI::App& app, Action& action);
void addFit(CLI::App& app, Action& action);
void addConfig(CLI::App& app, Action& action);
void addSchema(CLI::App& app, Action& action);

/// Runs a whole command line (without the program's name) and returns the exit code.
int execute(std::vector<std::string> arguments, Console& console, std::stop_token stop);

} // namespace poolscope::cli
