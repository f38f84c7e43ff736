// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/reuse/policy/vllm_rule.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

namespace poolscope::reuse {

/// One media item of a request, as a server's cache sees it.
struct CachedItem {
    std::string key; ///< hash of the encoded bytes
    std::uint64_t bytes = 0; ///< size of the processed tensors
};

/// vLLM's processor cache (`--mm-processor-cache-gb`, type lru): least recently used by bytes of
/// processed tensors, in the order of VllmRule. An item above the capacity is served and never
/// stored. Not thread-safe.
class VllmProcessorCache {
public:
    /// A capacity of 0 turns the cache off: nothing is counted.
    explicit VllmProcessorCache(std::uint64_t capacityBytes);

    struct Answer {
        std::vector<bool> hits; ///< one per item, in order
        /// The server answers 500: an item that was cached when the request came was evicted by the
        /// items before it, or the engine lacks an item that the front end holds.
        bool refused = false;
    };

    Answer request(const std::vector<CachedItem>& items);

    /// Items looked up and found. Lookups of a request that the front end refuses are counted with
    /// the next request with media that gets past it.
    std::uint64_t queries() const { return m_counted.queries; }
    std::uint64_t hits() const { return m_counted.hits; }
    std::uint64_t heldBytes() const { return m_rule.frontEnd().bytes(); }
    std::size_t heldItems() const { return m_rule.frontEnd().size(); }
    /// A look that neither counts nor renews.
    bool holds(const std::string& key) const { return m_rule.frontEnd().holds(key); }
    /// Empties the cache; the counters stay.
    void clear() { m_rule.clear(); }

private:
    /// Least recently used by bytes. Moves, but does not copy: the index points into the list.
    class Store {
    public:
        using Item = CachedItem;

        explicit Store(std::uint64_t capacity);
        Store(Store&&) = default;
        Store& operator=(Store&&) = default;

        bool touch(const CachedItem& item); ///< moves to newest; false when not held
        void put(const CachedItem& item); ///< replaces; items above the capacity are left out
        void erase(const CachedItem& item);
        void clear();
        bool holds(const std::string& key) const { return m_index.contains(key); }
        std::uint64_t bytes() const { return m_bytes; }
        std::size_t size() const { return m_index.size(); }

    private:
        using Order = std::list<CachedItem>; // oldest first
        std::uint64_t m_capacity;
        std::uint64_t m_bytes = 0;
        Order m_order;
        std::unordered_map<std::string, Order::iterator> m_index;
    };
    struct Tally {
        std::uint64_t queries = 0;
        std::uint64_t hits = 0;
    };

    bool m_isOff;
    VllmRule<Store> m_rule;
    Tally m_counted;
    Tally m_uncounted;
};

/// Bytes of the tensors that Qwen2-VL's processor makes of an image or a video (frames > 1), one
/// byte per value (vLLM's default, normalised on the device). Frames of a video are resized as
/// stills are, with the pixel limits of the published models; numbers below 1 count as 1.
std::uint64_t processedBytes(std::int64_t width, std::int64_t height, std::int64_t frames);

/// Tokens that a Qwen2-VL model spends on an image or a video (frames > 1) of this size.
std::int64_t visionTokens(std::int64_t width, std::int64_t height, std::int64_t frames);

/// Tokens of a clip for the Qwen2-Audio family (25 per second), not cut at 30 s.
std::int64_t audioTokens(double seconds);

/// Bytes of the mel features of a clip in that family: 128 bands, 100 frames per second, float32.
std::uint64_t processedAudioBytes(double seconds);

} // namespace poolscope::reuse
