// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/values/decimal.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

namespace poolscope::config {

namespace {

/// The size of a number that no double holds. The text is well-formed and has no sign.
double beyondRange(std::string_view digits)
{
    const std::size_t e = std::min(digits.find_first_of("eE"), digits.size());
    std::int64_t exponent = 0;
    if (e < digits.size()) {
        const std::string_view power = digits.substr(digits[e + 1] == '+' ? e + 2 : e + 1);
        const auto [end, error]
            = std::from_chars(power.data(), power.data() + power.size(), exponent);
        if (error == std::errc::result_out_of_range)
            exponent = (power.front() == '-' ? -1 : 1) * (std::int64_t{ 1 } << 40U);
    }
    const std::string_view mantissa = digits.substr(0, e);
    const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<std::int64_t>(mantissa.find_first_not_of("0."));
    return point - first + exponent > 0 ? std::numeric_limits<double>::infinity() : 0;
}

} // namespace

std::optional<double> readDecimal(std::string_view text)
{
    double value = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (end != last)
        return std::nullopt;
    if (error == std::errc::result_out_of_range) {
        const bool isNegative = text.front() == '-';
        value = beyondRange(text.substr(isNegative ? 1 : 0));
        return isNegative ? -value : value;
    }
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

} // namespace poolscope::config
