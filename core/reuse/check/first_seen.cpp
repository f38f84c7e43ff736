// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/check/first_seen.h"

#include "core/base/format.h"
#include "core/base/portable_math.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace poolscope::reuse {

namespace portable = base::portable;

namespace {

/// Requests sent at about the same time, both sides sorted.
struct Block {
    std::vector<double> firstSeen;
    std::vector<double> repeats;
    double variance = 0; ///< of the rank sum, with its tie term

    double pairs() const
    {
        return static_cast<double>(firstSeen.size()) * static_cast<double>(repeats.size());
    }
    double size() const { return static_cast<double>(firstSeen.size() + repeats.size()); }
};

/// n1 n2 / 12 [(n + 1) - sum (t^3 - t) / (n (n - 1))] over groups of t equal values.
double rankVariance(const Block& block)
{
    std::vector<double> all = block.firstSeen;
    all.insert(all.end(), block.repeats.begin(), block.repeats.end());
    std::sort(all.begin(), all.end());
    double ties = 0;
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::upper_bound(from, all.end(), *from);
        const auto t = static_cast<double>(to - from);
        ties += t * t * t - t;
        from = to;
    }
    const double n = block.size();
    return block.pairs() / 12 * (n + 1 - ties / std::max(1.0, n * (n - 1)));
}

/// How many pairs of a block have first-seen - repeat <= difference.
double pairsUpTo(const Block& block, double difference)
{
    double count = 0;
    std::size_t from = 0; // the first repeat that is large enough; rises with the first-seen value
    for (const double value : block.firstSeen) {
        while (from < block.repeats.size() && value - block.repeats[from] > difference)
            ++from;
        count += static_cast<double>(block.repeats.size() - from);
    }
    return count;
}

/// Doubles in the order of integers, so that bisection ends at a value itself.
std::uint64_t orderOf(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    constexpr std::uint64_t sign = std::uint64_t{ 1 } << 63U;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

double valueOf(std::uint64_t order)
{
    constexpr std::uint64_t sign = std::uint64_t{ 1 } << 63U;
    return std::bit_cast<double>((order & sign) != 0 ? order & ~sign : ~order);
}

/// The `rank`-th smallest difference (from 0) of all blocks.
double differenceAt(const std::vector<Block>& blocks, double rank)
{
    double lowest = INFINITY;
    double highest = -INFINITY;
    for (const Block& block : blocks) {
        lowest = std::min(lowest, block.firstSeen.front() - block.repeats.back());
        highest = std::max(highest, block.firstSeen.back() - block.repeats.front());
    }
    std::uint64_t low = orderOf(lowest);
    std::uint64_t high = orderOf(highest);
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        double count = 0;
        for (const Block& block : blocks)
            count += pairsUpTo(block, valueOf(middle));
        if (count > rank)
            high = middle;
        else
            low = middle + 1;
    }
    return valueOf(low);
}

std::vector<Block> blocksOf(std::span<const SeenLatency> requests, int count)
{
    std::vector<SeenLatency> sorted;
    for (const SeenLatency& request : requests)
        if (std::isfinite(request.value))
            sorted.push_back(request);
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const SeenLatency& a, const SeenLatency& b) { return a.at < b.at; });
    const std::size_t size = sorted.size();
    const auto parts = static_cast<std::size_t>(std::max(1, count));
    std::vector<Block> blocks;
    for (std::size_t b = 0; b < parts; ++b) {
        Block block;
        for (std::size_t i = size * b / parts; i < size * (b + 1) / parts; ++i)
            (sorted[i].isFirstSeen ? block.firstSeen : block.repeats).push_back(sorted[i].value);
        if (block.firstSeen.empty() || block.repeats.empty())
            continue;
        std::sort(block.firstSeen.begin(), block.firstSeen.end());
        std::sort(block.repeats.begin(), block.repeats.end());
        block.variance = rankVariance(block);
        blocks.push_back(std::move(block));
    }
    return blocks;
}

/// Pairs where the first-seen request is larger, ties counting half.
double largerPairs(const Block& block)
{
    const double upTo = pairsUpTo(block, 0);
    const double below = pairsUpTo(block, -std::numeric_limits<double>::denorm_min());
    return block.pairs() - upTo + (upTo - below) / 2;
}

} // namespace

std::optional<Shift> firstSeenShift(std::span<const SeenLatency> requests, int blocks)
{
    const std::vector<Block> compared = blocksOf(requests, blocks);
    if (compared.empty())
        return {};
    Shift shift;
    double pairs = 0;
    double variance = 0;
    double larger = 0;
    double weighted = 0;
    double weightedVariance = 0;
    for (const Block& block : compared) {
        shift.firstSeen += block.firstSeen.size();
        shift.repeats += block.repeats.size();
        pairs += block.pairs();
        variance += block.variance;
        const double inBlock = largerPairs(block);
        larger += inBlock;
        const double weight = 1 / (block.size() + 1);
        weighted += weight * (inBlock - block.pairs() / 2);
        weightedVariance += weight * weight * block.variance;
    }
    shift.notCompared = requests.size() - shift.firstSeen - shift.repeats;
    shift.larger = larger / pairs;
    const double middle = std::floor((pairs - 1) / 2);
    shift.estimate = differenceAt(compared, middle);
    if (std::fmod(pairs, 2) == 0)
        shift.estimate = 0.5 * (shift.estimate + differenceAt(compared, middle + 1));
    const double k = std::floor(pairs / 2 - z95 * std::sqrt(variance));
    // Too few pairs for 95 %: nothing is excluded.
    shift.interval = k < 0
        ? Interval{ -INFINITY, INFINITY }
        : Interval{ differenceAt(compared, k), differenceAt(compared, pairs - 1 - k) };
    if (weightedVariance > 0)
        shift.p = portable::erfc(std::fabs(weighted) / std::sqrt(2 * weightedVariance));
    return shift;
}

SeenVerdict firstSeenVerdict(std::span<const SeenLatency> requests, int blocks)
{
    SeenVerdict verdict;
    verdict.shift = firstSeenShift(requests, blocks);
    if (!verdict.shift) {
        verdict.sentence = "First-seen requests and repeats cannot be compared: at no time were "
                           "both sent";
        return verdict;
    }
    std::vector<SeenLatency> logs(requests.begin(), requests.end());
    for (SeenLatency& request : logs)
        request.value = portable::log(request.value); // not finite, and left out, at 0
    verdict.logShift = firstSeenShift(logs, blocks);
    const Shift& shift = *verdict.shift;
    if (!std::isfinite(shift.interval.low)) {
        verdict.sentence
            = fmt::format("{} first-seen and {} repeated requests are too few to compare",
                shift.firstSeen, shift.repeats);
        return verdict;
    }
    const auto inMs = [](double seconds) { return base::formatNumber(seconds * 1000); };
    const std::string interval = fmt::format("{} ms, 95 % between {} and {}", inMs(shift.estimate),
        inMs(shift.interval.low), inMs(shift.interval.high));
    verdict.sentence = shift.interval.low > 0
        ? fmt::format("First-seen requests answer later by {}", interval)
        : shift.interval.high < 0
        ? fmt::format("First-seen requests answer sooner, which no cache explains: by {}", interval)
        : fmt::format(
            "No difference between first-seen requests and repeats is shown: {}", interval);
    return verdict;
}

} // namespace poolscope::reuse
