// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sim/request.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace poolscope::sim {

/// What a line of the log says beside the request's own blocks.
struct LogEntry {
    std::uint64_t number = 0; ///< of the request, from 0
    double seconds = 0; ///< since the server's start
    std::string bodySha256;
    std::size_t bodyBytes = 0;
};

/// One line of JSON, with its line end.
std::string logLine(const LogEntry& entry, const Request& request);

} // namespace poolscope::sim
