// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"

#include "core/config/bind/bind.h"
#include "core/config/checks/checks.h"
#include "core/config/findings.h"
#include "core/config/reader.h"
#include "core/config/schema/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace poolscope::config {

Config load(std::string_view text)
{
    ReadResult read = config::read(text);
    Config config;
    config.workload = bind::bindDocument(read.tree);
    config.diagnostics = std::move(read.diagnostics);
    const edit::Source source(text, read.tree);
    Findings findings(source);
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
    config.tree = std::move(read.tree);
    return config;
}

} // namespace poolscope::config
