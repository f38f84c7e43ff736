// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/values/value.h"

#include <cmath>

namespace poolscope::gui {

/// A number as people write it into a config: whole ones without a point.
inline config::Value numberValue(double value)
{
    constexpr double exact = 1e15;
    if (value == std::floor(value) && std::fabs(value) < exact)
        return static_cast<std::int64_t>(value);
    return value;
}

} // namespace poolscope::gui
