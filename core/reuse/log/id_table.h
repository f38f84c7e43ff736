// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/reuse/access_log.h"

#include <string_view>
#include <vector>

namespace poolscope::reuse {

/// Numbers ids in the order in which they come and writes accesses into a log.
class IdTable {
public:
    IdTable(AccessLog& log, const LogLimits& limits);

    /// One access of the current request. The Error says which limit is passed.
    base::Result<> add(std::string_view id);
    base::Result<> endRequest();

private:
    void grow();
    std::size_t slotOf(std::uint64_t key) const;

    AccessLog& m_log;
    LogLimits m_limits;
    std::vector<std::uint32_t> m_slots; ///< item + 1, or 0: open addressing by key
};

/// A stable 64-bit hash: FNV-1a with a final mix (of MurmurHash3).
std::uint64_t idKey(std::string_view id);

} // namespace poolscope::reuse
