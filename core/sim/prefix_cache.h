// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace poolscope::sim {

/// Tokens of a prompt that come from one source: a word, or a media item with all its tokens.
struct TokenRun {
    std::uint64_t source = 0; ///< sourceHash of the word or of the item's key
    std::int64_t tokens = 0;
};

std::uint64_t sourceHash(std::string_view name);

/// A prefix cache as vLLM's: full blocks of tokens, each known by its own content and all that is
/// before it, least recently used by block, a prompt's last blocks evicted before its first. At
/// least one token of a prompt is always computed anew. Not thread-safe.
class PrefixCache {
public:
    static constexpr std::int64_t blockTokens = 16;

    /// A capacity of 0 turns the cache off: nothing is counted.
    explicit PrefixCache(std::uint64_t capacityTokens);

    /// How many tokens from the start of `prompt` are held; afterwards all its full blocks are,
    /// as far as they fit.
    std::int64_t request(const std::vector<TokenRun>& prompt);

    std::uint64_t queryTokens() const { return m_queryTokens; }
    std::uint64_t hitTokens() const { return m_hitTokens; }
    /// Empties the cache; the counters stay.
    void clear();

private:
    std::vector<std::uint64_t> chain(const std::vector<TokenRun>& prompt) const;
    void hold(std::uint64_t block);

    using Order = std::list<std::uint64_t>; // oldest first
    std::uint64_t m_capacity; // in blocks
    std::uint64_t m_queryTokens = 0;
    std::uint64_t m_hitTokens = 0;
    Order m_order;
    std::unordered_map<std::uint64_t, Order::iterator> m_index;
};

} // namespace poolscope::sim
