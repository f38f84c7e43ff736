// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace poolscope::base {

namespace {

/// Rounded to three significant digits, without trailing zeros behind the point.
std::string significant(double value)
{
    if (value == 0)
        return "0";
    const double magnitude = std::floor(std::log10(std::fabs(value)));
    const int decimals = std::clamp(2 - static_cast<int>(magnitude), 0, 9);
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.pop_back();
    }
    return text;
}

std::string grouped(std::string digits)
{
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t place = digits.size(); place > first + 3;) {
        place -= 3;
        digits.insert(place, " ");
    }
    return digits;
}

} // namespace

std::string formatBytes(double bytes)
{
    constexpr std::array<const char*, 6> units{ "B", "kB", "MB", "GB", "TB", "PB" };
    std::size_t unit = 0;
    // 999.6 would be shown as 1 000: take the next unit.
    while (bytes >= 999.5 && unit + 1 < units.size()) {
        bytes /= 1000;
        ++unit;
    }
    return fmt::format(
        "{} {}", unit == 0 ? fmt::format("{:.0f}", bytes) : significant(bytes), units.at(unit));
}

std::string formatSeconds(double seconds)
{
    if (seconds == 0)
        return "0 s";
    if (seconds < 0.0009995)
        return fmt::format("{} µs", significant(std::round(seconds * 1e7) / 10));
    if (seconds < 0.9995)
        return fmt::format("{} ms", significant(seconds * 1000));
    if (seconds < 99.95)
        return fmt::format("{} s", significant(seconds));
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 3600)
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string formatCount(std::uint64_t count)
{
    return grouped(std::to_string(count));
}

std::string formatShare(double share)
{
    const double percent = share * 100;
    std::string text = percent > 99.9 && percent < 100
        ? fmt::format("{:.4f}", std::min(percent, 99.9999))
        : percent >= 10 ? fmt::format("{:.1f}", percent)
                        : significant(percent);
    if (percent >= 10) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.pop_back();
    }
    return text + " %";
}

std::string formatNumber(double value)
{
    if (std::fabs(value) >= 999.5)
        return grouped(fmt::format("{:.0f}", value));
    return significant(value);
}

} // namespace poolscope::base
