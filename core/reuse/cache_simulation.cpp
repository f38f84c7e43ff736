// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_simulation.h"

#include "core/base/format.h"
#include "core/reuse/policy/queues.h"
#include "core/reuse/policy/s3_fifo.h"
#include "core/reuse/policy/shm_ring.h"
#include "core/reuse/policy/vllm_rule.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace poolscope::reuse {

/// One cache per replica, of one policy.
class CacheSimulation::Caches {
public:
    Caches(const CacheSpec& spec, const ItemTable& table)
        : m_table(&table)
        , m_tallies(spec.replicas)
        , m_spec(spec)
    {
    }
    Caches(const Caches&) = delete;
    Caches& operator=(const Caches&) = delete;
    virtual ~Caches() = default;

    /// Serves the requests first .. last-1.
    virtual void serve(const RequestList& requests, std::size_t first, std::size_t last) = 0;
    const std::vector<CacheTally>& tallies() const { return m_tallies; }
    const ItemTable& table() const { return *m_table; }

protected:
    std::uint32_t replicaFor(std::span<const ItemIndex> items)
    {
        if (m_spec.replicas == 1)
            return 0;
        if (m_spec.routing == CacheRouting::affinity && !items.empty())
            return affineReplica(items.front(), m_spec.replicas);
        const std::uint32_t replica = m_next;
        m_next = replica + 1 == m_spec.replicas ? 0 : replica + 1;
        return replica;
    }

    const ItemTable* m_table;
    std::vector<CacheTally> m_tallies; // by replica

private:
    CacheSpec m_spec;
    std::uint32_t m_next = 0;
};

namespace {

constexpr ItemIndex maxItems = std::numeric_limits<ItemIndex>::max() - 16;
// Between two looks at the stop token: a few milliseconds.
constexpr std::size_t sliceItems = 1U << 15U;

/// Sizes by item; nullptr where they are not known.
struct KnownSizes {
    const std::uint64_t* bytes = nullptr;
    const std::uint64_t* tokens = nullptr;
};

void count(CacheTally& tally, const KnownSizes& sizes, ItemIndex item, bool isHit)
{
    const std::uint64_t one = isHit ? 1 : 0;
    ++tally.items.total;
    tally.items.hits += one;
    if (sizes.bytes != nullptr) {
        tally.bytes.total += sizes.bytes[item];
        tally.bytes.hits += sizes.bytes[item] * one;
    }
    if (sizes.tokens != nullptr) {
        tally.tokens.total += sizes.tokens[item];
        tally.tokens.hits += sizes.tokens[item] * one;
    }
}

// What serving a request means for each kind of cache.

template <class Cache>
void serveRequest(
    Cache& cache, std::span<const ItemIndex> items, const KnownSizes& sizes, CacheTally& tally)
{
    for (const ItemIndex item : items)
        count(tally, sizes, item, cache.access(item));
}

template <class Store>
void serveRequest(VllmRule<Store>& cache, std::span<const ItemIndex> items, const KnownSizes& sizes,
    CacheTally& tally)
{
    const auto answer = cache.request(items);
    for (std::size_t i = 0; i < answer.lookups; ++i)
        count(tally, sizes, items[i], cache.hits()[i]);
    tally.refused += answer.isRefusedByFrontEnd || answer.isRefusedByEngine ? 1 : 0;
}

void serveRequest(
    ShmRing& cache, std::span<const ItemIndex> items, const KnownSizes& sizes, CacheTally& tally)
{
    cache.request(items);
    for (std::size_t i = 0; i < items.size(); ++i)
        count(tally, sizes, items[i], cache.hits()[i]);
}

template <class Cache> class CachesOf final : public CacheSimulation::Caches {
public:
    template <class Make>
    CachesOf(const CacheSpec& spec, const ItemTable& table, const Make& make)
        : Caches(spec, table)
    {
        m_caches.reserve(spec.replicas);
        for (std::uint32_t replica = 0; replica < spec.replicas; ++replica)
            m_caches.push_back(make());
    }

    void serve(const RequestList& requests, std::size_t first, std::size_t last) override
    {
        const KnownSizes sizes{ m_table->bytes.empty() ? nullptr : m_table->bytes.data(),
            m_table->tokens.empty() ? nullptr : m_table->tokens.data() };
        for (std::size_t request = first; request < last; ++request) {
            const auto items = requests[request];
            const std::uint32_t replica = replicaFor(items);
            CacheTally& tally = m_tallies[replica];
            ++tally.requests;
            serveRequest(m_caches[replica], items, sizes, tally);
        }
    }

private:
    std::vector<Cache> m_caches;
};

using CachesPtr = std::unique_ptr<CacheSimulation::Caches>;

template <class Cache, class Make>
CachesPtr cachesOf(const CacheSpec& spec, const ItemTable& table, const Make& make)
{
    return std::make_unique<CachesOf<Cache>>(spec, table, make);
}

template <class Cache, class Sizes>
CachesPtr boundedCaches(const CacheSpec& spec, const ItemTable& table, Sizes sizes)
{
    return cachesOf<Cache>(spec, table, [&] { return Cache(table.items, spec.capacity, sizes); });
}

template <class Sizes>
CachesPtr cachesWith(const CacheSpec& spec, const ItemTable& table, Sizes sizes)
{
    using Lru = LruCache<Sizes>;
    switch (spec.policy) {
    case CachePolicy::unlimited:
        return cachesOf<UnlimitedCache>(spec, table, [&] { return UnlimitedCache(table.items); });
    case CachePolicy::lru:
        return boundedCaches<Lru>(spec, table, sizes);
    case CachePolicy::fifo:
        return boundedCaches<FifoCache<Sizes>>(spec, table, sizes);
    case CachePolicy::clock:
        return boundedCaches<ClockCache<Sizes>>(spec, table, sizes);
    case CachePolicy::sieve:
        return boundedCaches<SieveCache<Sizes>>(spec, table, sizes);
    case CachePolicy::s3fifo:
        return boundedCaches<S3FifoCache<Sizes>>(spec, table, sizes);
    case CachePolicy::vllm:
        return cachesOf<VllmRule<Lru>>(spec, table, [&] {
            return VllmRule<Lru>(
                Lru(table.items, spec.capacity, sizes), Lru(table.items, spec.capacity, sizes));
        });
    case CachePolicy::vllmShm:
        return cachesOf<ShmRing>(
            spec, table, [&] { return ShmRing(table.bytes, spec.capacity, spec.largestObject); });
    }
    return nullptr;
}

CachesPtr makeCaches(const CacheSpec& spec, const ItemTable& table)
{
    if (spec.policy == CachePolicy::unlimited || spec.unit == CacheUnit::items)
        return cachesWith(spec, table, UnitSizes{});
    const auto& sizes = spec.unit == CacheUnit::bytes ? table.bytes : table.tokens;
    return cachesWith(spec, table, TableSizes{ sizes.data() });
}

/// Memory of one replica's cache by item.
std::uint64_t bytesPerItem(CachePolicy policy)
{
    switch (policy) {
    case CachePolicy::unlimited:
        return 1;
    case CachePolicy::lru:
    case CachePolicy::fifo:
        return 8;
    case CachePolicy::clock:
    case CachePolicy::sieve:
        return 9;
    case CachePolicy::s3fifo:
        return 10;
    case CachePolicy::vllm:
        return 16;
    case CachePolicy::vllmShm:
        return 25;
    }
    return 0;
}

/// What is not fit to be simulated.
base::Result<> check(const CacheSpec& spec, const ItemTable& table)
{
    const auto unknown = [](std::string_view unit) {
        return base::fail(base::Code::invalid,
            fmt::format("Cannot simulate a cache of {}: the items' {} are not known", unit, unit),
            "Give a capacity in items");
    };
    const bool isBounded = spec.policy != CachePolicy::unlimited;
    const bool needsBytes
        = spec.policy == CachePolicy::vllmShm || (isBounded && spec.unit == CacheUnit::bytes);
    if (needsBytes && table.bytes.size() != table.items)
        return unknown("bytes");
    if (isBounded && spec.unit == CacheUnit::tokens && table.tokens.size() != table.items)
        return unknown("tokens");
    const std::uint64_t needed = CacheSimulation::neededBytes(spec, table.items);
    if (needed > CacheSimulation::maxBytes || table.items > maxItems)
        return base::fail(base::Code::unsupported,
            fmt::format("Cannot simulate {} with {} items and {} replicas: it takes {} of memory",
                printCacheSpec(spec), table.items, spec.replicas,
                base::formatBytes(static_cast<double>(needed))),
            "Use fewer replicas, or the prediction without simulation");
    return {};
}

/// One past the last request of a slice that begins at `first`.
std::size_t sliceEnd(const RequestList& requests, std::size_t first)
{
    std::size_t last = first;
    for (std::size_t items = 0; last < requests.size() && items < sliceItems; ++last)
        items += requests[last].size() + 1;
    return last;
}

void add(HitShare& sum, const HitShare& part)
{
    sum.total += part.total;
    sum.hits += part.hits;
}

} // namespace

CacheSimulation::CacheSimulation(std::unique_ptr<Caches> caches)
    : m_caches(std::move(caches))
{
}

CacheSimulation::CacheSimulation(CacheSimulation&&) noexcept = default;
CacheSimulation& CacheSimulation::operator=(CacheSimulation&&) noexcept = default;
CacheSimulation::~CacheSimulation() = default;

base::Result<CacheSimulation> CacheSimulation::make(const CacheSpec& spec, const ItemTable& table)
{
    CacheSpec sound = spec;
    sound.replicas = std::max(1U, spec.replicas);
    if (auto checked = check(sound, table); !checked)
        return tl::make_unexpected(checked.error());
    return CacheSimulation(makeCaches(sound, table));
}

std::uint64_t CacheSimulation::neededBytes(const CacheSpec& spec, ItemIndex items)
{
    const std::uint64_t each = items * bytesPerItem(spec.policy) + sizeof(CacheTally);
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    return spec.replicas > most / each ? most : std::max(1U, spec.replicas) * each;
}

base::Result<> CacheSimulation::feed(const RequestList& requests, std::stop_token stop)
{
    const auto all = requests.items();
    const ItemIndex items = m_caches->table().items;
    if (!all.empty() && *std::max_element(all.begin(), all.end()) >= items)
        return base::fail(base::Code::internal,
            fmt::format("A request names an item beyond the {} of its pool", items));
    for (std::size_t first = 0; first < requests.size();) {
        if (stop.stop_requested())
            return base::cancelled();
        const std::size_t last = sliceEnd(requests, first);
        m_caches->serve(requests, first, last);
        first = last;
    }
    return {};
}

const std::vector<CacheTally>& CacheSimulation::replicas() const
{
    return m_caches->tallies();
}

CacheTally CacheSimulation::tally() const
{
    CacheTally sum;
    for (const CacheTally& part : replicas()) {
        sum.requests += part.requests;
        sum.refused += part.refused;
        add(sum.items, part.items);
        add(sum.bytes, part.bytes);
        add(sum.tokens, part.tokens);
    }
    return sum;
}

base::Result<CacheTally> simulateCache(const CacheSpec& spec, const ItemTable& table,
    const RequestList& requests, std::stop_token stop)
{
    auto simulation = CacheSimulation::make(spec, table);
    if (!simulation)
        return tl::make_unexpected(simulation.error());
    if (auto fed = simulation->feed(requests, std::move(stop)); !fed)
        return tl::make_unexpected(fed.error());
    return simulation->tally();
}

} // namespace poolscope::reuse
