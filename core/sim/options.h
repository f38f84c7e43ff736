// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace poolscope::sim {

/// What the simulated endpoint is like. Times are those of a small vision model on one GPU.
struct Options {
    std::string host = "127.0.0.1";
    int port = 0; ///< 0: any free port
    std::string model = "poolscope-sim";
    std::uint64_t mediaCacheBytes = std::uint64_t{ 4 } << 30U; ///< 0 turns the cache off
    double encodeMsPerMediaToken = 0.02; ///< spent once per item that misses the media cache
    double prefillMsPerToken = 0.01; ///< per prompt token that misses the prefix cache
    double decodeMsPerToken = 8; ///< per output token
    double overheadMs = 12; ///< per request
    std::uint64_t prefixCacheTokens = 262144; ///< 0 turns the prefix cache off
    std::optional<std::filesystem::path> log; ///< JSON lines, one per request received
};

/// The totals behind /metrics.
struct Counters {
    std::uint64_t requests = 0;
    std::uint64_t mediaQueries = 0;
    std::uint64_t mediaHits = 0;
    std::uint64_t prefixQueryTokens = 0;
    std::uint64_t prefixHitTokens = 0;
};

} // namespace poolscope::sim
