// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_spec.h"

#include <algorithm>
#include <array>

namespace poolscope::reuse {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{ 1 } << 20U;
constexpr std::uint64_t gibibyte = std::uint64_t{ 1 } << 30U;

CacheSpec leastRecentlyUsed(CacheUnit unit, std::uint64_t capacity)
{
    CacheSpec spec;
    spec.policy = CachePolicy::lru;
    spec.unit = unit;
    spec.capacity = capacity;
    return spec;
}

CacheSpec ofEmbeddings(std::uint64_t capacity)
{
    CacheSpec spec = leastRecentlyUsed(CacheUnit::bytes, capacity);
    spec.measure = CacheMeasure::embeddingBytes;
    return spec;
}

CacheSpec vllmProcessor()
{
    CacheSpec spec = leastRecentlyUsed(CacheUnit::bytes, 4 * gibibyte);
    spec.policy = CachePolicy::vllm;
    return spec;
}

const std::array<CachePreset, 5> presets{ {
    { "vllm-processor", "vLLM processor cache", vllmProcessor(),
        "4 GiB of processed tensors in each front-end process; its counters count media items, "
        "one query per item and request.",
        "The tensors take one byte per value, half of what the model's type suggests; an item "
        "above the capacity is served and not stored, and a request whose different items do not "
        "all fit "
        "may be answered with 500 (measured on 0.32.0)." },
    { "vllm-encoder", "vLLM encoder cache", leastRecentlyUsed(CacheUnit::tokens, 8192),
        "Media tokens; the capacity is the larger of max-num-batched-tokens (here 8192) and the "
        "largest item.",
        "Entries that a running request uses stay, the others leave in the order of their last "
        "release, which gives the hits of plain LRU; stock vLLM has no counter for it." },
    { "sglang", "SGLang embedding cache", ofEmbeddings(100 * mebibyte),
        "SGLANG_VLM_CACHE_SIZE_MB, 100 by default, of embeddings; an MB is 2^20 bytes.",
        "An item above the capacity empties the cache before it is left out, and older releases "
        "keep one entry for all items of a request together, so that an item is found again only "
        "in the same company (read in the source)." },
    { "tensorrt-llm", "TensorRT-LLM encoder cache", ofEmbeddings(128 * mebibyte),
        "multimodal_config.encoder_cache_max_bytes, 128 MiB by default, of encoder output.",
        "Requests that mix modalities go past the cache, and no counter tells its hits." },
    { "dynamo", "Dynamo embedding cache", ofEmbeddings(10 * gibibyte),
        "--multimodal-embedding-cache-capacity-gb of embeddings in main memory; 10 is what its "
        "examples use.",
        "It is off until a capacity is given; each worker keeps a cache of its own and counts "
        "hits and misses in items." },
} };

} // namespace

std::span<const CachePreset> cachePresets()
{
    return presets;
}

const CachePreset* findCachePreset(std::string_view name)
{
    const auto* found = std::find_if(presets.begin(), presets.end(),
        [&](const CachePreset& preset) { return preset.name == name; });
    return found == presets.end() ? nullptr : found;
}

} // namespace poolscope::reuse
