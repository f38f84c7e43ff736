// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/reuse_options.h"

#include "app/cli/validators.h"

namespace poolscope::cli {

void addReuseOptions(CLI::App& command, ReuseOptions& options)
{
    addInput(command, options.input);
    command.add_option("--requests", options.requests, "A run of N requests")
        ->type_name("N")
        ->check(wholeNumber());
    command.add_option("--replicas", options.replicas, "Servers with a cache each")
        ->type_name("R")
        ->check(wholeNumber(100'000, 1));
    command.add_option("--routing", options.routing, "round-robin or affinity")
        ->type_name("HOW")
        ->check(CLI::IsMember({ "round-robin", "affinity" }).description(""));
}

base::Result<reuse::CacheSpec> cacheOf(const std::string& text, const ReuseOptions& options)
{
    const auto routing = reuse::parseCacheRouting(options.routing);
    if (!routing)
        return tl::make_unexpected(routing.error());
    auto cache = reuse::parseCacheSpec(text);
    if (cache) {
        cache->replicas = options.replicas;
        cache->routing = *routing;
    }
    return cache;
}

std::optional<Loaded> loadReuse(Context& context, const ReuseOptions& options)
{
    snapshot::Options derivation;
    derivation.firstRequests = 0;
    derivation.maxCounted = 0;
    derivation.load.requests = options.requests;
    return load(context, options.input, derivation);
}

} // namespace poolscope::cli
