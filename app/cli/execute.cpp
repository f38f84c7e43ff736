// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "core/base/version.h"
#include "core/media/render.h"
#include "core/run/endpoint.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ostream>

namespace poolscope::cli {

namespace {

std::string versionText()
{
    return base::versionLine("poolscope-cli") + "\n" + media::libraryVersion() + "\n"
        + run::libraryVersion();
}

bool wantsColor(Color color, bool isTerminal)
{
    if (color == Color::automatic)
        return isTerminal && std::getenv("NO_COLOR") == nullptr; // NOLINT(concurrency-mt-unsafe)
    return color == Color::always;
}

} // namespace

int execute(std::vector<std::string> arguments, Console& console, std::stop_token stop)
{
    CLI::App app{ "Workload designer for multimodal LLM inference benchmarks, headless" };
    app.name("poolscope-cli");
    app.require_subcommand(1);
    app.set_version_flag("--version", versionText(), "Version, commit and library versions");
    Color color = Color::automatic;
    const std::map<std::string, Color> colors{ { "auto", Color::automatic },
        { "always", Color::always }, { "never", Color::never } };
    CLI::Validator named(
        [colors](std::string& name) {
            const auto found = colors.find(name);
            if (found == colors.end())
                return '"' + name + "\" is none of auto, always and never";
            name = std::to_string(static_cast<int>(found->second));
            return std::string();
        },
        "");
    app.add_option("--color", color, "Colour in the output: auto, always or never")
        ->transform(named)
        ->type_name("WHEN");
    app.fallthrough();
    app.footer("Example: poolscope-cli show hot-product-images.yaml");

    Action action;
    addValidate(app, action);
    addShow(app, action);
    addRender(app, action);
    addRun(app, action);
    addExport(app, action);
    addSim(app, action);
    addReuse(app, action);
    addAim(app, action);
    addFit(app, action);
    addConfig(app, action);
    addSchema(app, action);

    try {
        std::reverse(arguments.begin(), arguments.end()); // as CLI11 wants them
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        // Help and version come as exceptions too, with exit code 0.
        return app.exit(error, console.out, console.err) == 0 ? 0 : static_cast<int>(Exit::usage);
    }
    console.colorOut = wantsColor(color, console.outIsTerminal);
    console.colorErr = wantsColor(color, console.errIsTerminal);
    Context context{ console, std::move(stop) };
    Exit exit = action(context);
    console.out.flush();
    if (!console.out && exit == Exit::fine) {
        console.err << "error: The output could not be written\n";
        exit = Exit::failed;
    }
    return static_cast<int>(context.stop.stop_requested() ? Exit::interrupted : exit);
}

} // namespace poolscope::cli
