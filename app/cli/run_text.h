// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/console.h"
#include "core/report/findings.h"
#include "core/run/run.h"
#include "core/snapshot/snapshot.h"

#include <string>

namespace poolscope::cli {

/// How far a run has come, 0..1.
double shareDone(const run::RunSnapshot& state);
/// One line about a live run.
std::string progressText(const run::RunSnapshot& state);
/// What a finished run did, beside what was predicted, and what the tests say of it.
void showRun(const Console& console, const snapshot::Snapshot& snapshot,
    const run::RunSnapshot& state, const report::Findings& findings);
/// What a run would send.
void showDryRun(
    const Console& console, const snapshot::Snapshot& snapshot, const run::Shard& shard, bool json);

} // namespace poolscope::cli
