// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/arrivals.h"

#include "core/base/portable_math.h"

namespace poolscope::sampling {

double poissonGap(const base::RandomStream& stream, std::uint64_t request, double rate)
{
    return -base::portable::log1p(-stream.unit(request, 0)) / rate;
}

} // namespace poolscope::sampling
