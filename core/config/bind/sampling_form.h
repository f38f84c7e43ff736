// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/bind/block_reader.h"

#include <cstdint>

namespace poolscope::config::bind {

/// The forms of `pool.sampling`. Those before `weights` are the names of its `type`, in the order
/// of the table.
enum class SamplingForm : std::uint8_t {
    uniform,
    zipf,
    fixed,
    normal,
    lognormal,
    poisson,
    skewNormal,
    weights,
    sequence
};

/// What a sampling block is; `sequence` before `weights` before `type` where it says several.
SamplingForm samplingForm(const BlockReader& sampling);

} // namespace poolscope::config::bind
