// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/policy/stack_distance.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <utility>

namespace poolscope::reuse {

namespace {

constexpr std::size_t wordBits = 64;
constexpr std::size_t blockWords = 8;
constexpr std::size_t blockBits = blockWords * wordBits;
constexpr std::size_t firstWindow = 4096; // positions
// Between two looks at the stop token: a few milliseconds.
constexpr std::size_t sliceAccesses = 1U << 14U;

/// The bits up to and including `bit`.
constexpr std::uint64_t bitsUpTo(std::size_t bit)
{
    return ~std::uint64_t{ 0 } >> (wordBits - 1 - bit);
}

} // namespace

template <class Value>
void StackDistances::FenwickTree<Value>::assign(const std::vector<Value>& blocks)
{
    m_sums.assign(blocks.size() + 1, 0);
    for (std::size_t node = 1; node < m_sums.size(); ++node) {
        m_sums[node] += blocks[node - 1];
        if (const std::size_t parent = node + (node & -node); parent < m_sums.size())
            m_sums[parent] += m_sums[node];
    }
}

template <class Value> void StackDistances::FenwickTree<Value>::add(std::size_t block, Value value)
{
    for (std::size_t node = block + 1; node < m_sums.size(); node += node & -node)
        m_sums[node] += value;
}

template <class Value>
void StackDistances::FenwickTree<Value>::subtract(std::size_t block, Value value)
{
    for (std::size_t node = block + 1; node < m_sums.size(); node += node & -node)
        m_sums[node] -= value;
}

template <class Value> Value StackDistances::FenwickTree<Value>::before(std::size_t block) const
{
    Value sum = 0;
    for (std::size_t node = block; node > 0; node -= node & -node)
        sum += m_sums[node];
    return sum;
}

StackDistances::StackDistances(ItemIndex items, std::span<const std::uint64_t> sizes)
    : m_sizes(sizes)
    , m_last(items)
{
    renumber();
}

StackDistances::Distance StackDistances::access(ItemIndex item)
{
    if (m_next == m_owners.size())
        renumber();
    Distance distance;
    if (m_last[item] != 0) {
        const std::size_t position = m_last[item] - 1;
        distance.items = m_live - marksUpTo(position) + 1;
        if (!m_sizes.empty())
            distance.size = m_liveSize - sizeUpTo(position) + m_sizes[item];
        unmark(position, item);
    } else {
        ++m_live;
        if (!m_sizes.empty())
            m_liveSize += m_sizes[item];
    }
    mark(item);
    return distance;
}

void StackDistances::mark(ItemIndex item)
{
    const std::size_t position = m_next++;
    m_marks[position / wordBits] |= std::uint64_t{ 1 } << position % wordBits;
    m_owners[position] = item;
    m_last[item] = static_cast<std::uint32_t>(position + 1);
    m_counts.add(position / blockBits, 1);
    if (!m_sizes.empty())
        m_blockSizes.add(position / wordBits, m_sizes[item]);
}

void StackDistances::unmark(std::size_t position, ItemIndex item)
{
    m_marks[position / wordBits] &= ~(std::uint64_t{ 1 } << position % wordBits);
    m_counts.subtract(position / blockBits, 1);
    if (!m_sizes.empty())
        m_blockSizes.subtract(position / wordBits, m_sizes[item]);
}

std::uint64_t StackDistances::marksUpTo(std::size_t position) const
{
    const std::size_t last = position / wordBits;
    const std::size_t block = last / blockWords;
    std::uint64_t marks = m_counts.before(block);
    for (std::size_t word = block * blockWords; word < last; ++word)
        marks += static_cast<std::uint64_t>(std::popcount(m_marks[word]));
    const std::uint64_t partial = m_marks[last] & bitsUpTo(position % wordBits);
    return marks + static_cast<std::uint64_t>(std::popcount(partial));
}

std::uint64_t StackDistances::sizeUpTo(std::size_t position) const
{
    const std::size_t word = position / wordBits;
    std::uint64_t size = m_blockSizes.before(word);
    for (std::uint64_t bits = m_marks[word] & bitsUpTo(position % wordBits); bits != 0;
         bits &= bits - 1)
        size += m_sizes[m_owners[word * wordBits
            + static_cast<std::size_t>(std::countr_zero(bits))]];
    return size;
}

/// Moves the marks to the first positions in their order, and makes room for at least as many.
void StackDistances::renumber()
{
    std::size_t next = 0;
    for (std::size_t word = 0; word < m_marks.size(); ++word)
        for (std::uint64_t bits = m_marks[word]; bits != 0; bits &= bits - 1) {
            const std::size_t from
                = word * wordBits + static_cast<std::size_t>(std::countr_zero(bits));
            const ItemIndex item = m_owners[from];
            m_owners[next++] = item;
            m_last[item] = static_cast<std::uint32_t>(next);
        }
    std::size_t window = std::max(firstWindow, m_owners.size());
    while (window < 2 * next)
        window *= 2;
    m_next = next;
    m_owners.resize(window);
    m_marks.assign(window / wordBits, 0);
    std::vector<std::uint32_t> counts(window / blockBits);
    for (std::size_t position = 0; position < next; ++position) {
        m_marks[position / wordBits] |= std::uint64_t{ 1 } << position % wordBits;
        ++counts[position / blockBits];
    }
    m_counts.assign(counts);
    if (m_sizes.empty())
        return;
    std::vector<std::uint64_t> sizes(window / wordBits);
    for (std::size_t position = 0; position < next; ++position)
        sizes[position / wordBits] += m_sizes[m_owners[position]];
    m_blockSizes.assign(sizes);
}

HitCurve::HitCurve(ItemIndex items)
    : HitCurve(items, {})
{
}

HitCurve::HitCurve(ItemIndex items, BySize bySize)
    : m_items(items)
    , m_sizes(bySize.sizes)
    , m_distances(items, bySize.sizes)
{
    auto& capacities = bySize.capacities;
    std::sort(capacities.begin(), capacities.end());
    capacities.erase(std::unique(capacities.begin(), capacities.end()), capacities.end());
    const std::uint64_t largest
        = m_sizes.empty() ? 0 : *std::max_element(m_sizes.begin(), m_sizes.end());
    for (const std::uint64_t capacity : capacities) {
        // A stack holds what a cache holds only while no item is left out.
        if (capacity < largest)
            m_small.push_back({ { capacity, 0, 0 }, { items, capacity, { m_sizes.data() } } });
        else
            m_bySize.push_back({ capacity, 0, 0 });
    }
}

base::Result<> HitCurve::feed(std::span<const ItemIndex> accesses, std::stop_token stop)
{
    if (!accesses.empty() && *std::max_element(accesses.begin(), accesses.end()) >= m_items)
        return base::fail(base::Code::internal,
            fmt::format("An access names an item beyond the {} of its pool", m_items));
    for (std::size_t first = 0; first < accesses.size(); first += sliceAccesses) {
        if (stop.stop_requested())
            return base::cancelled();
        for (const ItemIndex item :
            accesses.subspan(first, std::min(sliceAccesses, accesses.size() - first)))
            count(item);
    }
    return {};
}

void HitCurve::count(ItemIndex item)
{
    ++m_accesses;
    const std::uint64_t size = m_sizes.empty() ? 0 : m_sizes[item];
    m_totalSize += size;
    const auto distance = m_distances.access(item);
    if (distance.items >= m_byDistance.size())
        m_byDistance.resize(distance.items + 1);
    ++m_byDistance[distance.items];
    for (SmallCache& small : m_small)
        if (small.cache.access(item)) {
            ++small.point.hits;
            small.point.hitSize += size;
        }
    if (distance.items == 0)
        return;
    const auto found = std::lower_bound(m_bySize.begin(), m_bySize.end(), distance.size,
        [](const SizePoint& point, std::uint64_t needed) { return point.capacity < needed; });
    if (found != m_bySize.end()) {
        ++found->hits;
        found->hitSize += size;
    }
}

std::vector<std::uint64_t> HitCurve::hits() const
{
    std::vector<std::uint64_t> hits(std::max<std::size_t>(1, m_byDistance.size()));
    for (std::size_t capacity = 1; capacity < hits.size(); ++capacity)
        hits[capacity] = hits[capacity - 1] + m_byDistance[capacity];
    return hits;
}

std::vector<HitCurve::SizePoint> HitCurve::bySize() const
{
    std::vector<SizePoint> points;
    for (const SmallCache& small : m_small)
        points.push_back(small.point);
    SizePoint sum;
    for (const SizePoint& point : m_bySize) {
        sum = { point.capacity, sum.hits + point.hits, sum.hitSize + point.hitSize };
        points.push_back(sum);
    }
    return points;
}

} // namespace poolscope::reuse
