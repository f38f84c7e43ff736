// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/edit.h"

#include "app/cli/input.h"
#include "core/base/file.h"
#include "core/config/diagnostics/codes.h"

#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace poolscope::cli {

namespace {

/// Unknown blocks are kept by Poolscope, but here nobody else wrote them.
bool isObstacle(const config::Diagnostic& diagnostic)
{
    namespace codes = config::codes;
    return diagnostic.severity == config::Severity::error || diagnostic.code == codes::unknownBlock
        || diagnostic.code == codes::misplacedKey || diagnostic.code == codes::formerKey;
}

/// The findings in `after` that `before` does not have, whatever their places.
config::Diagnostics newFindings(const std::string& before, const std::string& after)
{
    const auto old = config::load(before).diagnostics;
    config::Diagnostics found;
    for (auto& diagnostic : config::load(after).diagnostics) {
        const bool isOld = std::any_of(old.begin(), old.end(), [&](const auto& one) {
            return one.code == diagnostic.code && one.path == diagnostic.path
                && one.message == diagnostic.message;
        });
        if (!isOld)
            found.push_back(std::move(diagnostic));
    }
    return found;
}

config::Diagnostics newErrors(const std::string& before, const std::string& after)
{
    auto found = newFindings(before, after);
    std::erase_if(found, [](const auto& diagnostic) { return !isObstacle(diagnostic); });
    return found;
}

} // namespace

Exit edit(Context& context, const EditTarget& target, const Edit& change)
{
    Console& console = context.console;
    InputOptions source;
    source.file = target.file;
    const auto input = read(source);
    if (!input) {
        report(console, input.error());
        return Exit::failed;
    }
    const auto changed = change(input->text);
    if (!changed) {
        report(console, changed.error());
        return Exit::failed;
    }
    const auto obstacles = target.force ? config::Diagnostics() : newErrors(input->text, *changed);
    if (!obstacles.empty()) {
        print(console.err, console.colorErr, input->name, *changed, obstacles);
        report(console,
            { base::Code::invalid,
                fmt::format(
                    "\"{}\" is left as it was: inference-perf would refuse it", input->name),
                target.remedy });
        return Exit::failed;
    }
    if (target.file == "-") {
        console.out << *changed;
        return Exit::fine;
    }
    if (*changed == input->text)
        return Exit::fine;
    if (const auto written = base::writeFile(target.file, *changed); !written) {
        report(console, written.error());
        return Exit::failed;
    }
    return Exit::fine;
}

Exit applyPool(Context& context, const std::string& file, base::Modality modality,
    const config::PoolChange& change)
{
    config::Diagnostics warnings;
    std::string after;
    const EditTarget target{ file, false, "Change the pool by hand." };
    const Exit exit = edit(context, target, [&](const std::string& text) {
        auto changed = config::withPool(text, modality, change);
        if (changed) {
            after = *changed;
            warnings = newFindings(text, after);
        }
        return changed;
    });
    std::erase_if(
        warnings, [](const auto& one) { return one.severity != config::Severity::warning; });
    if (exit == Exit::fine)
        print(context.console.err, context.console.colorErr, file, after, warnings);
    return exit;
}

} // namespace poolscope::cli
