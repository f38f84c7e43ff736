// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace poolscope::config {

/// A YAML value to be written: what a form or a command line puts into a Document.
struct Value {
    using List = std::vector<Value>;
    using Map = std::vector<std::pair<std::string, Value>>;

    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> data;

    Value() = default;
    template <class T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, Value>) Value(
        T&& value) // NOLINT(google-explicit-constructor): {"type", "zipf"} should read as YAML does
        : data(std::forward<T>(value))
    {
    }
    Value(const char* text)
        : data(std::string(text))
    {
    }
    Value(int number)
        : data(std::int64_t{ number })
    {
    }

    bool operator==(const Value&) const = default;
};

/// `json` puts every key and string in double quotes, for documents that are JSON.
enum class FlowStyle : std::uint8_t { yaml, json };

/// The value in flow style on one line: `{type: zipf, min: 0, max: 99, skew: 1.1}`.
std::string writeFlow(const Value& value, FlowStyle style = FlowStyle::yaml);

/// The shortest form that PyYAML reads back as the same float: 1.1, 3.0, 1.0e+20, .inf.
std::string writeNumber(double number);

} // namespace poolscope::config
