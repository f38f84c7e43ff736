// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/values/value.h"

#include "core/config/values/quoting.h"
#include "core/config/values/scalar.h"

#include <array>
#include <charconv>
#include <cmath>

namespace poolscope::config {

std::string writeNumber(double number)
{
    if (std::isnan(number))
        return ".nan";
    if (std::isinf(number))
        return number > 0 ? ".inf" : "-.inf";
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    std::string text(buffer.data(), end);
    // PyYAML takes 1e+20 for a string: a float needs its point. The sign of the exponent, which it
    // needs as well, is always written by to_chars.
    if (text.find('.') == std::string::npos)
        text.insert(std::min(text.find('e'), text.size()), ".0");
    return text;
}

namespace {

void append(std::string& out, const Value& value, FlowStyle style);

void appendString(std::string& out, const std::string& text, FlowStyle style)
{
    out += style == FlowStyle::json ? doubleQuoted(text) : writeString(text);
}

void appendList(std::string& out, const Value::List& list, FlowStyle style)
{
    out += '[';
    for (const auto& item : list) {
        if (&item != &list.front())
            out += ", ";
        append(out, item, style);
    }
    out += ']';
}

void appendMap(std::string& out, const Value::Map& map, FlowStyle style)
{
    out += '{';
    for (const auto& entry : map) {
        if (&entry != &map.front())
            out += ", ";
        appendString(out, entry.first, style);
        out += ": ";
        append(out, entry.second, style);
    }
    out += '}';
}

void append(std::string& out, const Value& value, FlowStyle style)
{
    if (std::holds_alternative<std::monostate>(value.data))
        out += "null";
    else if (const auto* flag = std::get_if<bool>(&value.data))
        out += *flag ? "true" : "false";
    else if (const auto* integer = std::get_if<std::int64_t>(&value.data))
        out += std::to_string(*integer);
    else if (const auto* number = std::get_if<double>(&value.data))
        out += writeNumber(*number);
    else if (const auto* text = std::get_if<std::string>(&value.data))
        appendString(out, *text, style);
    else if (const auto* list = std::get_if<Value::List>(&value.data))
        appendList(out, *list, style);
    else if (const auto* map = std::get_if<Value::Map>(&value.data))
        appendMap(out, *map, style);
}

} // namespace

std::string writeFlow(const Value& value, FlowStyle style)
{
    std::string text;
    append(text, value, style);
    return text;
}

} // namespace poolscope::config
