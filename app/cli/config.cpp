// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/edit.h"
#include "app/cli/explain.h"
#include "app/cli/json.h"
#include "app/cli/verdict.h"
#include "core/config/override.h"
#include "core/config/patch.h"
#include "core/config/schema/json_schema.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

/// What the editing commands share.
struct EditOptions {
    EditTarget target;
    std::string path;
    std::string value; ///< a value, a key or another path
};

/// The text after a splice of it.
base::Result<std::string> applied(const std::string& text, const base::Result<base::TextEdit>& edit)
{
    if (!edit)
        return tl::make_unexpected(edit.error());
    return base::apply(text, *edit);
}

/// A command with FILE, PATH and --force.
CLI::App* addEdit(CLI::App& parent, const char* name, const char* help,
    const std::shared_ptr<EditOptions>& options)
{
    CLI::App* command = parent.add_subcommand(name, help);
    command
        ->add_option("FILE", options->target.file, "Config file; - reads stdin and writes stdout")
        ->required();
    command->add_option("PATH", options->path, "Place, as in load.stages.0.rate")->required();
    command->add_flag(
        "--force", options->target.force, "Make the change even where it is an error");
    return command;
}

void addSet(CLI::App& parent, Action& action)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* command = addEdit(parent, "set",
        "Set one field of a file; comments and everything else stay as they are", options);
    command
        ->add_option("VALUE", options->value,
            "YAML: 8, zipf, {type: fixed, mean: 2}; behind -- where it begins with -")
        ->required();
    command->footer("Example: poolscope-cli config set chat.yaml load.base_seed 7");
    command->callback([options, &action] {
        action = [options](Context& context) {
            return edit(context, options->target, [&](const std::string& text) {
                return config::withOverride(text, options->path + '=' + options->value);
            });
        };
    });
}

void addRemove(CLI::App& parent, Action& action)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* command = addEdit(parent, "remove", "Remove a field, or an entry of a list", options);
    command->footer("Example: poolscope-cli config remove chat.yaml load.stages.1");
    command->callback([options, &action] {
        action = [options](Context& context) {
            return edit(context, options->target, [&](const std::string& text) {
                return applied(text, config::removeAt(text, config::parsePath(options->path)));
            });
        };
    });
}

void addRename(CLI::App& parent, Action& action)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* command
        = addEdit(parent, "rename", "Give a key another name; its value and place stay", options);
    command->add_option("KEY", options->value, "The new name")->required();
    command->footer("Example: poolscope-cli config rename old.yaml data.input_distribution.std "
                    "std_dev");
    command->callback([options, &action] {
        action = [options](Context& context) {
            return edit(context, options->target, [&](const std::string& text) {
                return applied(
                    text, config::renameAt(text, config::parsePath(options->path), options->value));
            });
        };
    });
}

void addMove(CLI::App& parent, Action& action)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App* command = addEdit(parent, "move", "Take a field to another place", options);
    command->add_option("TO", options->value, "The new place")->required();
    command->footer("Example: poolscope-cli config move old.yaml streaming api.streaming");
    command->callback([options, &action] {
        action = [options](Context& context) {
            return edit(context, options->target, [&](const std::string& text) {
                return applied(text,
                    config::moveTo(
                        text, config::parsePath(options->path), config::parsePath(options->value)));
            });
        };
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
    addRemove(*command, action);
    addRename(*command, action);
    addMove(*command, action);
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
