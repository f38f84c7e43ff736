// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/vllm_cache.h"

#include "core/base/portable_math.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace poolscope::reuse {

namespace {

constexpr std::int64_t cellSide = 28; // pixels of one token: patch 14, merged 2 x 2
constexpr std::int64_t temporalPatch = 2;
constexpr double minPixels = 56.0 * 56;
constexpr double maxPixels = 12845056;
// Far beyond any media; keeps all products inside 64 bits.
constexpr std::int64_t maxSide = std::int64_t{ 1 } << 31U;
constexpr std::int64_t maxFrames = std::int64_t{ 1 } << 20U;
constexpr double maxSeconds = 1e7;

struct Cells {
    std::int64_t columns = 0;
    std::int64_t rows = 0;
};

/// Qwen2-VL's smart_resize, as its Python computes it.
Cells smartResize(std::int64_t width, std::int64_t height)
{
    constexpr double side = cellSide;
    const auto across = static_cast<double>(std::clamp(width, std::int64_t{ 1 }, maxSide));
    const auto down = static_cast<double>(std::clamp(height, std::int64_t{ 1 }, maxSide));
    double columns = base::portable::roundHalfEven(across / side);
    double rows = base::portable::roundHalfEven(down / side);
    const double pixels = columns * side * rows * side;
    if (pixels > maxPixels) {
        const double shrink = std::sqrt(across * down / maxPixels);
        columns = std::max(1.0, std::floor(across / shrink / side));
        rows = std::max(1.0, std::floor(down / shrink / side));
    } else if (pixels < minPixels) {
        const double grow = std::sqrt(minPixels / (across * down));
        columns = std::ceil(across * grow / side);
        rows = std::ceil(down * grow / side);
    }
    return { static_cast<std::int64_t>(columns), static_cast<std::int64_t>(rows) };
}

/// Steps of two frames; a still is stored as two frames, an odd number is padded.
std::int64_t temporalSteps(std::int64_t frames)
{
    return (std::clamp(frames, std::int64_t{ 1 }, maxFrames) + temporalPatch - 1) / temporalPatch;
}

/// Mel frames of a clip at 16 kHz with a hop of 160 samples.
std::int64_t melFrames(double seconds)
{
    if (!(seconds > 0))
        return 0;
    return std::llround(std::min(seconds, maxSeconds) * 16000) / 160;
}

} // namespace

VllmProcessorCache::Store::Store(std::uint64_t capacity)
    : m_capacity(capacity)
{
}

bool VllmProcessorCache::Store::touch(const CachedItem& item)
{
    const auto found = m_index.find(item.key);
    if (found == m_index.end())
        return false;
    m_order.splice(m_order.end(), m_order, found->second);
    return true;
}

void VllmProcessorCache::Store::put(const CachedItem& item)
{
    erase(item);
    if (item.bytes > m_capacity)
        return;
    while (m_bytes > m_capacity - item.bytes)
        erase(m_order.front());
    m_index.emplace(item.key, m_order.insert(m_order.end(), item));
    m_bytes += item.bytes;
}

void VllmProcessorCache::Store::erase(const CachedItem& item)
{
    const auto found = m_index.find(item.key);
    if (found == m_index.end())
        return;
    m_bytes -= found->second->bytes;
    m_order.erase(found->second);
    m_index.erase(found);
}

void VllmProcessorCache::Store::clear()
{
    m_order.clear();
    m_index.clear();
    m_bytes = 0;
}

VllmProcessorCache::VllmProcessorCache(std::uint64_t capacityBytes)
    : m_isOff(capacityBytes == 0)
    , m_rule(Store(capacityBytes), Store(capacityBytes))
{
}

VllmProcessorCache::Answer VllmProcessorCache::request(const std::vector<CachedItem>& items)
{
    if (m_isOff || items.empty())
        return { std::vector<bool>(items.size()), false };
    const auto answer = m_rule.request(items);
    const std::vector<bool>& hits = m_rule.hits();
    m_uncounted.queries += answer.lookups;
    m_uncounted.hits += static_cast<std::uint64_t>(std::count(hits.begin(), hits.end(), true));
    if (!answer.isRefusedByFrontEnd) {
        m_counted.queries += std::exchange(m_uncounted.queries, 0);
        m_counted.hits += std::exchange(m_uncounted.hits, 0);
    }
    return { hits, answer.isRefusedByFrontEnd || answer.isRefusedByEngine };
}

std::uint64_t processedBytes(std::int64_t width, std::int64_t height, std::int64_t frames)
{
    constexpr std::int64_t channels = 3;
    constexpr std::int64_t gridBytes = 24; // three 64-bit numbers: steps, rows, columns
    const Cells cells = smartResize(width, height);
    const std::int64_t pixels = cells.columns * cells.rows * cellSide * cellSide;
    return static_cast<std::uint64_t>(
        pixels * channels * temporalPatch * temporalSteps(frames) + gridBytes);
}

std::int64_t visionTokens(std::int64_t width, std::int64_t height, std::int64_t frames)
{
    const Cells cells = smartResize(width, height);
    return cells.columns * cells.rows * temporalSteps(frames);
}

std::int64_t audioTokens(double seconds)
{
    const std::int64_t convolved = (melFrames(seconds) + 1) / 2;
    return convolved / 2;
}

std::uint64_t processedAudioBytes(double seconds)
{
    constexpr std::uint64_t bands = 128;
    return bands * static_cast<std::uint64_t>(melFrames(seconds)) * sizeof(float);
}

} // namespace poolscope::reuse
