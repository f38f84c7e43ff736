// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/pool_patch.h"

#include "core/config/patch.h"
#include "core/config/reader.h"

#include <array>

namespace poolscope::config {

namespace {

using Settings = std::vector<std::pair<std::string, Value>>;

/// Keys of pool.sampling that mean nothing to uniform and zipf laws.
constexpr std::array<std::string_view, 6> otherKeys{ "mean", "std_dev", "variance", "total_count",
    "weights", "sequence" };

Path poolPath(base::Modality modality)
{
    return { "data", "multimodal", std::string(base::name(modality)), "pool" };
}

bool isMapping(const Tree& tree, const Path& path)
{
    const NodeId id = tree.isEmpty() ? noNode : tree.find(path);
    return id != noNode && tree.node(id).kind == NodeKind::mapping
        && !tree.node(id).entries.empty();
}

bool has(const Tree& tree, const Path& path, std::string_view key)
{
    return tree.find(child(path, key)) != noNode;
}

/// The law as a sampling block of its own.
Value blockOf(const std::variant<UniformLaw, ZipfLaw, WeightsLaw>& law)
{
    if (const auto* zipf = std::get_if<ZipfLaw>(&law))
        return Value::Map{ { "type", "zipf" }, { "skew", zipf->skew } };
    const auto* weighted = std::get_if<WeightsLaw>(&law);
    if (!weighted)
        return Value::Map{ { "type", "uniform" } };
    Value::List entries;
    for (std::size_t i = 0; i < weighted->weights.size(); ++i)
        if (weighted->weights[i] > 0)
            entries.push_back(Value::Map{
                { "index", static_cast<std::int64_t>(i) }, { "weight", weighted->weights[i] } });
    return Value::Map{ { "weights", std::move(entries) } };
}

/// A mapping whose keys can be set one by one: uniform, zipf and the rounded laws.
bool isTyped(const Tree& tree, const Path& sampling)
{
    if (!isMapping(tree, sampling) || has(tree, sampling, "weights")
        || has(tree, sampling, "sequence"))
        return false;
    const NodeId type = tree.find(child(sampling, "type"));
    return type == noNode || tree.node(type).text != "fixed"; // whose range is one index
}

void addLaw(const Tree& tree, const Path& sampling, const PoolChange& change, Settings& settings)
{
    const auto& law = *change.law;
    if (std::holds_alternative<WeightsLaw>(law) || !isTyped(tree, sampling)) {
        if (!std::holds_alternative<UniformLaw>(law) || isMapping(tree, sampling))
            settings.emplace_back(toString(sampling), blockOf(law));
        return;
    }
    const auto* zipf = std::get_if<ZipfLaw>(&law);
    settings.emplace_back(toString(child(sampling, "type")), zipf ? "zipf" : "uniform");
    if (zipf)
        settings.emplace_back(toString(child(sampling, "skew")), zipf->skew);
}

/// A range that is written out must not keep items of a new size from being drawn.
void addRange(const Tree& tree, const Path& sampling, std::int64_t size, Settings& settings)
{
    if (has(tree, sampling, "min"))
        settings.emplace_back(toString(child(sampling, "min")), std::int64_t{ 0 });
    if (has(tree, sampling, "max"))
        settings.emplace_back(toString(child(sampling, "max")), size - 1);
}

/// Whether `addLaw` replaces the whole block.
bool isReplaced(const Tree& tree, const Path& sampling, const PoolChange& change)
{
    return change.law
        && (std::holds_alternative<WeightsLaw>(*change.law) || !isTyped(tree, sampling));
}

/// Whether a path holds the value already.
bool holds(const Tree& tree, const std::string& path, const Value& value)
{
    const NodeId id = tree.find(parsePath(path));
    return id != noNode && tree.node(id).kind == NodeKind::scalar
        && tree.node(id).text == writeFlow(value);
}

Settings settingsOf(const Tree& tree, base::Modality modality, const PoolChange& change)
{
    const Path pool = poolPath(modality);
    const Path sampling = child(pool, "sampling");
    Settings settings;
    if (!isMapping(tree, pool)) {
        Value::Map block;
        if (change.size)
            block.emplace_back("size", *change.size);
        if (change.law && !std::holds_alternative<UniformLaw>(*change.law))
            block.emplace_back("sampling", blockOf(*change.law));
        settings.emplace_back(toString(pool), std::move(block));
        return settings;
    }
    if (change.size)
        settings.emplace_back(toString(child(pool, "size")), *change.size);
    if (change.law)
        addLaw(tree, sampling, change, settings);
    if (change.size && isMapping(tree, sampling) && !isReplaced(tree, sampling, change))
        addRange(tree, sampling, *change.size, settings);
    std::erase_if(settings, [&](const auto& one) { return holds(tree, one.first, one.second); });
    return settings;
}

/// What a uniform or zipf law leaves over of the law before it.
std::vector<Path> leftovers(const Tree& tree, base::Modality modality, const PoolChange& change)
{
    const Path sampling = child(poolPath(modality), "sampling");
    std::vector<Path> paths;
    if (!change.law || !isMapping(tree, sampling) || isReplaced(tree, sampling, change))
        return paths;
    for (const std::string_view key : otherKeys)
        if (has(tree, sampling, key))
            paths.push_back(child(sampling, key));
    if (std::holds_alternative<UniformLaw>(*change.law) && has(tree, sampling, "skew"))
        paths.push_back(child(sampling, "skew"));
    return paths;
}

} // namespace

Settings poolSettings(std::string_view text, base::Modality modality, const PoolChange& change)
{
    return settingsOf(read(text).tree, modality, change);
}

base::Result<std::string> withPool(
    std::string_view text, base::Modality modality, const PoolChange& change)
{
    const ReadResult before = read(text);
    std::string changed(text);
    for (const auto& [path, value] : settingsOf(before.tree, modality, change)) {
        const auto edit = patch(changed, parsePath(path), value);
        if (!edit)
            return tl::make_unexpected(edit.error());
        changed = base::apply(changed, *edit);
    }
    for (const Path& path : leftovers(before.tree, modality, change)) {
        const auto edit = removeAt(changed, path);
        if (!edit)
            return tl::make_unexpected(edit.error());
        changed = base::apply(changed, *edit);
    }
    return changed;
}

} // namespace poolscope::config
