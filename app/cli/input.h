// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/base/result.h"
#include "core/snapshot/snapshot.h"

#include <CLI/App.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::cli {

/// The options of every command that reads a config.
struct InputOptions {
    std::string file;
    std::vector<std::string> fills; ///< "NAME=VALUE"
    std::vector<std::string> overrides; ///< "a.b.c=VALUE"
    std::optional<std::uint64_t> seed;
};

/// FILE and --seed, --set, --fill.
void addInput(CLI::App& command, InputOptions& options);
/// The latter three alone.
void addChanges(CLI::App& command, InputOptions& options);

/// A config as a command works with it.
struct Input {
    std::string name; ///< for messages: the path, or "<stdin>"
    std::string text; ///< overrides applied
    std::filesystem::path folder; ///< what relative paths in the config start from
};

/// Reads a file ("-" is stdin), fills placeholders and applies `--set`. The file itself is never
/// touched.
base::Result<Input> read(const InputOptions& options);

/// Reads and derives; prints Diagnostics to stderr. Nothing when the config has errors or cannot be
/// planned: the reason has been printed then.
struct Loaded {
    Input input;
    snapshot::SnapshotPtr snapshot;
};
std::optional<Loaded> load(
    Context& context, const InputOptions& options, snapshot::Options derivation);

/// Model name in bodies when neither the config nor the endpoint has been asked: the simulated
/// endpoint's.
plan::RequestSettings settingsFor(const plan::Plan& plan);

} // namespace poolscope::cli
