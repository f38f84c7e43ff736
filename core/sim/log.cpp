// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/log.h"

#include <fmt/format.h>

namespace poolscope::sim {

std::string logLine(const LogEntry& entry, const Request& request)
{
    std::string blocks;
    for (const Block& block : request.blocks)
        blocks += fmt::format(R"({}{{"kind": "{}", "sha256": "{}", "bytes": {}}})",
            blocks.empty() ? "" : ", ", name(block.kind), block.sha256, block.bytes);
    return fmt::format("{{\"n\": {}, \"t\": {:.6f}, \"blocks\": [{}], \"max_tokens\": {}, "
                       "\"sha256\": \"{}\", \"bytes\": {}}}\n",
        entry.number, entry.seconds, blocks, request.maxTokens, entry.bodySha256, entry.bodyBytes);
}

} // namespace poolscope::sim
