// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

/// What arguments may be. CLI11's own checks let signs, "nan" and overflow through.
namespace poolscope::cli {

/// A whole number, `min` to `max`.
inline CLI::Validator wholeNumber(std::uint64_t max = 1'000'000'000'000, std::uint64_t min = 0)
{
    return CLI::Validator(
        [max, min](std::string& text) {
            std::uint64_t value = 0;
            const auto [end, error]
                = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool fits = error == std::errc() && end == text.data() + text.size()
                && value >= min && value <= max;
            return fits ? std::string()
                        : '"' + text + "\" is not a whole number from " + std::to_string(min)
                    + " to " + std::to_string(max);
        },
        "");
}

/// A finite number above 0.
inline CLI::Validator positiveNumber()
{
    return CLI::Validator(
        [](std::string& text) {
            double value = 0;
            const auto [end, error]
                = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool fits = error == std::errc() && end == text.data() + text.size()
                && std::isfinite(value) && value > 0;
            return fits ? std::string() : '"' + text + "\" is not a number above 0";
        },
        "");
}

/// "x=y", where x is not empty. `form` names it in messages.
inline CLI::Validator assignment(const char* form)
{
    return CLI::Validator(
        [form](std::string& text) {
            const std::size_t equals = text.find('=');
            const bool fits = equals != std::string::npos && equals > 0;
            return fits ? std::string() : '"' + text + "\" is not " + form;
        },
        "");
}

inline CLI::Validator notEmpty()
{
    return CLI::Validator(
        [](std::string& text) { return std::string(text.empty() ? "it is empty" : ""); }, "");
}

} // namespace poolscope::cli
