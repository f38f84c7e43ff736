// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/access_log.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <numeric>

using namespace poolscope;

/// First byte: form and header; second: how many bytes a read gives; then a field up to a line end,
/// then the log, gzip or not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    reuse::LogFormat format;
    format.form = static_cast<reuse::LogForm>(data[0] % 4);
    format.header = static_cast<reuse::Header>(data[0] / 4 % 3);
    const std::size_t step = data[1] + std::size_t{ 1 };
    const char* begin = reinterpret_cast<const char*>(data) + 2;
    const char* end = reinterpret_cast<const char*>(data) + size;
    const char* fieldEnd = std::find(begin, end, '\n');
    format.field.assign(begin, fieldEnd);
    const char* at = std::min(end, fieldEnd + (fieldEnd < end ? 1 : 0));
    const reuse::LogSource source = [&](std::span<char> into) -> base::Result<std::size_t> {
        const std::size_t count
            = std::min({ into.size(), step, static_cast<std::size_t>(end - at) });
        if (count > 0)
            std::memcpy(into.data(), at, count);
        at += count;
        return count;
    };
    const auto log = reuse::readAccessLog(source, format, { 1000, 10000, 5000 }, {});
    if (!log)
        return 0;
    // Counts, accesses and requests tell the same story.
    const std::uint64_t sum
        = std::accumulate(log->counts.begin(), log->counts.end(), std::uint64_t{ 0 });
    if (sum != log->accesses.size() || log->requests() != log->rows
        || log->requestEnds.back() != log->accesses.size()
        || log->keys.size() != log->counts.size())
        std::abort();
    reuse::fitRequestOf(*log);
    return 0;
}
