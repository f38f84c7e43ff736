// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

/// Figures as people read them, the same in both shells: three significant digits, a unit, groups
/// of thousands apart.
namespace poolscope::base {

/// "0 B", "118 kB", "12.4 MB": powers of 1 000, as disks and networks count.
std::string formatBytes(double bytes);
/// "340 µs", "12 ms", "1.2 s", "4 min 10 s".
std::string formatSeconds(double seconds);
/// "1 000", "12 400 000".
std::string formatCount(std::uint64_t count);
/// "23.4 %", "0.051 %", "100 %". A share that is not quite all is never shown as all.
std::string formatShare(double share);
/// Up to three significant digits without an exponent: "31.2", "0.0042", "12 400".
std::string formatNumber(double value);

} // namespace poolscope::base
