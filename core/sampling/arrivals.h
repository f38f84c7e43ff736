// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/random.h"

#include <cstdint>

namespace poolscope::sampling {

/// Gap in seconds before the `request`-th request of a Poisson process with `rate` per second.
double poissonGap(const base::RandomStream& stream, std::uint64_t request, double rate);

} // namespace poolscope::sampling
