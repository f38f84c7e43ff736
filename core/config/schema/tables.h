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
extern const Block sweep;
extern const Block trace;
extern const Block adapterShare;
extern const Block api;
extern const Block responseFormat;
extern const Block server;
extern const Block tokenizer;

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
/// Far beyond any sensible setting, and small enough that sums and differences stay exact.
inline constexpr double largest = 1e12;
inline constexpr Limits moderate{ .min = -largest, .max = largest, .mustBeFinite = true };
inline constexpr Limits moderateFromZero{ .min = 0, .max = largest, .mustBeFinite = true };
inline constexpr Limits share{ .min = 0, .max = 1, .mustBeFinite = true };

constexpr std::array<Form, 1> integerForm(Limits limits)
{
    return { Form{ .kind = FormKind::integer, .limits = limits } };
}

constexpr std::array<Form, 1> numberForm(Limits limits)
{
    return { Form{ .kind = FormKind::number, .limits = limits } };
}

inline constexpr std::array<Form, 1> anyInteger = integerForm(noLimits);
inline constexpr std::array<Form, 1> moderateInteger = integerForm(moderate);
inline constexpr std::array<Form, 1> positiveInteger = integerForm({ .min = 1, .max = largest });
inline constexpr std::array<Form, 1> wholeFromZero = integerForm(atLeastZero);
inline constexpr std::array<Form, 1> moderateNumber = numberForm(moderate);
inline constexpr std::array<Form, 1> moderateNumberFromZero = numberForm(moderateFromZero);
inline constexpr std::array<Form, 1> positiveNumber
    = numberForm({ .min = 0, .max = largest, .excludesMin = true, .mustBeFinite = true });
inline constexpr std::array<Form, 1> flag{ Form{ .kind = FormKind::boolean } };
inline constexpr std::array<Form, 1> text{ Form{ .kind = FormKind::text } };
inline constexpr std::array<Form, 1> textList{ Form{ .kind = FormKind::list, .items = text } };
inline constexpr std::array<Form, 1> textMap{ Form{ .kind = FormKind::textMap } };
inline constexpr std::array<Form, 1> anything{ Form{} };
inline constexpr std::array<Form, 1> anyList{ Form{ .kind = FormKind::list, .items = anything } };
inline constexpr std::array<Form, 1> aMapping{ Form{ .kind = FormKind::mapping } };
inline constexpr std::array<Form, 1> aTrace{ Form{ .kind = FormKind::block, .block = &trace } };
inline constexpr std::array<Form, 1> aDistribution{ Form{
    .kind = FormKind::block, .block = &distribution } };

} // namespace poolscope::config::schema
