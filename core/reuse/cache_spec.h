// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace poolscope::reuse {

/// clock, sieve and s3fifo as in their papers, see policy/queues.h and policy/s3_fifo.h. vllm and
/// vllmShm are the two types of vLLM's processor cache with its rules within a request.
enum class CachePolicy { unlimited, lru, fifo, clock, sieve, s3fifo, vllm, vllmShm };

enum class CacheUnit { items, bytes, tokens };

/// Which replica serves a request. roundRobin: the next one. affinity: the one that the request's
/// first item hashes to (affineReplica), as routers do that look at the content.
enum class CacheRouting { roundRobin, affinity };

/// What the bytes of an item are for a server's cache.
enum class CacheMeasure {
    processedBytes, ///< tensors that the processor makes of the file
    embeddingBytes ///< media tokens times embeddingBytesPerToken
};

/// Of a model with 3584 wide embeddings in bfloat16: Qwen2-VL and Qwen2.5-VL with 7 billion
/// parameters (`hidden_size` of their config.json).
inline constexpr std::uint64_t embeddingBytesPerToken = 3584 * 2;

/// A cache to predict or simulate.
struct CacheSpec {
    CachePolicy policy = CachePolicy::unlimited;
    CacheUnit unit = CacheUnit::items;
    CacheMeasure measure = CacheMeasure::processedBytes; ///< what the bytes of an item are
    std::uint64_t capacity = 0; ///< of each replica, in the unit; 0 for unlimited
    /// vllmShm: `--mm-shm-cache-max-object-size-mb` in bytes; other policies do not read it.
    std::uint64_t largestObject = std::uint64_t{ 128 } << 20U;
    std::uint32_t replicas = 1; ///< at least 1; each has a cache of its own
    CacheRouting routing = CacheRouting::roundRobin;

    bool operator==(const CacheSpec&) const = default;
};

/// Reads `POLICY:CAPACITY`, one replica: `unlimited`, `lru:50` (items), `lru:4GiB` (bytes;
/// fractions and decimal units too), `lru:8192tok`, and likewise fifo, clock, sieve, s3fifo;
/// `vllm:50`, `vllm:4GiB`; `vllm-shm:4GiB`, `vllm-shm:4GiB:128MiB` with the largest object; or a
/// preset's name, with another capacity if one likes: `sglang`, `sglang:1GiB`.
base::Result<CacheSpec> parseCacheSpec(std::string_view text);

/// Everything but the replicas as parseCacheSpec reads it, exactly; by the preset's name where only
/// a preset says the measure.
std::string printCacheSpec(const CacheSpec& spec);

/// `round-robin` or `affinity`.
base::Result<CacheRouting> parseCacheRouting(std::string_view text);
std::string_view printCacheRouting(CacheRouting routing);

/// The replica, below `replicas`, that an item's content belongs to: its index, mixed and scaled.
std::uint32_t affineReplica(std::uint32_t item, std::uint32_t replicas);

/// A cache of a real server as it comes out of the box.
struct CachePreset {
    std::string_view name; ///< for parseCacheSpec
    std::string_view title;
    CacheSpec spec;
    std::string_view counts; ///< one sentence: what is stored and counted
    std::string_view differs; ///< one sentence: where the server departs from what one would expect
};

std::span<const CachePreset> cachePresets();
/// nullptr where there is none of that name.
const CachePreset* findCachePreset(std::string_view name);

} // namespace poolscope::reuse
