// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/config/value_model.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace poolscope::testing {

using config::NodeKind;
using config::Path;
using config::Value;

namespace {

/// The entry of a container; null when there is none.
Value* entryOf(Value& container, const std::string& part)
{
    if (auto* list = std::get_if<Value::List>(&container.data)) {
        for (std::size_t i = 0; i < list->size(); ++i)
            if (std::to_string(i) == part)
                return &(*list)[i];
        return nullptr;
    }
    if (auto* map = std::get_if<Value::Map>(&container.data)) {
        const auto last = std::find_if(
            map->rbegin(), map->rend(), [&](const auto& entry) { return entry.first == part; });
        return last != map->rend() ? &last->second : nullptr;
    }
    return nullptr;
}

/// An empty entry for `part`, made where it can be.
Value* addEntry(Value& container, const std::string& part)
{
    if (std::holds_alternative<std::monostate>(container.data))
        container.data = part == "0" ? Value(Value::List{}).data : Value(Value::Map{}).data;
    if (auto* list = std::get_if<Value::List>(&container.data))
        return part == std::to_string(list->size()) ? &list->emplace_back() : nullptr;
    if (auto* map = std::get_if<Value::Map>(&container.data))
        return &map->emplace_back(part, Value()).second;
    return nullptr;
}

} // namespace

Value toValue(const config::Tree& tree, config::NodeId id)
{
    const config::Node& node = tree.node(id);
    switch (node.kind) {
    case NodeKind::alias:
        return Value('*' + node.text);
    case NodeKind::sequence: {
        Value::List list;
        for (const auto& entry : node.entries)
            list.push_back(toValue(tree, entry.value));
        return Value(std::move(list));
    }
    case NodeKind::mapping: {
        Value::Map map;
        for (const auto& entry : node.entries)
            map.emplace_back(entry.key, toValue(tree, entry.value));
        return Value(std::move(map));
    }
    case NodeKind::scalar:
        break;
    }
    return std::visit(
        [&](const auto& scalar) -> Value {
            if constexpr (std::is_same_v<std::decay_t<decltype(scalar)>, config::Timestamp>)
                return Value(node.text);
            else
                return Value(scalar);
        },
        config::scalarOf(node));
}

Value toValue(const config::Tree& tree)
{
    return tree.isEmpty() ? Value() : toValue(tree, tree.root());
}

std::vector<Path> allPaths(const config::Tree& tree)
{
    std::vector<Path> paths;
    const auto collect = [&](const auto& self, config::NodeId id, const Path& path) -> void {
        const config::Node& node = tree.node(id);
        for (std::size_t i = 0; i < node.entries.size(); ++i) {
            const config::Entry& entry = node.entries[i];
            paths.push_back(config::child(
                path, node.kind == NodeKind::mapping ? entry.key : std::to_string(i)));
            self(self, entry.value, Path(paths.back()));
        }
    };
    if (!tree.isEmpty())
        collect(collect, tree.root(), {});
    return paths;
}

Value* valueAt(Value& root, const Path& path)
{
    Value* value = &root;
    for (const auto& part : path)
        if (value)
            value = entryOf(*value, part);
    return value;
}

bool setIn(Value& root, const Path& path, const Value& value)
{
    if (path.empty())
        return false;
    Value* place = &root;
    for (const auto& part : path) {
        Value* next = entryOf(*place, part);
        place = next ? next : addEntry(*place, part);
        if (!place)
            return false;
    }
    *place = value;
    return true;
}

bool removeIn(Value& root, const Path& path)
{
    if (path.empty())
        return false;
    Value* container = valueAt(root, Path(path.begin(), path.end() - 1));
    const Value* entry = container ? entryOf(*container, path.back()) : nullptr;
    if (!entry)
        return false;
    if (auto* list = std::get_if<Value::List>(&container->data)) {
        list->erase(list->begin() + (entry - list->data()));
        return true;
    }
    auto& map = std::get<Value::Map>(container->data);
    map.erase(std::find_if(
        map.begin(), map.end(), [&](const auto& candidate) { return &candidate.second == entry; }));
    return true;
}

bool renameIn(Value& root, const Path& path, const std::string& key)
{
    Value* holder = path.empty() ? nullptr : valueAt(root, Path(path.begin(), path.end() - 1));
    auto* map = holder ? std::get_if<Value::Map>(&holder->data) : nullptr;
    if (!map)
        return false;
    // Of equal keys, the last one counts.
    for (auto entry = map->rbegin(); entry != map->rend(); ++entry)
        if (entry->first == path.back()) {
            entry->first = key;
            return true;
        }
    return false;
}

bool moveIn(Value& root, const Path& from, const Path& to)
{
    const Value* value = from.empty() ? nullptr : valueAt(root, from);
    if (!value || valueAt(root, to))
        return false;
    const Value moved = *value;
    return removeIn(root, from) && setIn(root, to, moved);
}

bool insertIn(Value& root, const Path& list, std::size_t index, const Value& value)
{
    Value* place = valueAt(root, list);
    if (!place || std::holds_alternative<std::monostate>(place->data))
        return index == 0 && setIn(root, config::child(list, "0"), value);
    auto* entries = std::get_if<Value::List>(&place->data);
    if (!entries || index > entries->size())
        return false;
    entries->insert(entries->begin() + static_cast<std::ptrdiff_t>(index), value);
    return true;
}

bool same(const Value& a, const Value& b)
{
    const auto* x = std::get_if<double>(&a.data);
    const auto* y = std::get_if<double>(&b.data);
    if (x && y)
        return *x == *y || (std::isnan(*x) && std::isnan(*y));
    const auto* listA = std::get_if<Value::List>(&a.data);
    const auto* listB = std::get_if<Value::List>(&b.data);
    if (listA && listB)
        return std::equal(listA->begin(), listA->end(), listB->begin(), listB->end(), same);
    const auto* mapA = std::get_if<Value::Map>(&a.data);
    const auto* mapB = std::get_if<Value::Map>(&b.data);
    if (mapA && mapB)
        return std::equal(mapA->begin(), mapA->end(), mapB->begin(), mapB->end(),
            [](const auto& one, const auto& other) {
                return one.first == other.first && same(one.second, other.second);
            });
    return a == b;
}

} // namespace poolscope::testing
