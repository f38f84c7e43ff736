// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"

#include "core/config/bind/bind.h"
#include "core/config/checks/checks.h"
#include "core/config/diagnostics/codes.h"
#include "core/config/diagnostics/findings.h"
#include "core/config/reader.h"
#include "core/config/schema/check.h"
#include "core/config/secrets/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace poolscope::config {

namespace {

/// The workload as a reader without pools takes it.
void removePools(std::optional<Multimodal>& media)
{
    if (media && media->image)
        media->image->pool.reset();
    if (media && media->video)
        media->video->pool.reset();
    if (media && media->audio)
        media->audio->pool.reset();
}

/// Leaves what inference-perf would do: PyYAML takes the last of equal keys, and what Poolscope
/// makes of the file is not asked.
void keepReleaseOnly(Diagnostics& diagnostics)
{
    std::erase_if(diagnostics, [](const Diagnostic& diagnostic) {
        return diagnostic.code == codes::notPlanned || diagnostic.code == codes::noSeed;
    });
    for (Diagnostic& diagnostic : diagnostics)
        if (diagnostic.code == codes::duplicateKey)
            diagnostic.severity = Severity::warning;
}

} // namespace

Config load(std::string_view text, Reading reading)
{
    ReadResult read = config::read(text);
    Config config;
    config.workload = bind::bindDocument(read.tree);
    config.diagnostics = std::move(read.diagnostics);
    // The reader quotes what it cannot read, and does not know what is a secret.
    for (Diagnostic& diagnostic : config.diagnostics)
        if (isSecretPlace(text, diagnostic.range.begin)) {
            diagnostic.message
                = fmt::format("The value of a secret: {}", codes::titleOf(diagnostic.code));
            diagnostic.fix.reset();
        }
    const edit::Source source(text, read.tree);
    Findings findings(source, reading);
    if (reading != Reading::poolscope) {
        removePools(config.workload.data.multimodal);
        if (config.workload.data.sharedPrefix)
            removePools(config.workload.data.sharedPrefix->multimodal);
    }
    const checks::Context context{ read.tree, config.workload, findings };
    // First, since others rely on it for hiding secrets and findings are limited in number.
    checks::checkSecrets(context);
    // Of a text that was not read to its end, nobody knows what is missing from it.
    if (!structuralError(config.diagnostics)) {
        schema::checkDocument(read.tree, findings);
        checks::checkAll(context);
    }
    Diagnostics found = findings.take();
    std::move(found.begin(), found.end(), std::back_inserter(config.diagnostics));
    std::stable_sort(config.diagnostics.begin(), config.diagnostics.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return a.range.begin < b.range.begin; });
    if (reading != Reading::poolscope)
        keepReleaseOnly(config.diagnostics);
    config.tree = std::move(read.tree);
    return config;
}

} // namespace poolscope::config
