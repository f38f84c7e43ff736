// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace poolscope;

/// Text of a server's /metrics page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    run::parseCacheCounters({ reinterpret_cast<const char*>(data), size });
    return 0;
}
