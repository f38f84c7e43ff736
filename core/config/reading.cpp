// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reading.h"

namespace poolscope::config {

std::string_view upstreamName(Reading reading)
{
    return reading == Reading::inferencePerf061 ? "inference-perf 0.6.1" : "inference-perf 0.7.0";
}

std::optional<Reading> readingByName(std::string_view name)
{
    for (const ReadingName& known : readingNames)
        if (known.name == name)
            return known.reading;
    return std::nullopt;
}

} // namespace poolscope::config
