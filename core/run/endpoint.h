// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope::run {

/// Where requests go. Holds a secret: never show it, log it or write it anywhere.
struct Endpoint {
    std::string baseUrl; ///< without a trailing slash: "http://127.0.0.1:8000"
    std::string apiKey; ///< sent as `Authorization: Bearer`; empty: none
    std::map<std::string, std::string> headers;
};

/// An endpoint from what a config says: a trailing slash is dropped, `${NAME}` in the key and in
/// header values gives way to the environment variable (to nothing when it is not set).
Endpoint endpointOf(std::string baseUrl, const std::string& apiKey,
    const std::map<std::string, std::string>& headers);

/// The environment has a variable of this name, and it is not empty.
bool hasVariable(const std::string& name);

/// A URL without what may be secret in it: user, password and query.
std::string shownUrl(std::string_view url);

/// Prepares the HTTP library. Once in each main(), before any thread starts.
void initialize();

/// The name and version of the HTTP library, for --version.
std::string libraryVersion();

/// Ids of the models an endpoint serves (GET /v1/models). Code::network when it cannot be reached,
/// Code::invalid when it answers but names none.
base::Result<std::vector<std::string>> models(
    const Endpoint& endpoint, std::chrono::milliseconds timeout, std::stop_token stop = {});

/// Totals of a vLLM server's caches, from its /metrics: sums over engines. Media in items, prefix
/// in tokens.
struct CacheCounters {
    std::uint64_t mediaQueries = 0;
    std::uint64_t mediaHits = 0;
    std::uint64_t prefixQueries = 0;
    std::uint64_t prefixHits = 0;

    bool operator==(const CacheCounters&) const = default;
};

/// Reads the counters; nothing when the endpoint has no such metrics.
std::optional<CacheCounters> cacheCounters(
    const Endpoint& endpoint, std::chrono::milliseconds timeout, std::stop_token stop = {});

/// The same from the text of /metrics.
std::optional<CacheCounters> parseCacheCounters(std::string_view metrics);

} // namespace poolscope::run
