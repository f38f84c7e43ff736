// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/plan/plan.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace poolscope::plan {

/// Requests first, first + stride, ...: `count` of them.
struct RequestRange {
    std::uint64_t first = 0;
    std::uint64_t stride = 1;
    std::uint64_t count = 0;
};

struct ItemCount {
    std::uint64_t item = 0;
    std::uint64_t count = 0;

    bool operator==(const ItemCount&) const = default;
};

/// How often each pool item is drawn by the payload of these requests; items never drawn are left
/// out, ascending. Exactly what the requests will carry. Empty when the modality has no pool, or
/// after a stop.
std::vector<ItemCount> countItems(const Plan& plan, base::Modality modality,
    const RequestRange& range, std::stop_token stop = {});

} // namespace poolscope::plan
