// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/input.h"
#include "app/cli/json.h"
#include "app/cli/verdict.h"
#include "core/config/diagnostics/codes.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <ostream>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::vector<std::string> files;
    InputOptions input;
    config::Reading reading = config::Reading::poolscope;
    bool json = false;
    bool sarif = false;
};

ordered_json verdictJson(const Verdict& verdict)
{
    return { { "file", verdict.file }, { "ok", !config::hasErrors(verdict.diagnostics) },
        { "diagnostics", toJson(verdict.text, verdict.diagnostics) } };
}

/// A file that cannot be read is an error among its diagnostics, so that the others are still
/// judged.
Verdict judge(const std::string& file, const Options& options)
{
    InputOptions input = options.input;
    input.file = file;
    const auto content = read(input);
    if (!content) {
        config::Diagnostic diagnostic;
        diagnostic.code = config::codes::unreadableFile;
        diagnostic.message = content.error().message;
        diagnostic.hint = content.error().hint;
        return { file, {}, { std::move(diagnostic) } };
    }
    return { content->name, content->text,
        config::load(content->text, options.reading).diagnostics };
}

std::size_t countOf(const Verdict& verdict, config::Severity severity)
{
    return static_cast<std::size_t>(
        std::count_if(verdict.diagnostics.begin(), verdict.diagnostics.end(),
            [&](const config::Diagnostic& one) { return one.severity == severity; }));
}

/// One line per file, and who judged.
void printTable(Console& console, const std::vector<Verdict>& verdicts, config::Reading reading)
{
    std::size_t width = 4;
    for (const Verdict& verdict : verdicts)
        width = std::max(width, verdict.file.size());
    const auto head = fmt::format(
        "{:<{}}  {:<6}  {:>6}  {:>8}  {:>5}", "file", width, "", "errors", "warnings", "notes");
    console.out << inked(console.colorOut, Ink::dim, head) << '\n';
    for (const Verdict& verdict : verdicts) {
        const bool isGood = !config::hasErrors(verdict.diagnostics);
        console.out << fmt::format("{:<{}}  {}  {:>6}  {:>8}  {:>5}\n", verdict.file, width,
            inked(console.colorOut, isGood ? Ink::good : Ink::bad, isGood ? "ok    " : "errors"),
            countOf(verdict, config::Severity::error), countOf(verdict, config::Severity::warning),
            countOf(verdict, config::Severity::info));
    }
    if (reading != config::Reading::poolscope)
        console.out << inked(console.colorOut, Ink::dim,
            fmt::format("judged as {} would", config::upstreamName(reading)))
                    << '\n';
}

void printAll(Console& console, const std::vector<Verdict>& verdicts, config::Reading reading)
{
    for (const Verdict& verdict : verdicts)
        print(console.out, console.colorOut, verdict.file, verdict.text, verdict.diagnostics);
    if (verdicts.size() > 1)
        printTable(console, verdicts, reading);
    const auto bad = static_cast<std::size_t>(std::count_if(verdicts.begin(), verdicts.end(),
        [](const Verdict& verdict) { return config::hasErrors(verdict.diagnostics); }));
    const std::size_t good = verdicts.size() - bad;
    console.out << (bad == 0
            ? inked(console.colorOut, Ink::good, fmt::format("{} ok", good))
            : fmt::format("{} ok, {}", good,
                inked(console.colorOut, Ink::bad, fmt::format("{} with errors", bad))))
                << '\n';
}

Exit validate(Context& context, const Options& options)
{
    Console& console = context.console;
    const auto files = expand(options.files);
    if (!files) {
        report(console, files.error());
        return Exit::failed;
    }
    std::vector<Verdict> verdicts;
    for (const std::string& file : *files) {
        if (context.stop.stop_requested())
            return Exit::interrupted;
        verdicts.push_back(judge(file, options));
    }
    if (options.sarif) {
        writeSarif(console.out, verdicts);
    } else if (options.json) {
        ordered_json list = ordered_json::array();
        for (const Verdict& verdict : verdicts)
            list.push_back(verdictJson(verdict));
        console.out << written({ { "files", std::move(list) } });
    } else {
        printAll(console, verdicts, options.reading);
    }
    const bool isBad = std::any_of(verdicts.begin(), verdicts.end(),
        [](const Verdict& verdict) { return config::hasErrors(verdict.diagnostics); });
    return isBad ? Exit::failed : Exit::fine;
}

} // namespace

void addValidate(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("validate", "Say what is wrong or doubtful in configs");
    command
        ->add_option("FILE", options->files,
            "Config files, folders of them, or patterns such as 'configs/*.yaml'; - reads standard "
            "input")
        ->required();
    addChanges(*command, options->input);
    addReading(*command, options->reading);
    auto* json = command->add_flag("--json", options->json, "One JSON document on stdout");
    command->add_flag("--sarif", options->sarif, "SARIF 2.1.0 on stdout, for annotations in CI")
        ->excludes(json);
    command->footer("Example: poolscope-cli validate --for inference-perf@0.7.0 'configs/*.yaml'");
    command->callback([options, &action] {
        action = [options](Context& context) { return validate(context, *options); };
    });
}

} // namespace poolscope::cli
