// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/bind/bind.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

// JSON as Python's json.dumps writes it, since that is what upstream sends: ", " and ": " between
// the parts, everything beyond ASCII escaped, floats as repr() has them.

namespace poolscope::config::bind {

namespace {

/// The code point at `at`, which moves behind it. The text is UTF-8.
unsigned nextCodePoint(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80)
        return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    unsigned point = lead & (0x3FU >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        point = point << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return point;
}

std::string jsonText(std::string_view text)
{
    constexpr std::string_view special = "\"\\\n\r\t\b\f";
    constexpr std::string_view letters = "\"\\nrtbf";
    std::string json = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const unsigned point = nextCodePoint(text, at);
        const std::size_t known
            = point < 0x80 ? special.find(static_cast<char>(point)) : std::string_view::npos;
        if (known != std::string_view::npos)
            json += { '\\', letters[known] };
        else if (point >= 0x20 && point < 0x7F)
            json += static_cast<char>(point);
        else if (point < 0x10000)
            json += fmt::format("\\u{:04x}", point);
        else
            json += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((point - 0x10000) >> 10U),
                0xDC00 + (point & 0x3FFU));
    }
    return json + '"';
}

/// repr() of a Python float.
std::string jsonNumber(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "Infinity" : "-Infinity";
    const double size = std::fabs(number);
    const bool isFixed = number == 0 || (size >= 1e-4 && size < 1e16);
    std::array<char, 64> buffer{};
    char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
        isFixed ? std::chars_format::fixed : std::chars_format::scientific)
                          .ptr;
    std::string text(buffer.data(), end);
    if (isFixed && text.find('.') == std::string::npos)
        text += ".0";
    return text;
}

std::string jsonScalar(const Node& node)
{
    const Scalar scalar = scalarOf(node);
    if (std::holds_alternative<std::monostate>(scalar))
        return "null";
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&scalar))
        return jsonNumber(*number);
    return jsonText(node.text);
}

std::string json(const Tree& tree, NodeId id)
{
    id = id == noNode ? noNode : tree.resolve(id);
    if (id == noNode)
        return "null";
    const Node& node = tree.node(id);
    if (node.kind == NodeKind::scalar)
        return jsonScalar(node);
    std::string text;
    if (node.kind == NodeKind::sequence) {
        for (const Entry& entry : node.entries)
            text += (text.empty() ? "" : ", ") + json(tree, entry.value);
        return '[' + text + ']';
    }
    for (const Entry* entry : tree.visibleEntries(id))
        text += (text.empty() ? "" : ", ") + jsonText(entry->key) + ": " + json(tree, entry->value);
    return '{' + text + '}';
}

} // namespace

std::string bindResponseFormat(const BlockReader& format)
{
    enum class Type { jsonSchema, jsonObject };
    if (format.choice<Type>("type") == Type::jsonObject)
        return R"({"type": "json_object"})";
    return fmt::format(R"({{"type": "json_schema", "json_schema": {{"name": {}, "schema": {}}}}})",
        jsonText(format.textIfAny("name").value_or("")),
        json(format.tree(), format.node("json_schema")));
}

} // namespace poolscope::config::bind
