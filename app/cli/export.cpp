// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/json.h"
#include "core/base/file.h"
#include "core/export/targets.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    InputOptions input;
    std::string target;
    std::string folder;
    bool list = false;
    bool json = false;
};

Exit list(Context& context, bool json)
{
    ordered_json targets = ordered_json::array();
    for (const auto& target : exports::targets()) {
        if (json)
            targets.push_back({ { "target", target.id }, { "title", target.title },
                { "description", target.description } });
        else
            context.console.out << fmt::format("{:<12}{}\n", target.id, target.description);
    }
    if (json)
        context.console.out << written({ { "targets", std::move(targets) } });
    return Exit::fine;
}

Exit exportTo(Context& context, const Options& options)
{
    if (options.list)
        return list(context, options.json);
    const auto* target = exports::find(options.target);
    if (!target) {
        report(context.console,
            { base::Code::invalid, fmt::format("There is no export target \"{}\"", options.target),
                "export --list names the targets." });
        return Exit::usage;
    }
    const auto loaded = load(context, options.input, {});
    if (!loaded)
        return Exit::failed;
    const exports::Source source{ loaded->snapshot->text, loaded->snapshot->seed };
    const auto result = target->make(source);
    if (!result) {
        report(context.console, result.error());
        return Exit::failed;
    }
    // What the target cannot express is said before anything is written.
    for (const std::string& note : result->notes)
        context.console.err << "note: " << note << '\n';
    if (auto created = base::createFolder(options.folder); !created) {
        report(context.console, created.error());
        return Exit::failed;
    }
    ordered_json files = ordered_json::array();
    for (const auto& file : result->files) {
        const auto path = std::filesystem::path(options.folder) / file.name;
        std::error_code unlike;
        if (std::filesystem::equivalent(path, options.input.file, unlike)) {
            report(context.console,
                { base::Code::invalid,
                    fmt::format("\"{}\" is the config itself and stays as it is", path.string()),
                    "Export into another folder." });
            return Exit::failed;
        }
        if (auto written = base::writeFile(path, file.content); !written) {
            report(context.console, written.error());
            return Exit::failed;
        }
        if (options.json)
            files.push_back({ { "file", path.string() }, { "bytes", file.content.size() } });
        else
            context.console.out << path.string() << '\n';
    }
    if (options.json)
        context.console.out << written({ { "target", target->id }, { "files", std::move(files) },
            { "notes", result->notes } });
    return Exit::fine;
}

} // namespace

void addExport(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "Write files for another tool");
    addInput(*command, options->input);
    auto* listing = command->add_flag("--list", options->list, "Name the targets");
    command->add_option("--to", options->target, "Target, see --list")->type_name("TARGET");
    command->add_option("--out", options->folder, "Folder for the files")->type_name("DIR");
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli export hot-product-images.yaml --to extended --out ci");
    command->get_option("FILE")->required(false);
    command->callback([options, listing, command, &action] {
        for (const char* name : { "FILE", "--to", "--out" })
            if (listing->count() == 0 && command->get_option(name)->count() == 0)
                throw CLI::RequiredError(name);
        action = [options](Context& context) { return exportTo(context, *options); };
    });
}

} // namespace poolscope::cli
