// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_spec.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <optional>

namespace poolscope::reuse {

namespace {

constexpr std::uint64_t maxCapacity = std::uint64_t{ 1 } << 60U;
constexpr std::size_t maxDigits = 19; // of a number, so that it fits 64 bits

struct PolicyName {
    std::string_view name;
    CachePolicy policy;
};
constexpr std::array<PolicyName, 8> policyNames{ {
    { "unlimited", CachePolicy::unlimited },
    { "lru", CachePolicy::lru },
    { "fifo", CachePolicy::fifo },
    { "clock", CachePolicy::clock },
    { "sieve", CachePolicy::sieve },
    { "s3fifo", CachePolicy::s3fifo },
    { "vllm", CachePolicy::vllm },
    { "vllm-shm", CachePolicy::vllmShm },
} };

struct UnitName {
    std::string_view name; ///< in lower case
    std::string_view printed;
    CacheUnit unit;
    std::uint64_t factor;
};
constexpr std::array<UnitName, 14> unitNames{ {
    { "", "", CacheUnit::items, 1 },
    { "items", "", CacheUnit::items, 1 },
    { "tok", "tok", CacheUnit::tokens, 1 },
    { "tokens", "tok", CacheUnit::tokens, 1 },
    { "tib", "TiB", CacheUnit::bytes, std::uint64_t{ 1 } << 40U },
    { "tb", "TB", CacheUnit::bytes, 1'000'000'000'000 },
    { "gib", "GiB", CacheUnit::bytes, std::uint64_t{ 1 } << 30U },
    { "gb", "GB", CacheUnit::bytes, 1'000'000'000 },
    { "mib", "MiB", CacheUnit::bytes, std::uint64_t{ 1 } << 20U },
    { "mb", "MB", CacheUnit::bytes, 1'000'000 },
    { "kib", "KiB", CacheUnit::bytes, std::uint64_t{ 1 } << 10U },
    { "kb", "kB", CacheUnit::bytes, 1'000 },
    { "b", "B", CacheUnit::bytes, 1 },
    { "bytes", "B", CacheUnit::bytes, 1 },
} };

std::string_view nameOf(CachePolicy policy)
{
    return policyNames.at(static_cast<std::size_t>(policy)).name;
}

std::string_view nameOf(CacheUnit unit)
{
    return unit == CacheUnit::items ? "items" : unit == CacheUnit::bytes ? "bytes" : "tokens";
}

base::Result<CacheSpec> fail(std::string_view text, std::string reason, std::string hint)
{
    return base::fail(base::Code::invalid,
        fmt::format("Cannot read the cache \"{}\": {}", text, reason), std::move(hint));
}

struct Capacity {
    CacheUnit unit = CacheUnit::items;
    std::uint64_t value = 0;
};

/// A capacity, or what is wrong with it and what to write instead.
tl::expected<Capacity, std::pair<std::string, std::string>> readCapacity(std::string_view text)
{
    const auto wrong = [](std::string reason, std::string hint) {
        return tl::make_unexpected(std::pair{ std::move(reason), std::move(hint) });
    };
    const std::size_t numberEnd = std::min(text.size(), text.find_first_not_of("0123456789."));
    const std::string_view number = text.substr(0, numberEnd);
    const std::string_view suffix = text.substr(numberEnd);
    const std::size_t point = std::min(number.size(), number.find('.'));
    const std::string_view whole = number.substr(0, point);
    const std::string_view fraction = number.substr(std::min(number.size(), point + 1));
    const bool isNumber
        = fraction.find('.') == std::string_view::npos && !(whole.empty() && fraction.empty());
    if (!isNumber)
        return wrong(fmt::format("\"{}\" does not begin with a number", text),
            "Write a capacity as in 50 (items), 4GiB or 8192tok");
    const auto* const unit = std::find_if(unitNames.begin(), unitNames.end(),
        [&](const UnitName& known) { return known.name == base::lowerCase(suffix); });
    if (unit == unitNames.end())
        return wrong(fmt::format("\"{}\" is no unit", suffix),
            "Use no unit for items, tok for tokens, or B, kB, KiB, MB, MiB, GB, GiB, TB, TiB");
    if (point < number.size() && unit->factor == 1)
        return wrong(fmt::format("\"{}\" is not a whole number", number),
            "Only kB, MB, GB and their like take a fraction");
    if (whole.size() > maxDigits || fraction.size() > maxDigits)
        return wrong(fmt::format("\"{}\" has too many digits", number),
            fmt::format("Use at most {} before and after the point", maxDigits));

    __extension__ using Wide = unsigned __int128;
    Wide value = 0;
    Wide parts = 0;
    Wide scale = 1;
    for (const char digit : whole)
        value = value * 10 + static_cast<unsigned>(digit - '0');
    for (const char digit : fraction) {
        parts = parts * 10 + static_cast<unsigned>(digit - '0');
        scale *= 10;
    }
    value = value * unit->factor + parts * unit->factor / scale;
    if (value == 0)
        return wrong(
            "a cache of no capacity never hits", "Write at least 1, or leave the cache out");
    if (value > maxCapacity)
        return wrong(fmt::format("\"{}\" is above 2^60", text), "Use unlimited");
    return Capacity{ unit->unit, static_cast<std::uint64_t>(value) };
}

std::string printCapacity(CacheUnit unit, std::uint64_t capacity)
{
    const UnitName* best = nullptr;
    for (const UnitName& name : unitNames)
        if (name.unit == unit && capacity % name.factor == 0
            && (best == nullptr || name.factor > best->factor))
            best = &name;
    return fmt::format("{}{}", capacity / best->factor, best->printed);
}

/// What the policy cannot do with the unit, and the remedy; empty where it can.
std::pair<std::string, std::string> unitObjection(CachePolicy policy, CacheUnit unit)
{
    if (policy == CachePolicy::vllm && unit == CacheUnit::tokens)
        return { "vLLM's processor cache counts bytes, not tokens",
            "Write vllm:4GiB, or lru:8192tok for its encoder cache" };
    if (policy == CachePolicy::vllmShm && unit != CacheUnit::bytes)
        return { "vLLM's shared-memory cache counts bytes", "Write vllm-shm:4GiB" };
    return {};
}

/// A preset with a capacity of one's own.
base::Result<CacheSpec> withCapacity(
    const CachePreset& preset, std::string_view text, std::string_view amount)
{
    const auto capacity = readCapacity(amount);
    if (!capacity)
        return fail(text, capacity.error().first, capacity.error().second);
    CacheSpec spec = preset.spec;
    if (capacity->unit != spec.unit)
        return fail(text, fmt::format("{} has a capacity in {}", preset.name, nameOf(spec.unit)),
            fmt::format("Write {}:{}", preset.name, printCapacity(spec.unit, spec.capacity)));
    spec.capacity = capacity->value;
    return spec;
}

/// The name of a preset that measures as the spec does, of the same capacity where there is one.
std::string_view presetOf(const CacheSpec& spec)
{
    std::string_view name;
    for (const CachePreset& preset : cachePresets()) {
        if (preset.spec.policy != spec.policy || preset.spec.measure != spec.measure)
            continue;
        if (name.empty() || preset.spec.capacity == spec.capacity)
            name = preset.name;
    }
    return name;
}

std::string knownPolicies()
{
    std::string names;
    for (const PolicyName& name : policyNames)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name.name);
    for (const CachePreset& preset : cachePresets())
        names += fmt::format(", {}", preset.name);
    return names;
}

} // namespace

base::Result<CacheSpec> parseCacheSpec(std::string_view text)
{
    const std::size_t colon = std::min(text.size(), text.find(':'));
    const std::string_view name = text.substr(0, colon);
    if (const CachePreset* preset = findCachePreset(name))
        return colon < text.size() ? withCapacity(*preset, text, text.substr(colon + 1))
                                   : preset->spec;
    const auto* const known = std::find_if(policyNames.begin(), policyNames.end(),
        [&](const PolicyName& policy) { return policy.name == name; });
    if (known == policyNames.end())
        return fail(text, fmt::format("\"{}\" is no policy", name),
            fmt::format("Known are {}", knownPolicies()));

    CacheSpec spec;
    spec.policy = known->policy;
    if (spec.policy == CachePolicy::unlimited) {
        if (colon < text.size())
            return fail(text, "an unlimited cache has no capacity", "Write unlimited alone");
        return spec;
    }
    if (colon + 1 >= text.size())
        return fail(text, "the capacity is missing",
            spec.policy == CachePolicy::vllmShm
                ? "Write vllm-shm:4GiB"
                : fmt::format("Write {0}:50 for items or {0}:4GiB for bytes", name));

    std::string_view amount = text.substr(colon + 1);
    if (spec.policy == CachePolicy::vllmShm) {
        if (const std::size_t second = amount.find(':'); second != std::string_view::npos) {
            const auto largest = readCapacity(amount.substr(second + 1));
            if (!largest)
                return fail(text, largest.error().first, largest.error().second);
            if (largest->unit != CacheUnit::bytes)
                return fail(
                    text, "the largest object has a size in bytes", "Write vllm-shm:4GiB:128MiB");
            spec.largestObject = largest->value;
            amount = amount.substr(0, second);
        }
    }
    const auto capacity = readCapacity(amount);
    if (!capacity)
        return fail(text, capacity.error().first, capacity.error().second);
    if (auto [reason, hint] = unitObjection(spec.policy, capacity->unit); !reason.empty())
        return fail(text, reason, hint);
    spec.unit = capacity->unit;
    spec.capacity = capacity->value;
    return spec;
}

std::string printCacheSpec(const CacheSpec& spec)
{
    if (spec.policy == CachePolicy::unlimited)
        return std::string(nameOf(spec.policy));
    const std::string_view name
        = spec.measure == CacheMeasure::embeddingBytes ? presetOf(spec) : nameOf(spec.policy);
    std::string text = fmt::format("{}:{}", name, printCapacity(spec.unit, spec.capacity));
    if (spec.policy == CachePolicy::vllmShm && spec.largestObject != CacheSpec{}.largestObject)
        text += ":" + printCapacity(CacheUnit::bytes, spec.largestObject);
    return text;
}

base::Result<CacheRouting> parseCacheRouting(std::string_view text)
{
    for (const CacheRouting routing : { CacheRouting::roundRobin, CacheRouting::affinity })
        if (printCacheRouting(routing) == text)
            return routing;
    return base::fail(base::Code::invalid, fmt::format("\"{}\" is no routing", text),
        "Use round-robin or affinity");
}

std::string_view printCacheRouting(CacheRouting routing)
{
    return routing == CacheRouting::roundRobin ? "round-robin" : "affinity";
}

std::uint32_t affineReplica(std::uint32_t item, std::uint32_t replicas)
{
    // One step of splitmix64 mixes well enough that neighbours part; then Lemire's scaling.
    std::uint64_t mixed = item + std::uint64_t{ 0x9e3779b97f4a7c15 };
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111eb;
    mixed ^= mixed >> 31U;
    return static_cast<std::uint32_t>((mixed >> 32U) * replicas >> 32U);
}

} // namespace poolscope::reuse
