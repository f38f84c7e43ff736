// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/engine.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace poolscope::sim {

namespace {

constexpr double milli = 1e-3;

std::vector<reuse::CachedItem> mediaItems(const Request& request)
{
    std::vector<reuse::CachedItem> items;
    for (const Block& block : request.blocks) {
        if (block.kind != BlockKind::text)
            items.push_back({ block.key, block.processedBytes });
    }
    return items;
}

std::vector<TokenRun> tokenRuns(const Request& request)
{
    std::vector<TokenRun> runs;
    for (const Block& block : request.blocks) {
        if (block.kind != BlockKind::text)
            runs.push_back({ sourceHash(block.key), block.tokens });
        for (const std::uint64_t word : block.words)
            runs.push_back({ word, 1 });
    }
    return runs;
}

/// Tokens of the media that neither cache spares the encoder.
std::int64_t tokensToEncode(
    const Request& request, const std::vector<bool>& hits, std::int64_t cachedTokens)
{
    std::int64_t end = 0;
    std::int64_t sum = 0;
    std::size_t item = 0;
    for (const Block& block : request.blocks) {
        end += block.tokens;
        if (block.kind != BlockKind::text && !hits[item++] && end > cachedTokens)
            sum += block.tokens;
    }
    return sum;
}

} // namespace

Engine::Engine(const Options& options)
    : m_options(options)
    , m_media(options.mediaCacheBytes)
    , m_prefix(options.prefixCacheTokens)
{
}

Schedule Engine::admit(const Request& request, double now)
{
    Schedule schedule;
    schedule.id = ++m_lastId;
    schedule.arrivedAt = now;
    const auto media = m_media.request(mediaItems(request));
    schedule.isRefused = media.refused;
    if (media.refused)
        return schedule;
    schedule.promptTokens = request.promptTokens();
    schedule.cachedTokens = m_prefix.request(tokenRuns(request));
    schedule.outputTokens = request.maxTokens;
    double startAt = now;
    double readyAt = now;
    if (const auto tokens = tokensToEncode(request, media.hits, schedule.cachedTokens);
        tokens > 0) {
        startAt = std::max(now, m_encoderFreeAt);
        readyAt = startAt + static_cast<double>(tokens) * m_options.encodeMsPerMediaToken * milli;
        m_encoderFreeAt = readyAt;
    }
    const auto uncached = static_cast<double>(schedule.promptTokens - schedule.cachedTokens);
    schedule.firstTokenAt
        = readyAt + (m_options.overheadMs + uncached * m_options.prefillMsPerToken) * milli;
    schedule.secondsPerToken = m_options.decodeMsPerToken * milli;
    m_startAt.emplace(schedule.id, startAt);
    return schedule;
}

void Engine::countFirstToken(const Schedule& schedule)
{
    m_totals.promptTokens += static_cast<std::uint64_t>(schedule.promptTokens);
    m_totals.timeToFirstToken.observe(schedule.firstTokenAt - schedule.arrivedAt);
}

void Engine::finish(const Schedule& schedule, std::int64_t tokens)
{
    m_startAt.erase(schedule.id);
    m_totals.generationTokens += static_cast<std::uint64_t>(tokens);
    if (tokens < schedule.outputTokens)
        return;
    ++m_totals.successes;
    m_totals.requestLatency.observe(schedule.doneAt() - schedule.arrivedAt);
}

Totals Engine::totals(double now) const
{
    Totals totals = m_totals;
    totals.counters.mediaQueries = m_media.queries();
    totals.counters.mediaHits = m_media.hits();
    totals.counters.prefixQueryTokens = m_prefix.queryTokens();
    totals.counters.prefixHitTokens = m_prefix.hitTokens();
    totals.waiting = static_cast<std::size_t>(std::count_if(m_startAt.begin(), m_startAt.end(),
        [now](const auto& entry) { return entry.second > now; }));
    totals.running = m_startAt.size() - totals.waiting;
    return totals;
}

} // namespace poolscope::sim
