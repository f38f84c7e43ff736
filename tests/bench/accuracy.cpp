// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_figures.h"
#include "core/reuse/cache_simulation.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <string>
#include <vector>

// Prints how far the predicted hit rates are from exact simulation, as two Markdown tables: one row
// for each law, pool, policy and kind of run, with the worst of four capacities; and the worst of
// those by kind of run and policy. Ends with 1 when a cell that is documented as covered is more
// than half a point off (beyond two standard errors of the simulation).

using namespace poolscope;

namespace {

constexpr double aim = 0.005;
constexpr double simulatedDraws = 3e6; ///< of all seeds of a cell together

struct Law {
    std::string name;
    sampling::IndexDistribution law;
};

Law zipf(std::int64_t size, double skew)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, config::ZipfSampling{ skew } };
    return { fmt::format("zipf {:g}", skew), sampling::IndexDistribution(pool) };
}

Law uniform(std::int64_t size)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, config::UniformSampling{} };
    return { "uniform", sampling::IndexDistribution(pool) };
}

/// A tenth of the items takes nine tenths of the draws.
Law hotAndCold(std::int64_t size)
{
    std::vector<double> weights;
    for (std::int64_t i = 0; i < size; ++i)
        weights.push_back(i < size / 10 ? 81 : 1);
    return { "weights 90/10", sampling::IndexDistribution::ofWeights(std::move(weights)) };
}

/// What a run is like.
struct Run {
    std::string name;
    std::vector<double> counts; ///< chance of k items per request
    double drawsPerItem = 0; ///< of the pool
    bool isMixed = false; ///< three sizes in a cache of bytes
    std::uint32_t replicas = 1;
    reuse::CacheRouting routing = reuse::CacheRouting::roundRobin;
};

std::vector<Run> runs()
{
    using reuse::CacheRouting;
    return { { "2 draws an item", { 0, 1 }, 2 }, { "20 draws an item", { 0, 1 }, 20 },
        { "1 to 3 items a request", { 0, 0.25, 0.5, 0.25 }, 20 },
        { "mixed sizes", { 0, 1 }, 20, true },
        { "4 replicas, round robin", { 0, 1 }, 20, false, 4, CacheRouting::roundRobin },
        { "4 replicas, affinity", { 0, 1 }, 20, false, 4, CacheRouting::affinity } };
}

constexpr std::array<std::uint64_t, 3> mixedSizes{ 1, 4, 10 };

reuse::ItemTable tableOf(const sampling::IndexDistribution& law, const Run& run)
{
    reuse::ItemTable table;
    table.items = static_cast<reuse::ItemIndex>(law.size());
    for (std::uint64_t i = 0; run.isMixed && i < table.items; ++i)
        // Sizes must not follow the ranks.
        table.bytes.push_back(mixedSizes.at(i * 2654435761U % 2147483647U % mixedSizes.size()));
    return table;
}

reuse::RequestList draw(const Law& law, const Run& run, std::uint64_t requests, std::uint64_t seed)
{
    const base::RandomStream items(seed, base::Purpose::item);
    const base::RandomStream counts(seed, base::Purpose::count);
    const sampling::CumulativeTable table(run.counts);
    reuse::RequestList list;
    std::vector<reuse::ItemIndex> drawn;
    for (std::uint64_t r = 0; r < requests; ++r) {
        drawn.clear();
        const std::size_t count = table.find(counts.unit(r, 0));
        for (std::uint32_t slot = 0; slot < count; ++slot)
            drawn.push_back(static_cast<reuse::ItemIndex>(law.law.draw(items, r, slot)));
        list.add(drawn);
    }
    return list;
}

/// Mean and standard error over seeds.
struct Simulated {
    double mean = 0;
    double error = 0;
};

Simulated simulate(const Law& law, const Run& run, std::uint64_t requests,
    const reuse::CacheSpec& spec, const reuse::ItemTable& table)
{
    const double draws = static_cast<double>(requests) * reuse::RequestCounts(run.counts).mean();
    const int seeds = static_cast<int>(std::clamp(simulatedDraws / draws, 3.0, 1000.0));
    double sum = 0;
    double squares = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const auto tally = reuse::simulateCache(
            spec, table, draw(law, run, requests, static_cast<std::uint64_t>(seed)));
        const double rate = tally.value().items.rate();
        sum += rate;
        squares += rate * rate;
    }
    const double n = seeds;
    return { sum / n, std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1) / n)) };
}

struct Cell {
    std::uint64_t capacity = 0;
    reuse::CacheEstimate predicted;
    Simulated simulated;

    double off() const { return predicted.hitRate - simulated.mean; }
    bool isMissed() const
    {
        return predicted.isCovered && std::fabs(off()) > aim + 2 * simulated.error;
    }
};

Cell cellOf(const Law& law, const Run& run, reuse::CachePolicy policy, double share)
{
    const auto size = static_cast<double>(law.law.size());
    const reuse::RequestCounts counts(run.counts);
    const auto requests
        = static_cast<std::uint64_t>(run.drawsPerItem * size * run.replicas / counts.mean());
    const reuse::ItemTable table = tableOf(law.law, run);
    reuse::CacheSpec spec;
    spec.policy = policy;
    spec.replicas = run.replicas;
    spec.routing = run.routing;
    std::vector<reuse::SizeClass> sizes{ {} };
    double meanSize = 1;
    if (run.isMixed) {
        spec.unit = reuse::CacheUnit::bytes;
        sizes.clear();
        std::map<std::uint64_t, double> shares;
        for (const std::uint64_t bytes : table.bytes)
            shares[bytes] += 1 / size;
        meanSize = 0;
        for (const auto& [bytes, part] : shares) {
            sizes.push_back({ part, static_cast<double>(bytes), 0 });
            meanSize += part * static_cast<double>(bytes);
        }
    }
    spec.capacity = static_cast<std::uint64_t>(std::max(1.0, share * size * meanSize));
    return { spec.capacity,
        *reuse::cacheEstimate(
            reuse::CachedPool(law.law, sizes), counts, static_cast<double>(requests), spec),
        simulate(law, run, requests, spec, table) };
}

/// The cells of one kind of run and policy.
struct Summary {
    int cells = 0;
    int covered = 0;
    int missed = 0;
    double worst = 0; ///< of those covered
    std::string worstLaw;

    void add(const Cell& cell, const std::string& law)
    {
        ++cells;
        if (!cell.predicted.isCovered)
            return;
        ++covered;
        missed += cell.isMissed() ? 1 : 0;
        if (std::fabs(cell.off()) > std::fabs(worst)) {
            worst = cell.off();
            worstLaw = law;
        }
    }
};

/// Covered cells first: a row is about what is promised.
const Cell& worstOf(const std::vector<Cell>& cells)
{
    return *std::max_element(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        return std::pair(a.predicted.isCovered, std::fabs(a.off()))
            < std::pair(b.predicted.isCovered, std::fabs(b.off()));
    });
}

} // namespace

int main()
{
    const std::vector<std::pair<reuse::CachePolicy, std::string>> policies{
        { reuse::CachePolicy::lru, "LRU" }, { reuse::CachePolicy::fifo, "FIFO" },
        { reuse::CachePolicy::clock, "CLOCK" }
    };
    std::map<std::pair<std::size_t, std::string>, Summary> summaries;
    std::cout << "| law | items | run | policy | capacity | predicted | simulated | off, points | "
                 "covered |\n|---|---|---|---|---|---|---|---|---|\n";
    const std::vector<Run> kinds = runs();
    for (const std::int64_t size : { 100, 10'000 })
        for (const Law& law : { zipf(size, 0.6), zipf(size, 0.9), zipf(size, 1.1), zipf(size, 1.5),
                 uniform(size), hotAndCold(size) })
            for (std::size_t kind = 0; kind < kinds.size(); ++kind)
                for (const auto& [policy, name] : policies) {
                    std::vector<Cell> cells;
                    for (const double share : { 0.01, 0.1, 0.3, 0.7 }) {
                        cells.push_back(cellOf(law, kinds[kind], policy, share));
                        summaries[{ kind, name }].add(
                            cells.back(), fmt::format("{}, {} items", law.name, size));
                    }
                    const Cell& cell = worstOf(cells);
                    const char* covered = cell.isMissed() ? "MISSED"
                        : cell.predicted.isCovered        ? "yes"
                                                          : "no";
                    std::cout << fmt::format(
                        "| {} | {} | {} | {} | {} | {:.4f} | {:.4f} ± {:.4f} | {:+.2f} | {} |\n",
                        law.name, size, kinds[kind].name, name, cell.capacity,
                        cell.predicted.hitRate, cell.simulated.mean, 2 * cell.simulated.error,
                        100 * cell.off(), covered)
                              << std::flush;
                }
    std::cout << "\n| run | policy | cells | covered | worst of those, points | its law "
                 "|\n|---|---|---|---|---|---|\n";
    int missed = 0;
    for (const auto& [key, summary] : summaries) {
        missed += summary.missed;
        std::cout << fmt::format("| {} | {} | {} | {} | {} | {} |\n", kinds[key.first].name,
            key.second, summary.cells, summary.covered,
            summary.covered == 0 ? "" : fmt::format("{:+.2f}", 100 * summary.worst),
            summary.worstLaw);
    }
    std::cout << fmt::format("\n{} missed\n", missed);
    return missed == 0 ? 0 : 1;
}
