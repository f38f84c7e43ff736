// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/edit/render.h"

#include "core/config/values/quoting.h"
#include "core/config/values/scalar.h"

#include <algorithm>

namespace poolscope::config::edit {

namespace {

bool hasMapping(const Value& value)
{
    if (const auto* map = std::get_if<Value::Map>(&value.data))
        return !map->empty();
    const auto* list = std::get_if<Value::List>(&value.data);
    return list && std::any_of(list->begin(), list->end(), hasMapping);
}

} // namespace

bool isDeep(const Value& value)
{
    const auto* map = std::get_if<Value::Map>(&value.data);
    return map && std::any_of(map->begin(), map->end(), [](const auto& item) {
        return hasMapping(item.second);
    });
}

std::string blockMember(
    const Layout& layout, const std::string& key, const Value& value, std::size_t column)
{
    const std::string begin = writeString(key) + ':';
    if (!isDeep(value))
        return begin + ' ' + writeFlow(value);
    const std::size_t inner = column + layout.step();
    return begin + layout.newLine(inner)
        + blockMembers(layout, std::get<Value::Map>(value.data), inner);
}

std::string blockMembers(const Layout& layout, const Value::Map& map, std::size_t column)
{
    std::string lines;
    for (const auto& [key, value] : map) {
        if (!lines.empty())
            lines += layout.newLine(column);
        lines += blockMember(layout, key, value, column);
    }
    return lines;
}

std::string flowMember(
    const Source& source, const Node& mapping, const std::string& key, const Value& value)
{
    if (!isJson(source, mapping))
        return writeString(key) + ": " + writeFlow(value);
    bool isTight = false;
    if (!mapping.entries.empty()) {
        const Entry& last = mapping.entries.back();
        const std::size_t behindColon = source.text.find(':', last.keyRange.end) + 1;
        isTight = behindColon < source.text.size() && source.text[behindColon] != ' '
            && source.text[behindColon] != '\n' && source.text[behindColon] != '\r';
    }
    return doubleQuoted(key) + (isTight ? ":" : ": ") + writeFlow(value, FlowStyle::json);
}

std::string listItem(const Source& source, const Node& list, const Value& value)
{
    const Entry& last = list.entries.back();
    const Node& neighbour = source.tree.node(last.value);
    const std::size_t dash = last.keyRange.begin;
    const bool isSameLine = neighbour.range.size() > 0
        && source.layout.lineStart(neighbour.range.begin) == source.layout.lineStart(dash)
        && neighbour.anchor.empty() && neighbour.tag.empty();
    const std::size_t gap = isSameLine ? neighbour.range.begin - dash : 2;
    const std::string begin = '-' + std::string(gap - 1, ' ');
    const auto* map = std::get_if<Value::Map>(&value.data);
    const bool isBlock = map && !map->empty() && neighbour.kind == NodeKind::mapping
        && neighbour.style == NodeStyle::block;
    if (!isBlock)
        return begin + writeFlow(value);
    return begin + blockMembers(source.layout, *map, source.layout.column(dash) + gap);
}

std::string inlineValue(const Value& value, NodeStyle replaced, FlowStyle style)
{
    const auto* text = std::get_if<std::string>(&value.data);
    if (!text || style == FlowStyle::json)
        return writeFlow(value, style);
    if (replaced == NodeStyle::doubleQuoted)
        return doubleQuoted(*text);
    if (replaced == NodeStyle::singleQuoted)
        return isPrintableLine(*text) ? singleQuoted(*text) : doubleQuoted(*text);
    return writeString(*text);
}

} // namespace poolscope::config::edit
