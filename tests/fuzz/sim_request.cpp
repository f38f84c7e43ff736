// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/engine.h"
#include "core/sim/log.h"
#include "core/sim/request.h"
#include "core/sim/sniff.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace poolscope;

/// The first byte chooses the reader: a body of either route, or the media inside one. Whatever is
/// taken must be admitted with finite figures.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto info = sim::sniff(bytes);
    if (info.width < 0 || info.height < 0 || info.frames < 0 || !(info.seconds >= 0))
        std::abort();
    const auto route = data[0] % 2 == 0 ? sim::Route::chat : sim::Route::completion;
    const auto request = sim::readRequest(route, std::string(bytes));
    if (!request)
        return 0;
    sim::Options options;
    options.mediaCacheBytes = 1 << 20U;
    sim::Engine engine(options);
    for (const double now : { 0.0, 1.0 }) {
        const auto schedule = engine.admit(*request, now);
        const bool isSane = schedule.isRefused
            || (schedule.firstTokenAt >= now && schedule.cachedTokens <= schedule.promptTokens
                && schedule.promptTokens + schedule.outputTokens <= sim::contextTokens);
        if (!isSane)
            std::abort();
    }
    sim::logLine({}, *request);
    return 0;
}
