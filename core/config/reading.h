// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace poolscope::config {

/// Who reads a config: a release of inference-perf, or Poolscope itself, which knows pools as well.
/// In the order of time.
enum class Reading : std::uint8_t { inferencePerf061, inferencePerf070, poolscope };

/// "inference-perf 0.7.0"; of Poolscope's own reading the release it is made for, 0.7.0.
std::string_view upstreamName(Reading reading);

/// The readings that can be asked for by name: "inference-perf@0.7.0".
struct ReadingName {
    std::string_view name;
    Reading reading;
};
inline constexpr ReadingName readingNames[]{
    { "poolscope", Reading::poolscope },
    { "inference-perf@0.7.0", Reading::inferencePerf070 },
    { "inference-perf@0.6.1", Reading::inferencePerf061 },
};

/// Nothing for a name that is none of them.
std::optional<Reading> readingByName(std::string_view name);

} // namespace poolscope::config
