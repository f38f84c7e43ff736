// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/input.h"

#include "app/cli/validators.h"
#include "core/base/file.h"
#include "core/config/fill/placeholder.h"
#include "core/config/override.h"
#include "core/config/reader.h"
#include "core/sim/server.h"

#include <fmt/format.h>
#include <limits>
#include <unistd.h>

namespace poolscope::cli {

namespace {

/// As load.base_seed has it.
constexpr auto maxSeed = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

} // namespace

void addInput(CLI::App& command, InputOptions& options)
{
    command.add_option("FILE", options.file, "Config file; - reads standard input")->required();
    addChanges(command, options);
}

void addChanges(CLI::App& command, InputOptions& options)
{
    command.add_option("--seed", options.seed, "Seed of the plan instead of load.base_seed")
        ->check(wholeNumber(maxSeed));
    command
        .add_option("--set", options.overrides,
            "Override a field, as in data.multimodal.image.pool.size=8 (repeatable)")
        ->type_name("PATH=VALUE")
        ->check(assignment("PATH=VALUE"));
    command
        .add_option("--fill", options.fills,
            "Fill a placeholder such as ${NAME} or REPLACE_ENV_NAME (repeatable)")
        ->type_name("NAME=VALUE")
        ->check(assignment("NAME=VALUE"));
}

base::Result<Input> read(const InputOptions& options)
{
    const bool isStdin = options.file == "-";
    Input input;
    input.name = isStdin ? "<stdin>" : options.file;
    std::error_code noFolder; // of a working directory that is gone: the name must do
    const auto path = std::filesystem::absolute(options.file, noFolder);
    input.folder = isStdin || noFolder ? std::filesystem::path(".") : path.parent_path();
    auto text = isStdin ? base::readDescriptor(STDIN_FILENO, "standard input", config::maxTextSize)
                        : base::readFile(options.file, config::maxTextSize);
    if (!text)
        return tl::make_unexpected(text.error());
    input.text = std::move(*text);
    for (const std::string& fill : options.fills) {
        auto changed = config::withFilled(input.text, fill);
        if (!changed)
            return tl::make_unexpected(changed.error());
        input.text = std::move(*changed);
    }
    for (const std::string& override : options.overrides) {
        auto changed = config::withOverride(input.text, override);
        if (!changed)
            return tl::make_unexpected(changed.error());
        input.text = std::move(*changed);
    }
    // What is written out, as a report or an export, says what was really planned.
    if (options.seed)
        if (auto seeded
            = config::withOverride(input.text, fmt::format("load.base_seed={}", *options.seed)))
            input.text = std::move(*seeded);
    return input;
}

std::optional<Loaded> load(
    Context& context, const InputOptions& options, snapshot::Options derivation)
{
    auto input = read(options);
    if (!input) {
        report(context.console, input.error());
        return {};
    }
    derivation.seed = options.seed;
    derivation.folder = input->folder.string();
    auto snapshot = snapshot::derive(input->text, derivation, context.stop);
    if (!snapshot) // only after Ctrl-C
        return {};
    print(context.console.err, context.console.colorErr, input->name, input->text,
        (*snapshot)->config.diagnostics);
    if (!(*snapshot)->plan) {
        report(context.console, *(*snapshot)->planError);
        return {};
    }
    return Loaded{ std::move(*input), std::move(*snapshot) };
}

plan::RequestSettings settingsFor(const plan::Plan& plan)
{
    plan::RequestSettings settings = plan.settings();
    if (settings.model.empty())
        settings.model = sim::Options().model;
    return settings;
}

} // namespace poolscope::cli
