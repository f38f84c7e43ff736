// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/input.h"
#include "core/reuse/cache_spec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace poolscope::cli {

/// What the commands about reuse ask alike: a config, the length of the run, the servers.
struct ReuseOptions {
    InputOptions input;
    std::optional<std::uint64_t> requests;
    std::uint32_t replicas = 1;
    std::string routing = "round-robin";
};

void addReuseOptions(CLI::App& command, ReuseOptions& options);

/// A cache as parseCacheSpec reads it, on as many servers as were asked for.
base::Result<reuse::CacheSpec> cacheOf(const std::string& text, const ReuseOptions& options);

/// The Snapshot of the run, without lists of requests and counts of items; nothing when load()
/// reported why.
std::optional<Loaded> loadReuse(Context& context, const ReuseOptions& options);

} // namespace poolscope::cli
