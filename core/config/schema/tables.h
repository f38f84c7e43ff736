// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/schema.h"

#include <array>
#include <cstdint>
#include <limits>

/// The blocks of the schema, each defined in a file of its own.
namespace poolscope::config::schema {

extern const Block distribution;
extern const Block indexDistribution;
extern const Block pool;
extern const Block indexWeight;
extern const Block sequenceEntry;
extern const Block multimodal;
extern const Block image;
extern const Block video;
extern const Block audio;
extern const Block resolution;
extern const Block weightedResolution;
extern const Block videoProfile;
extern const Block weightedVideoProfile;
extern const Block weightedDuration;
extern const Block sharedPrefix;
extern const Block data;
extern const Block load;
extern const Block rateStage;
extern const Block concurrencyStage;
extern const Block sessionStage;
extern const Block sweep;
extern const Block trace;
extern const Block adapterShare;
extern const Block api;
extern const Block responseFormat;
extern const Block server;
extern const Block tokenizer;
extern const Block otelReplay;
extern const Block wekaReplay;
extern const Block conversationReplay;
extern const Block visionArena;
extern const Block syntheticAgentic;
extern const Block contextCompaction;
extern const Block theme;
extern const Block metrics;
extern const Block prometheus;
extern const Block report;
extern const Block storage;
extern const Block circuitBreaker;
extern const Block consecutiveTrigger;
extern const Block rateTrigger;

/// Names of upstream's resolution presets and what they stand for.
struct Preset {
    std::string_view name;
    std::int64_t width;
    std::int64_t height;
};
inline constexpr std::array<Preset, 4> presets{ { { "4k", 3840, 2160 }, { "1080p", 1920, 1080 },
    { "720p", 1280, 720 }, { "360p", 640, 360 } } };

/// Larger pools are refused.
inline constexpr double maxPoolSize = 10'000'000;
inline constexpr double maxZipfSkew = 100;

// The forms that many fields share.

inline constexpr Limits noLimits{};
inline constexpr Limits atLeastZero{ .min = 0 };
inline constexpr Limits atLeastOne{ .min = 1 };
inline constexpr Limits aboveZero{ .min = 0, .excludesMin = true };
inline constexpr Limits share{ .min = 0, .max = 1 };
/// Far beyond any sensible setting, and small enough that sums and differences stay exact.
inline constexpr double largest = 1e12;
inline constexpr Limits moderate{ .min = -largest, .max = largest, .mustBeFinite = true };
inline constexpr Limits moderateFromZero{ .min = 0, .max = largest, .mustBeFinite = true };
inline constexpr Limits moderateFromOne{ .min = 1, .max = largest };

constexpr std::array<Form, 1> integerForm(Limits limits, Limits workable = noLimits)
{
    return { Form{ .kind = FormKind::integer, .limits = limits, .workable = workable } };
}

constexpr std::array<Form, 1> numberForm(Limits limits, Limits workable = noLimits)
{
    return { Form{ .kind = FormKind::number, .limits = limits, .workable = workable } };
}

constexpr std::array<Form, 1> choiceForm(
    std::span<const std::string_view> names, std::size_t newNames = 0)
{
    return { Form{ .kind = FormKind::choice, .names = names, .newNames = newNames } };
}

constexpr std::array<Form, 1> blockForm(const Block& block)
{
    return { Form{ .kind = FormKind::block, .block = &block } };
}

constexpr std::array<Form, 1> listForm(std::span<const Form> items)
{
    return { Form{ .kind = FormKind::list, .items = items } };
}

constexpr std::array<Form, 1> mapForm(std::span<const Form> values)
{
    return { Form{ .kind = FormKind::map, .items = values } };
}

inline constexpr std::array<Form, 1> anyInteger = integerForm(noLimits);
inline constexpr std::array<Form, 1> moderateInteger = integerForm(noLimits, moderate);
inline constexpr std::array<Form, 1> positiveInteger = integerForm(atLeastOne, moderateFromOne);
inline constexpr std::array<Form, 1> wholeFromZero = integerForm(atLeastZero);
inline constexpr std::array<Form, 1> anyNumber = numberForm(noLimits);
inline constexpr std::array<Form, 1> moderateNumber = numberForm(noLimits, moderate);
inline constexpr std::array<Form, 1> moderateNumberFromZero
    = numberForm(noLimits, moderateFromZero);
inline constexpr std::array<Form, 1> numberFromZero = numberForm(atLeastZero);
inline constexpr std::array<Form, 1> numberAboveZero = numberForm(aboveZero);
inline constexpr std::array<Form, 1> flag{ Form{ .kind = FormKind::boolean } };
inline constexpr std::array<Form, 1> text{ Form{ .kind = FormKind::text } };
inline constexpr std::array<Form, 1> textList = listForm(text);
inline constexpr std::array<Form, 1> textMap = mapForm(text);
inline constexpr std::array<Form, 1> anything{ Form{} };
inline constexpr std::array<Form, 1> openMap = mapForm(anything);
inline constexpr std::array<Form, 1> aTrace = blockForm(trace);
inline constexpr std::array<Form, 1> aDistribution = blockForm(distribution);
inline constexpr std::array<Form, 2> anInsertionPoint{ numberForm(noLimits, share)[0],
    aDistribution[0] };

} // namespace poolscope::config::schema
