// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/prefix_cache.h"

#include <algorithm>

namespace poolscope::sim {

namespace {

/// The finalizer of SplitMix64 over a running hash.
std::uint64_t mix(std::uint64_t hash, std::uint64_t value)
{
    std::uint64_t z = (hash ^ value) + 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27U) * 0x94D049BB133111EBU;
    return z ^ z >> 31U;
}

} // namespace

// FNV-1a.
std::uint64_t sourceHash(std::string_view name)
{
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
    return hash;
}

PrefixCache::PrefixCache(std::uint64_t capacityTokens)
    : m_capacity(capacityTokens / blockTokens)
{
}

std::int64_t PrefixCache::request(const std::vector<TokenRun>& prompt)
{
    if (m_capacity == 0)
        return 0;
    std::int64_t tokens = 0;
    for (const TokenRun& run : prompt)
        tokens += run.tokens;
    const std::vector<std::uint64_t> blocks = chain(prompt);
    const auto firstMissing = std::find_if(blocks.begin(), blocks.end(),
        [this](std::uint64_t block) { return !m_index.contains(block); });
    const std::int64_t reusable = std::max(tokens - 1, std::int64_t{ 0 }) / blockTokens;
    const std::int64_t held = std::min<std::int64_t>(firstMissing - blocks.begin(), reusable);
    std::for_each(blocks.rbegin(), blocks.rend(), [this](std::uint64_t block) { hold(block); });
    m_queryTokens += static_cast<std::uint64_t>(tokens);
    m_hitTokens += static_cast<std::uint64_t>(held * blockTokens);
    return held * blockTokens;
}

void PrefixCache::clear()
{
    m_order.clear();
    m_index.clear();
}

/// The identities of the prompt's full blocks. Those beyond the capacity would be the first to be
/// evicted by their own prompt; they are left out.
std::vector<std::uint64_t> PrefixCache::chain(const std::vector<TokenRun>& prompt) const
{
    std::vector<std::uint64_t> blocks;
    std::uint64_t hash = 0;
    std::int64_t filled = 0;
    for (const TokenRun& run : prompt) {
        std::int64_t position = 0;
        while (position < run.tokens && blocks.size() < m_capacity) {
            const std::int64_t part = std::min(run.tokens - position, blockTokens - filled);
            hash = mix(mix(hash, run.source), static_cast<std::uint64_t>(position));
            position += part;
            filled += part;
            if (filled == blockTokens) {
                blocks.push_back(hash);
                filled = 0;
            }
        }
    }
    return blocks;
}

/// Makes a block the newest.
void PrefixCache::hold(std::uint64_t block)
{
    const auto found = m_index.find(block);
    if (found != m_index.end()) {
        m_order.splice(m_order.end(), m_order, found->second);
        return;
    }
    if (m_index.size() == m_capacity) {
        m_index.erase(m_order.front());
        m_order.pop_front();
    }
    m_index.emplace(block, m_order.insert(m_order.end(), block));
}

} // namespace poolscope::sim
