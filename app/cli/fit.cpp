// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/fit.h"

#include "app/cli/commands.h"
#include "app/cli/edit.h"
#include "app/cli/fit_text.h"
#include "app/cli/json.h"
#include "app/cli/validators.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "core/snapshot/pool_aim.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <fmt/format.h>
#include <memory>
#include <ostream>
#include <system_error>
#include <unistd.h>

namespace poolscope::cli {

namespace {

using nlohmann::ordered_json;

struct Options {
    std::string log;
    std::string format = "auto";
    std::string delimiter;
    reuse::LogFormat reading;
    bool hasHeader = false;
    bool hasNoHeader = false;
    std::optional<std::uint64_t> size;
    bool areRanksKnown = false;
    std::optional<double> seconds;
    std::string plot;
    std::string apply;
    std::string modality;
    bool json = false;
};

base::Result<reuse::LogFormat> formatOf(const Options& options)
{
    reuse::LogFormat format = options.reading;
    const bool isTsv = options.format == "tsv";
    if (options.format == "plain")
        format.form = reuse::LogForm::plain;
    else if (options.format == "jsonl")
        format.form = reuse::LogForm::jsonLines;
    else if (options.format == "csv" || isTsv)
        format.form = reuse::LogForm::delimited;
    if (isTsv)
        format.delimiter = '\t';
    if (options.delimiter == "tab" || options.delimiter == "\\t")
        format.delimiter = '\t';
    else if (options.delimiter.size() == 1)
        format.delimiter = options.delimiter[0];
    else if (!options.delimiter.empty())
        return base::fail(base::Code::invalid,
            fmt::format("\"{}\" is no delimiter", options.delimiter),
            "Give one character, or tab.");
    const bool wantsColumns
        = !options.delimiter.empty() || options.hasHeader || options.hasNoHeader;
    if (wantsColumns && format.form == reuse::LogForm::automatic)
        format.form = reuse::LogForm::delimited;
    if (wantsColumns && format.form != reuse::LogForm::delimited)
        return base::fail(base::Code::invalid,
            fmt::format("A {} log has no columns", options.format),
            "Leave out --delimiter, --header and --no-header.");
    if (format.delimiter == '"' || format.delimiter == '\n' || format.delimiter == '\r')
        return base::fail(base::Code::invalid, "Quotes and ends of lines cannot part columns");
    if (format.form == reuse::LogForm::plain && !format.field.empty())
        return base::fail(base::Code::invalid, "A plain log has no fields", "Leave out --field.");
    if (options.hasHeader)
        format.header = reuse::Header::present;
    if (options.hasNoHeader)
        format.header = reuse::Header::absent;
    return format;
}

base::Result<reuse::AccessLog> readLog(
    Context& context, const Options& options, const reuse::LogFormat& format)
{
    ProgressLine progress(context.console);
    if (options.log != "-")
        return reuse::importAccessLog(
            options.log, format,
            [&](double share) { progress.show(share, "Reading " + options.log); }, context.stop);
    double done = 0;
    const reuse::LogSource source = [&](std::span<char> into) -> base::Result<std::size_t> {
        ssize_t count = 0;
        do
            count = ::read(STDIN_FILENO, into.data(), into.size());
        while (count < 0 && errno == EINTR);
        if (count < 0)
            return base::fail(base::Code::io,
                fmt::format(
                    "Cannot read standard input: {}", std::generic_category().message(errno)));
        done += static_cast<double>(count);
        progress.show(-1, fmt::format("Reading: {}", base::formatBytes(done)));
        return static_cast<std::size_t>(count);
    };
    return reuse::readAccessLog(source, format, {}, context.stop);
}

base::Result<reuse::FitRequest> requestOf(const Options& options, const reuse::AccessLog& log)
{
    if (options.size && *options.size < log.distinct())
        return base::fail(base::Code::invalid,
            fmt::format("The log holds {} different items, more than --size {}",
                base::formatCount(log.distinct()), *options.size),
            "Give the size of the whole pool, or leave it to the fit.");
    auto request = options.areRanksKnown
        ? reuse::rankedFitRequestOf(log, options.size)
        : base::Result<reuse::FitRequest>(reuse::fitRequestOf(log));
    if (!request) {
        request.error().hint = "Leave out --ranks-known where the ids are names.";
        return request;
    }
    if (options.size)
        request->size = static_cast<double>(*options.size);
    request->seconds = options.seconds;
    return request;
}

void noteBadLines(const Console& console, std::string_view name, const reuse::AccessLog& log)
{
    for (const reuse::BadLine& bad : log.firstBadLines)
        console.err << fmt::format("{}:{}: ", name, bad.line)
                    << inked(console.colorErr, Ink::warning, "note:") << ' '
                    << printable(bad.reason) << '\n';
    if (log.badLines > log.firstBadLines.size())
        console.err << fmt::format("{}: {} more lines like these are left out\n", name,
            base::formatCount(log.badLines - log.firstBadLines.size()));
}

Exit apply(Context& context, const Options& options, const reuse::Fit& fit)
{
    if (!fit.recommendation) {
        report(context.console,
            { base::Code::invalid,
                fmt::format("\"{}\" is left as it was: {}", options.apply, fit.verdict),
                "Fit a longer log." });
        return Exit::failed;
    }
    return applyPool(context, options.apply, *base::modalityNamed(options.modality),
        snapshot::changeOf(*fit.recommendation));
}

Exit usage(const Console& console, const base::Error& error)
{
    report(console, error);
    return Exit::usage;
}

Exit fit(Context& context, const Options& options)
{
    heedStops();
    Console& console = context.console;
    const auto format = formatOf(options);
    if (!format)
        return usage(console, format.error());
    if (options.apply == "-")
        return usage(console,
            { base::Code::invalid, "--apply changes a file, not standard input",
                "Name a config file." });
    const std::string name = options.log == "-" ? "<stdin>" : options.log;
    const auto log = readLog(context, options, *format);
    if (!log) {
        report(console, log.error());
        return Exit::failed;
    }
    noteBadLines(console, name, *log);
    const auto request = requestOf(options, *log);
    if (!request) {
        report(console, request.error());
        return Exit::failed;
    }
    const reuse::Fit found = reuse::fit(*request, context.stop);
    if (context.stop.stop_requested())
        return Exit::failed; // of which execute() makes what it is
    if (!options.json)
        showFit(console, name, *log, *request, found);
    Exit exit = options.apply.empty() ? Exit::fine : apply(context, options, found);
    const bool isApplied = !options.apply.empty() && exit == Exit::fine;
    if (options.json) {
        ordered_json json = fitJson(name, *log, *request, found);
        json["applied"] = isApplied;
        console.out << written(json);
    } else if (isApplied) {
        console.out << fmt::format(
            "\nWritten to data.multimodal.{}.pool of {}.\n", options.modality, options.apply);
    }
    if (!options.plot.empty()) {
        const auto modality = base::modalityNamed(options.modality);
        const report::PlotColor color
            = modality ? report::colorOf(*modality) : report::PlotColor::accent;
        const auto svg = report::svgPlot(fitPlot(name, color, *request, found));
        if (const auto plotted = base::writeFile(options.plot, svg); !plotted) {
            report(console, plotted.error());
            exit = Exit::failed;
        }
    }
    return exit;
}

} // namespace

void addFit(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("fit", "Find the law of reuse in an access log");
    command->add_option("LOG", options->log, "Access log, gzip or not; - reads standard input")
        ->required();
    command
        ->add_option("--format", options->format,
            "auto, plain (an id per line), csv, tsv or jsonl (an object per line)")
        ->check(CLI::IsMember({ "auto", "plain", "csv", "tsv", "jsonl" }).description(""))
        ->type_name("FORM");
    command
        ->add_option("--field", options->reading.field,
            "Where the ids are: a column's name or number, or a path as in images[].id")
        ->check(notEmpty())
        ->type_name("NAME");
    command
        ->add_option(
            "--delimiter", options->delimiter, "What parts the columns: a character, or tab")
        ->check(notEmpty())
        ->type_name("CHAR");
    auto* header
        = command->add_flag("--header", options->hasHeader, "The first row names the columns");
    command->add_flag("--no-header", options->hasNoHeader, "The first row is an access")
        ->excludes(header);
    command->add_option("--size", options->size, "Items in the pool, where that is known")
        ->check(wholeNumber(1'000'000'000, 1))
        ->type_name("N");
    command->add_flag("--ranks-known", options->areRanksKnown,
        "The ids are indices of a pool, hottest first, as this program's own");
    command->add_option("--seconds", options->seconds, "How long the log took, for the verdict")
        ->check(positiveNumber())
        ->check(CLI::Range(0.0, 1e10).description(""))
        ->type_name("S");
    command->add_option("--plot", options->plot, "Write uses by rank, observed and fitted, as SVG")
        ->check(notEmpty())
        ->type_name("FILE");
    auto* apply
        = command->add_option("--apply", options->apply, "Write the law into the pool of a config")
              ->check(notEmpty())
              ->type_name("FILE");
    auto* modality = command
                         ->add_option("--modality", options->modality,
                             "Whose pool --apply writes: image, video or audio")
                         ->check(CLI::IsMember({ "image", "video", "audio" }).description(""))
                         ->type_name("M");
    apply->needs(modality);
    command->add_flag("--json", options->json, "One JSON document on stdout");
    command->footer("Example: poolscope-cli fit access.csv --field image_id --apply chat.yaml "
                    "--modality image");
    command->callback([options, &action] {
        action = [options](Context& context) { return fit(context, *options); };
    });
}

} // namespace poolscope::cli
