// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/modality.h"
#include "core/base/result.h"
#include "core/report/findings.h"
#include "core/run/run_snapshot.h"
#include "core/run/tally.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace poolscope::report {

/// What a stage was asked to do.
struct StageFacts {
    std::optional<double> requestedRate; ///< requests per second
    std::optional<std::int64_t> concurrency;
};

/// A finished run and what is needed to summarise it. Refers to the run's tally: keep it alive.
struct Report {
    const run::Tally& tally;
    run::RunSnapshotPtr state;
    std::vector<StageFacts> stages;
    std::vector<double> percentiles; ///< as report.request_lifecycle.percentiles
    /// How often the plan draws each pool item over the requests of this run.
    std::array<std::map<std::uint64_t, std::uint64_t>, base::allModalities.size()> planned;
    std::string config; ///< the YAML text without secrets
    Findings findings;
};

/// The run as JSON with inference-perf's lifecycle keys; with `withPool` also "pool", the content
/// of pool.json. Indented by two.
enum class PoolPart { leave, include };
std::string summaryJson(const Report& report, PoolPart pool);
std::string stageJson(const Report& report, std::size_t stage);
std::string perRequestJson(const Report& report);
std::string poolJson(const Report& report);

/// Writes summary_, stage_N_ and per_request_lifecycle_metrics.json, pool.json and config.yaml into
/// a folder, which is created. Each file is written whole or not at all.
base::Result<> write(const Report& report, const std::filesystem::path& folder);

} // namespace poolscope::report
