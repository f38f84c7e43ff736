// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "core/reuse/policy/queues.h"
#include "core/reuse/policy/s3_fifo.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <set>

using namespace poolscope;
using reuse::ItemIndex;
using reuse::TableSizes;
using reuse::UnitSizes;

namespace {

// Models by the letter of the papers, with lists that are searched from end to end.

/// What is stored, oldest first, with what the policies note at an item.
struct Entry {
    ItemIndex item = 0;
    int hits = 0;
};

struct Queue {
    std::vector<Entry> entries;

    Entry* find(ItemIndex item)
    {
        const auto found = std::find_if(
            entries.begin(), entries.end(), [&](const Entry& entry) { return entry.item == item; });
        return found == entries.end() ? nullptr : &*found;
    }
    Entry takeAt(std::size_t index)
    {
        const Entry entry = entries[index];
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(index));
        return entry;
    }
};

struct Model {
    std::uint64_t capacity = 0;
    std::vector<std::uint64_t> sizes;

    std::uint64_t sizeOf(const Queue& queue) const
    {
        std::uint64_t sum = 0;
        for (const Entry& entry : queue.entries)
            sum += sizes[entry.item];
        return sum;
    }
};

struct LruModel : Model {
    Queue queue;

    bool access(ItemIndex item)
    {
        if (Entry* entry = queue.find(item)) {
            queue.takeAt(static_cast<std::size_t>(entry - queue.entries.data()));
            queue.entries.push_back({ item, 0 });
            return true;
        }
        if (sizes[item] > capacity)
            return false;
        while (sizeOf(queue) + sizes[item] > capacity)
            queue.takeAt(0);
        queue.entries.push_back({ item, 0 });
        return false;
    }
};

struct FifoModel : Model {
    Queue queue;

    bool access(ItemIndex item)
    {
        if (queue.find(item) != nullptr)
            return true;
        if (sizes[item] > capacity)
            return false;
        while (sizeOf(queue) + sizes[item] > capacity)
            queue.takeAt(0);
        queue.entries.push_back({ item, 0 });
        return false;
    }
};

struct ClockModel : Model {
    Queue queue;

    bool access(ItemIndex item)
    {
        if (Entry* entry = queue.find(item)) {
            entry->hits = 1;
            return true;
        }
        if (sizes[item] > capacity)
            return false;
        while (sizeOf(queue) + sizes[item] > capacity) {
            const Entry oldest = queue.takeAt(0);
            if (oldest.hits > 0)
                queue.entries.push_back({ oldest.item, 0 });
        }
        queue.entries.push_back({ item, 0 });
        return false;
    }
};

struct SieveModel : Model {
    Queue queue;
    std::size_t hand = 0; ///< the size of the queue: none

    bool access(ItemIndex item)
    {
        if (Entry* entry = queue.find(item)) {
            entry->hits = 1;
            return true;
        }
        if (sizes[item] > capacity)
            return false;
        while (sizeOf(queue) + sizes[item] > capacity) {
            if (hand == queue.entries.size())
                hand = 0;
            while (queue.entries[hand].hits > 0) {
                queue.entries[hand].hits = 0;
                hand = (hand + 1) % queue.entries.size();
            }
            queue.takeAt(hand);
        }
        // A hand that passed the newest starts over, not at the item that comes now.
        if (hand == queue.entries.size())
            hand = 0;
        queue.entries.push_back({ item, 0 });
        return false;
    }
};

struct S3FifoModel : Model {
    Queue small;
    Queue main;
    Queue ghost;

    bool access(ItemIndex item)
    {
        for (Queue* queue : { &small, &main })
            if (Entry* entry = queue->find(item)) {
                entry->hits = std::min(entry->hits + 1, 3);
                return true;
            }
        if (sizes[item] > capacity)
            return false;
        Entry* remembered = ghost.find(item);
        const bool isRemembered = remembered != nullptr;
        if (isRemembered)
            ghost.takeAt(static_cast<std::size_t>(remembered - ghost.entries.data()));
        while (sizeOf(small) + sizeOf(main) + sizes[item] > capacity) {
            const bool isSmallFull = sizeOf(small) >= std::max<std::uint64_t>(1, capacity / 10);
            if (!small.entries.empty() && (isSmallFull || main.entries.empty()))
                evictSmall();
            else
                evictMain();
        }
        (isRemembered ? main : small).entries.push_back({ item, 0 });
        return false;
    }
    void evictSmall()
    {
        const Entry oldest = small.takeAt(0);
        if (oldest.hits > 1) {
            main.entries.push_back({ oldest.item, 0 });
            return;
        }
        ghost.entries.push_back(oldest);
        while (sizeOf(ghost) > capacity - std::max<std::uint64_t>(1, capacity / 10))
            ghost.takeAt(0);
    }
    void evictMain()
    {
        while (main.entries.front().hits > 0) {
            const Entry oldest = main.takeAt(0);
            main.entries.push_back({ oldest.item, oldest.hits - 1 });
        }
        main.takeAt(0);
    }
};

constexpr ItemIndex items = 24;

std::vector<std::uint64_t> sizesOf(std::uint64_t largest)
{
    std::vector<std::uint64_t> sizes;
    for (ItemIndex item = 0; item < items; ++item)
        sizes.push_back(largest == 1 ? 1 : item * 5 % (largest + 1)); // some are 0
    return sizes;
}

/// Item by item the same answers, on streams that prefer low indices.
template <template <class> class Cache, class CacheModel> void compare()
{
    for (const std::uint64_t largest : { 1U, 4U, 9U }) {
        const auto sizes = sizesOf(largest);
        for (std::uint64_t capacity = 1; capacity <= 30; ++capacity) {
            const base::RandomStream random(capacity * 10 + largest, base::Purpose::item);
            Cache<TableSizes> cache(items, capacity, { sizes.data() });
            Cache<UnitSizes> unitCache(items, capacity, {});
            CacheModel model;
            model.capacity = capacity;
            model.sizes = sizes;
            std::uint64_t hits = 0;
            for (std::uint64_t access = 0; access < 1500; ++access) {
                const double u = random.unit(access, 0);
                const auto item = static_cast<ItemIndex>(items * u * u);
                const bool isHit = model.access(item);
                QCOMPARE(cache.access(item), isHit);
                const bool isUnitHit = unitCache.access(item);
                if (largest == 1)
                    QCOMPARE(isUnitHit, isHit);
                hits += isHit ? 1 : 0;
            }
            QVERIFY(hits > 0);
        }
    }
}

} // namespace

class CachePolicyTest : public QObject {
    Q_OBJECT

private slots:
    void lruIsThatOfItsModel() { compare<reuse::LruCache, LruModel>(); }
    void fifoIsThatOfItsModel() { compare<reuse::FifoCache, FifoModel>(); }
    void clockIsThatOfItsModel() { compare<reuse::ClockCache, ClockModel>(); }
    void sieveIsThatOfItsModel() { compare<reuse::SieveCache, SieveModel>(); }
    void s3FifoIsThatOfItsModel() { compare<reuse::S3FifoCache, S3FifoModel>(); }

    void unlimitedHoldsEverything()
    {
        reuse::UnlimitedCache cache(items);
        std::set<ItemIndex> seen;
        for (ItemIndex access = 0; access < 100; ++access) {
            const ItemIndex item = access * access % items;
            QCOMPARE(cache.access(item), !seen.insert(item).second);
        }
    }

    void policiesDifferWhereTheyShould()
    {
        // Room for three: 0 is hit before the fourth comes.
        const auto isKept = [](auto cache) {
            for (const ItemIndex item : { 0U, 1U, 2U, 0U, 3U })
                cache.access(item);
            return cache.access(0);
        };
        QVERIFY(isKept(reuse::LruCache<UnitSizes>(items, 3, {})));
        QVERIFY(!isKept(reuse::FifoCache<UnitSizes>(items, 3, {})));
        QVERIFY(isKept(reuse::ClockCache<UnitSizes>(items, 3, {})));
        QVERIFY(isKept(reuse::SieveCache<UnitSizes>(items, 3, {})));
    }
};

POOLSCOPE_TEST(CachePolicyTest)
#include "cache_policy_test.moc"
