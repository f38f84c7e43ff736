// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "core/config/codes.h"
#include "core/config/config.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::vector<std::string> files;
    bool json = false;
};

struct Verdict {
    std::string file;
    std::string text;
    config::Diagnostics diagnostics;
};

ordered_json toJson(const Verdict& verdict)
{
    const base::LineIndex lines(verdict.text);
    ordered_json diagnostics = ordered_json::array();
    for (const auto& diagnostic : verdict.diagnostics) {
        const auto [line, column] = lines.position(verdict.text, diagnostic.range.begin);
        diagnostics.push_back({ { "severity", config::name(diagnostic.severity) },
            { "code", diagnostic.code }, { "path", diagnostic.path }, { "line", line },
            { "column", column }, { "message", diagnostic.message }, { "hint", diagnostic.hint } });
    }
    return { { "file", verdict.file }, { "ok", !config::hasErrors(verdict.diagnostics) },
        { "diagnostics", std::move(diagnostics) } };
}

/// A file that cannot be read is an error among its diagnostics, so that the others are still
/// judged.
Verdict judge(const std::string& file)
{
    InputOptions input;
    input.file = file;
    const auto content = read(input);
    if (!content) {
        config::Diagnostic diagnostic;
        diagnostic.code = config::codes::unreadableFile;
        diagnostic.message = content.error().message;
        diagnostic.hint = content.error().hint;
        return { file, {}, { std::move(diagnostic) } };
    }
    return { content->name, content->text, config::load(content->text).diagnostics };
}

Exit validate(Context& context, const Options& options)
{
    Console& console = context.console;
    ordered_json files = ordered_json::array();
    std::size_t bad = 0;
    for (const std::string& file : options.files) {
        if (context.stop.stop_requested())
            return Exit::interrupted;
        const Verdict verdict = judge(file);
        bad += config::hasErrors(verdict.diagnostics) ? 1 : 0;
        if (options.json)
            files.push_back(toJson(verdict));
        else
            print(console.out, console.colorOut, verdict.file, verdict.text, verdict.diagnostics);
    }
    if (options.json) {
        console.out << ordered_json{ { "files", std::move(files) } }.dump(
            2, ' ', false, ordered_json::error_handler_t::replace)
                    << '\n';
    } else {
        const std::size_t good = options.files.size() - bad;
        console.out << (bad == 0
                ? inked(console.colorOut, Ink::good, fmt::format("{} ok", good))
                : fmt::format("{} ok, {}", good,
                    inked(console.colorOut, Ink::bad, fmt::format("{} with errors", bad))))
                    << '\n';
    }
    return bad == 0 ? Exit::fine : Exit::failed;
}

} // namespace

void addValidate(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("validate", "Say what is wrong or doubtful in configs");
    command->add_option("FILE", options->files, "Config files; - reads standard input")->required();
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli validate --json configs/*.yaml");
    command->callback([options, &action] {
        action = [options](Context& context) { return validate(context, *options); };
    });
}

} // namespace poolscope::cli
