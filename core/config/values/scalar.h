// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace poolscope::config {

/// A plain scalar that PyYAML would turn into a date; nothing in the schema wants one.
struct Timestamp {
    bool operator==(const Timestamp&) const = default;
};

/// What a scalar means. monostate is null.
using Scalar = std::variant<std::monostate, bool, std::int64_t, double, std::string, Timestamp>;

/// A plain (unquoted) scalar as PyYAML's safe loader reads it (YAML 1.1): yes/on are booleans, 010
/// is 8, 1:30 is 90, 1e3 is a string, ~ and nothing are null. Integers beyond 64 bits become
/// doubles.
Scalar readPlainScalar(std::string_view text);

/// True for the few plain values that PyYAML recognises and then fails on: 0x_, =, 2024-13-45.
bool failsInPyYaml(std::string_view plain);

/// `text` as a plain scalar when PyYAML would read it back as this very string, else quoted in the
/// given quote character (' or ").
std::string writeString(std::string_view text, char quote = '"');

} // namespace poolscope::config
