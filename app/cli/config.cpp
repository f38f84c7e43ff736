// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/explain.h"
#include "app/cli/input.h"
#include "app/cli/verdict.h"
#include "core/base/file.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/override.h"
#include "core/config/reader.h"
#include "core/config/schema/json_schema.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

struct SetOptions {
    std::string file;
    std::string path;
    std::string value;
    bool force = false;
};

/// Unknown blocks are kept by Poolscope, but here nobody else wrote them.
bool isObstacle(const config::Diagnostic& diagnostic)
{
    namespace codes = config::codes;
    return diagnostic.severity == config::Severity::error || diagnostic.code == codes::unknownBlock
        || diagnostic.code == codes::misplacedKey || diagnostic.code == codes::formerKey;
}

/// The obstacles in `after` that `before` does not have, whatever their places.
config::Diagnostics newErrors(const std::string& before, const std::string& after)
{
    const auto old = config::load(before).diagnostics;
    config::Diagnostics found;
    for (auto& diagnostic : config::load(after).diagnostics) {
        const bool isOld = std::any_of(old.begin(), old.end(), [&](const auto& one) {
            return one.code == diagnostic.code && one.path == diagnostic.path
                && one.message == diagnostic.message;
        });
        if (isObstacle(diagnostic) && !isOld)
            found.push_back(std::move(diagnostic));
    }
    return found;
}

Exit set(Context& context, const SetOptions& options)
{
    Console& console = context.console;
    InputOptions source;
    source.file = options.file;
    const auto input = read(source);
    if (!input) {
        report(console, input.error());
        return Exit::failed;
    }
    const auto changed = config::withOverride(input->text, options.path + '=' + options.value);
    if (!changed) {
        report(console, changed.error());
        return Exit::failed;
    }
    if (const auto errors = newErrors(input->text, *changed); !errors.empty() && !options.force) {
        print(console.err, console.colorErr, input->name, *changed, errors);
        report(console,
            { base::Code::invalid,
                fmt::format(
                    "\"{}\" is left as it was: inference-perf would refuse it", input->name),
                "Give another value, or --force." });
        return Exit::failed;
    }
    if (options.file == "-") {
        console.out << *changed;
        return Exit::fine;
    }
    if (*changed == input->text)
        return Exit::fine;
    if (const auto written = base::writeFile(options.file, *changed); !written) {
        report(console, written.error());
        return Exit::failed;
    }
    return Exit::fine;
}

void addSet(CLI::App& parent, Action& action)
{
    auto options = std::make_shared<SetOptions>();
    CLI::App* command = parent.add_subcommand(
        "set", "Set one field of a file; comments and everything else stay as they are");
    command->add_option("FILE", options->file, "Config file; - reads stdin and writes stdout")
        ->required();
    command->add_option("PATH", options->path, "Place, as in load.stages.0.rate")->required();
    command->add_option("VALUE", options->value, "YAML: 8, zipf, {type: fixed, mean: 2}")
        ->required();
    command->add_flag("--force", options->force, "Write a value that is an error, too");
    command->footer("Example: poolscope-cli config set chat.yaml load.base_seed 7");
    command->callback([options, &action] {
        action = [options](Context& context) { return set(context, *options); };
    });
}

void addExplain(CLI::App& parent, Action& action)
{
    struct Options {
        std::string path;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = parent.add_subcommand("explain", "Say what a field or block means");
    command->add_option(
        "PATH", options->path, "Place, as in load.stages.rate; all blocks when absent");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli config explain data.multimodal.image.pool");
    command->callback([options, &action] {
        action = [options](Context& context) {
            const auto explanation = explain(options->path);
            if (!explanation) {
                report(context.console, explanation.error());
                return Exit::failed;
            }
            if (options->json)
                writeJson(context.console.out, *explanation);
            else
                print(context.console, *explanation);
            return Exit::fine;
        };
    });
}

} // namespace

void addConfig(CLI::App& app, Action& action)
{
    CLI::App* command = app.add_subcommand("config", "Edit a config in place, or look a field up");
    command->require_subcommand(1);
    command->footer("Example: poolscope-cli config explain load");
    addSet(*command, action);
    addExplain(*command, action);
}

void addSchema(CLI::App& app, Action& action)
{
    auto reading = std::make_shared<config::Reading>(config::Reading::poolscope);
    CLI::App* command
        = app.add_subcommand("schema", "Print the JSON Schema of configs, for editors and CI");
    addReading(*command, *reading);
    command->footer("Example: poolscope-cli schema > poolscope.schema.json");
    command->callback([reading, &action] {
        action = [reading](Context& context) {
            context.console.out << config::jsonSchema(*reading);
            return Exit::fine;
        };
    });
}

} // namespace poolscope::cli
